import type { ExtractorFixture } from '../../../tests/fixture.ts';

const notes = `davylamp-evidence: 1
case: ours
sources:
  pool: {name: The pool itself, reliability: A, date: 2018-08-17}
`;
const item = 'source: pool, credibility: 1, forgeability: dear';

export const fixture: ExtractorFixture = {
  fires: [
    {
      name: 'facts in YAML',
      input: `${notes}facts:\n  - {id: a, says: It was so., value: x, ${item}}\n`,
      kind: 'config',
      expect: [
        { kind: 'evidence-file', value: { case: 'ours', items: 1, rejected: 0 } },
        { kind: 'fact', value: { item: 'a', says: 'It was so.', value: 'x' } },
      ],
    },
    {
      name: "a pool's answer that was written down",
      input: `${notes}pool-answers:\n  - {id: p, says: It paid., pool: p, address: a, paid: 2.5, ${item}}\n`,
      expect: [
        { kind: 'evidence-file' as const, value: { items: 1 } },
        { kind: 'pool-record', value: { paid: 2.5, coin: 'monero' } },
      ],
    },
    {
      name: 'JSON',
      input: '{"davylamp-evidence": 1, "facts": []}',
      expect: [{ kind: 'evidence-file', value: { items: 0, rejected: 0 } }],
    },
  ],
  silent: [
    { name: 'a text that speaks of such files', input: 'Begin the file with davylamp-evidence: 1\n' },
    { name: 'a script', input: '#!/bin/sh\ndavylamp-evidence: 1\n' },
    { name: 'another program’s settings', input: '{"name": "davylamp-evidence", "version": 1}' },
  ],
};
