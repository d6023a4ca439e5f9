import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBitcoinHeader } from './bitcoin.ts';
import { readLevinHeader, readLevinNetwork } from './levin.ts';

const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
const verack = bytesOf('f9beb4d976657261636b000000000000000000005df6e0e2');
const handshake = bytesOf(`01210101010101010601000000000000${'01'}e9030000${'00000000'}${'01000000'}${'01000000'}`);

describe("a node's message header", () => {
  it('is Bitcoin by magic and command', () => {
    expect(readBitcoinHeader(verack, 0)).toEqual({ network: 'bitcoin mainnet', command: 'verack', payloadLength: 0 });
  });
  it('is not Bitcoin with another magic, an unknown command, a dirty padding, a mad length, or cut', () => {
    const changed = (at: number, byte: number): Uint8Array => verack.map((old, i) => (i === at ? byte : old));
    for (const bytes of [changed(0, 0), changed(4, 0x78), changed(14, 0x78), changed(19, 0x7f), verack.subarray(0, 19)])
      expect(readBitcoinHeader(bytes, 0)).toBeUndefined();
  });
  it('is levin by signature and version', () => {
    expect(readLevinHeader(handshake, 0)).toEqual({ payloadLength: 262, command: 1001 });
    expect(readLevinHeader(handshake.subarray(1), 0)).toBeUndefined();
    expect(
      readLevinHeader(
        handshake.map((byte, i) => (i === 29 ? 2 : byte)),
        0,
      ),
    ).toBeUndefined();
  });
  it("names Monero's network, and no other coin's", () => {
    const field = (id: string): Uint8Array => bytesOf(`6e6e0a6e6574776f726b5f69640a40${id}`);
    expect(readLevinNetwork(field('1230f171610441611731008216a1a110'))).toBe('monero mainnet');
    expect(readLevinNetwork(field('00'.repeat(16)))).toBeUndefined();
    expect(readLevinNetwork(field(''))).toBeUndefined();
  });
  it('never throws, wherever it is looked for', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(90), (bytes, at) => {
        readBitcoinHeader(bytes, at);
        readLevinHeader(bytes, at);
        readLevinNetwork(bytes);
      }),
    );
  });
});
