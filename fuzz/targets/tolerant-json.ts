import { openBraces } from '../../src/codec/tolerant-json/braces.ts';
import { pairsIn } from '../../src/codec/tolerant-json/pairs.ts';
import { isArray, isObject, readTolerantJson, type TolerantJson } from '../../src/codec/tolerant-json/tolerant-json.ts';
import type { FuzzTarget } from '../target.ts';

const seeds = [
  '{"pools": [{"url": "a.test:1", "user": "x", "tls": true, },], // c\n "donate-level": 1, "n": null}',
  '{pools: [{url: \'a\', user: "b\\u0041"}], /* d */ x = 1.5e3}',
  '"pool_address" : "a:1", "wallet_address" : "x",\n"currency" : "monero",',
];

function check(value: TolerantJson, from: number, to: number): void {
  if (!isObject(value) && !isArray(value)) return;
  if (value.at < from || value.end > to) throw new Error('a value outside of what holds it');
  for (const part of isObject(value) ? value.members.values() : value.items) check(part, value.at, value.end);
}

export const target: FuzzTarget = {
  id: 'tolerant-json',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    const text = new TextDecoder('latin1').decode(bytes);
    check(readTolerantJson(text, 0).value, 0, text.length);
    for (const pair of pairsIn(text, 0, text.length))
      if (pair.end <= pair.at || pair.end > text.length) throw new Error('a pair outside of its text');
    for (const braces of openBraces(text, [text.length >> 1], 4))
      for (const brace of braces) if (text[brace] !== '{') throw new Error('a brace that is none');
  },
};
