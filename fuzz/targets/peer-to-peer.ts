import { readBitcoinHeader } from '../../src/codec/peer-to-peer/bitcoin.ts';
import { readLevinHeader, readLevinNetwork } from '../../src/codec/peer-to-peer/levin.ts';
import type { FuzzTarget } from '../target.ts';

const seeds = [
  'f9beb4d976657261636b000000000000000000005df6e0e2',
  '0121010101010101060100000000000001e90300000000000001000000010000000a6e6574776f726b5f69640a401230f171610441611731008216a1a110',
];

export const target: FuzzTarget = {
  id: 'peer-to-peer',
  seeds: () => seeds.map((hex) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))),
  run(bytes) {
    for (const at of [0, 1, bytes.length - 1, bytes.length]) {
      readBitcoinHeader(bytes, at);
      readLevinHeader(bytes, at);
    }
    readLevinNetwork(bytes);
  },
};
