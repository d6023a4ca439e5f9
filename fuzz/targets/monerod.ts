import { parseDocument } from '../../src/codec/json/document.ts';
import { readCoinbaseSum } from '../../src/codec/monerod/coinbase-sum.ts';
import { readDaemonAnswer } from '../../src/codec/monerod/daemon-answer.ts';
import type { FuzzTarget } from '../target.ts';

const seeds = [
  '{"jsonrpc":"2.0","id":"0","result":{"difficulty":88340000000,"difficulty_top64":0,"wide_difficulty":"0x1491790500","height":1499600,"target":120,"nettype":"mainnet","adjusted_time":1517400000,"status":"OK","untrusted":false}}',
  '{"result":{"block_header":{"difficulty":1,"height":0,"major_version":1,"reward":17592186044415,"timestamp":0},"status":"OK"}}',
  '{"result":{"emission_amount":17592186044415,"emission_amount_top64":0,"wide_emission_amount":"0xfffffffffff","fee_amount":0}}',
];

export const target: FuzzTarget = {
  id: 'monerod',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    const answer = parseDocument(bytes, 0, bytes.length);
    const read = readDaemonAnswer(answer);
    if (read.status === 'ok') {
      const { difficulty, height, reward = 0, blockSeconds } = read.value;
      if (![difficulty, height, reward, blockSeconds].every(Number.isFinite)) throw new Error('no number');
      if (difficulty <= 0 || height < 0 || blockSeconds <= 0) throw new Error('a network that cannot be');
    }
    const sum = readCoinbaseSum(answer);
    if (sum.status === 'ok' && sum.value.emission < 0n) throw new Error('a negative sum');
  },
};
