/** What a hostile file or a careless analyst writes: long, many, odd; never a crash, never a wall of text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expected } from '../../../tests/fixture.ts';
import { makeCase, wallet2018 } from '../../../tests/make-case.ts';
import { what } from '../what.ts';
import { who } from '../who.ts';
import { from } from './cases.fixture.ts';

const text = fc.oneof(fc.string(), fc.string({ minLength: 1000, maxLength: 3000, unit: 'binary' }));
const provenance = from('a source', 'A1', 'an origin', 'none');

const hostile: fc.Arbitrary<Expected> = fc.oneof(
  text.map((name): Expected => ({ kind: 'network-name', value: { name, zone: '.kp', why: '' } })),
  fc.tuple(text, text).map(([host, login]): Expected => {
    return { kind: 'mining-config', value: { source: 'json', pools: [{ host, login, password: login }] } };
  }),
  text.map((url): Expected => ({ kind: 'download', value: { url, target: url, runs: true } })),
  text.map((path): Expected => ({ kind: 'build-trace', value: { trace: 'file-path', text: path } })),
  text.map((path): Expected => ({ kind: 'build-trace', value: { trace: 'pdb-path', text: path } })),
  fc.array(text, { maxLength: 3 }).map((indicators): Expected => {
    return { kind: 'incident', value: { item: 'i', says: 'i', indicators, provenance } };
  }),
  text.map((pool): Expected => {
    return { kind: 'pool-record', value: { item: 'p', says: 'p', pool, address: 'a', coin: 'monero', provenance } };
  }),
  text.map((value): Expected => {
    return { kind: 'fact', value: { item: 'f', says: value, subject: 's', value, provenance, shows: ['who/no'] } };
  }),
);

describe('hostile text', () => {
  it('costs no crash, and no line is longer than can be read', () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 12 }), (seen) => {
        for (const assessor of [who, what]) {
          const { says, details = [], next } = assessor.assess(makeCase('configured', [wallet2018, ...seen]));
          for (const line of [says, ...details, ...next]) expect(line.length).toBeLessThan(1200);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is read once for any number of earlier cases', () => {
    const incidents = Array.from({ length: 2000 }, (_, i): Expected => {
      return { kind: 'incident', value: { item: `i${i}`, says: 'i', indicators: [`x${i}`, 'a.test'], provenance } };
    });
    const config: Expected = {
      kind: 'mining-config',
      value: { source: 'json', pools: [{ host: 'a.test', login: 'somebody' }] },
    };
    const { details = [] } = who.assess(makeCase('configured', [config, ...incidents]));
    expect(details.filter((line) => line.startsWith('No tie'))).toHaveLength(6);
    expect(details).toContain('1994 more earlier cases are not told here.');
  });
});
