import { readEvidence } from '../../src/codec/evidence/evidence.ts';
import { payloads } from '../../src/model/payloads.ts';
import type { FuzzTarget } from '../target.ts';

const head =
  'davylamp-evidence: 1\nsources:\n  a: {name: A, reliability: B, tlp: green}\norigins: {s: {files: [x.zip]}}\n';
const item = 'says: s, source: a, credibility: 2, forgeability: cheap';
const seeds = [
  `${head}facts:\n  - {id: f, ${item}, value: 5615, shows: [who/paid-before-build], origin: s}\n`,
  `\ufeff# ä\n---\n${head}pool-answers:\n  - id: p\n    pool: nanopool\n    address: x\n    paid: 92.69\n    last-share: 2018-04-17\n`,
  `${head}pool-answers: [{id: p, ${item}, pool: supportXMR, address: x, answer: {"amtPaid": 1e12, "txnCount": 7}}]\n`,
  `${head}networks:\n  - {id: n, ${item}, answer: '{"difficulty": 5, "height": 1, "target": 120, "status": "OK"}'}\n`,
  `${head}prices:\n  - {id: p, ${item}, coin: monero, currency: USD, points: {2018-01-01: 350, 2018-01-02: 1e400}}\n`,
  `${head}names: [{id: n, ${item}, name: a.example, type: none}]\noverrides: [{id: o, question: who, reason: r, by: b}]\n`,
  JSON.stringify({ 'davylamp-evidence': 1, sources: {}, facts: [{ id: 'a', says: '\u0000', source: 'b' }] }),
];

export const target: FuzzTarget = {
  id: 'evidence',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    const read = readEvidence(bytes);
    if (read.status !== 'ok') return;
    for (const { kind, value, offset, length, line } of read.value.items) {
      if (!payloads[kind].safeParse(value).success) throw new Error('an item that is none of the model');
      if (offset + length > bytes.length || line < 1) throw new Error('an item outside of the file');
    }
    for (const { line, offset, what } of read.value.mistakes)
      if (offset > bytes.length || !what.startsWith(`line ${line}: `)) throw new Error('a mistake without its place');
  },
};
