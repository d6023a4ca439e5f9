import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expected } from '../../tests/fixture.ts';
import { makeCase } from '../../tests/make-case.ts';
import { fact } from '../../tests/make-fact.ts';
import { entry } from './entry.ts';
import { gone } from './gone.ts';
import { reach } from './reach.ts';

const assessors = [entry, reach, gone];

/** What anyone who writes a file can put there. */
const written: fc.Arbitrary<Expected> = fc.oneof(
  fc.string().map((text): Expected => ({ kind: 'build-trace', value: { trace: 'file-path', text } })),
  fc
    .record({ url: fc.string(), target: fc.string(), runs: fc.boolean() })
    .map((value): Expected => ({ kind: 'download', value })),
  fc.constantFrom<Expected>(
    { kind: 'build-trace', value: { trace: 'file-path', text: 'C:\\Windows\\Sys64\\intelservice.exe' } },
    {
      kind: 'download',
      value: { url: 'https://pastebin.com/raw/x', tool: 'wget', target: '/etc/cron.d/x', runs: true },
    },
    { kind: 'mining-config', value: { pools: [], source: 'script', within: 'ExecStart' } },
  ),
);
const places = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '/var/www/html/x.sh',
    '/etc/systemd/system/crack.service',
    'app/node_modules/x/index.js',
    '.github/workflows/a.yml',
    'image.tar!layer.tar!usr/bin/x',
  ),
);

describe('what files say by themselves', () => {
  it('never makes a reading likely, and asks for four things at most', () => {
    fc.assert(
      fc.property(fc.array(written, { maxLength: 12 }), places, (seen, place) => {
        for (const assessor of assessors) {
          const answer = assessor.assess(makeCase('configured', seen, place));
          expect(answer.says).not.toContain('Most likely');
          expect(answer.says).toMatch(/[.]$/);
          expect(answer.next.length).toBeGreaterThan(0);
          expect(answer.next.length).toBeLessThanOrEqual(4);
          expect(new Set(answer.next).size).toBe(answer.next.length);
        }
      }),
    );
  });

  it('is cut to a length that can be read', () => {
    const long = 'x'.repeat(5_000);
    const seen: Expected[] = [
      { kind: 'download', value: { url: `http://h.example/${long}`, target: `/tmp/${long}`, runs: true } },
      { kind: 'build-trace', value: { trace: 'file-path', text: `C:\\${long}\\${long}.exe` } },
      ...assessors.map(({ table, question }) => fact(`${question}/${table?.indicators.at(-1)?.id}`, long, 'chat')),
    ];
    for (const assessor of assessors) {
      const { says, details = [], next } = assessor.assess(makeCase('configured', seen, `/var/www/${long}`));
      for (const line of [says, ...details, ...next]) expect(line.length).toBeLessThan(1_000);
    }
  });
});

describe('what an analyst adds', () => {
  it('says what an answer hangs on', () => {
    const answer = entry.assess(
      makeCase('configured', [fact('entry/login-after-failures', 'A login worked after 900 failures', 'auth.log')]),
    );
    expect(answer.linchpin).toContain('A login worked after 900 failures');
    expect(answer.confidence).toBe('low');
  });

  it('counts once, however often one origin says it', () => {
    const one = fact('reach/went-on-by-keys', 'A host records a login with this key', 'host');
    const [once, often] = [[one], [one, one, one]].map((seen) => reach.assess(makeCase('configured', seen)));
    expect(often?.hypotheses).toEqual(once?.hypotheses);
  });

  it('is kept on record where no indicator has that name', () => {
    const answer = gone.assess(makeCase('configured', [fact('gone/exploded', 'It is all over', 'chat')]));
    expect(answer.weighing?.remarks.join()).toContain('gone/exploded');
  });
});
