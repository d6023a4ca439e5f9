import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { YaraRunner } from './runner.ts';

const folder = mkdtempSync(join(tmpdir(), 'davylamp-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A stand-in for the process: hangs on `hang`, ends on `end`, and matches everything else. */
const standIn = join(folder, 'child.mjs');
writeFileSync(
  standIn,
  `process.on('message', (message) => {
    if (message.load) return process.send({ loaded: { rules: 1, mistakes: [] } });
    const text = new TextDecoder().decode(message.bytes);
    if (text === 'hang') for (;;);
    if (text === 'end') process.exit(3);
    process.send({ matches: [{ engine: 'yara', rule: text, tags: [], meta: [], patterns: [] }] });
  });
  process.on('disconnect', () => process.exit());`,
);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const runner = (): YaraRunner => new YaraRunner([], { matchMs: 500, child: pathToFileURL(standIn) });

describe('rules in a process of their own', () => {
  test('that hangs are ended, and run again over the next artifact', async () => {
    const rules = runner();
    expect(await rules.match(bytes('first'))).toMatchObject([{ rule: 'first' }]);
    expect(await rules.match(bytes('hang'))).toMatchObject({ gap: { code: 'limit-time' } });
    expect(await rules.match(bytes('next'))).toMatchObject([{ rule: 'next' }]);
    rules.close();
  });

  test('that end it cost one artifact', async () => {
    const rules = runner();
    expect(await rules.match(bytes('end'))).toMatchObject({ gap: { code: 'crashed' } });
    expect(await rules.match(bytes('next'))).toMatchObject([{ rule: 'next' }]);
    rules.close();
  });

  test('that fail again and again are not run any more, and every artifact says so', async () => {
    const rules = runner();
    for (let i = 0; i < 3; i++) await rules.match(bytes('end'));
    expect(await rules.match(bytes('next'))).toMatchObject({
      gap: { what: expect.stringMatching(/failed too often/) },
    });
    rules.close();
  });
});

describe.skipIf(!existsSync('dist/src/engine/node/yara/yara-child.js'))(
  'the real one (skipped before the first build)',
  () => {
    test('compiles and matches', async () => {
      const source = 'rule lamp { strings: $a = "OIL" condition: $a }';
      const rules = new YaraRunner([{ path: 'a.yar', source }]);
      expect(await rules.load()).toEqual({ rules: 1, mistakes: [] });
      expect(await rules.match(bytes('..OIL'))).toMatchObject([
        { rule: 'lamp', file: 'a.yar', patterns: [{ offset: 2 }] },
      ]);
      expect(await rules.match(bytes('water'))).toEqual([]);
      rules.close();
    });

    test('ends a condition that never comes to its end', async () => {
      const loop = 'for all i in (0..1000000000) : (for all j in (0..1000000000) : (i + j >= 0))';
      const rules = new YaraRunner([{ path: 'a.yar', source: `rule endless { condition: ${loop} }` }], {
        matchMs: 1_000,
      });
      expect(await rules.match(bytes('OIL'))).toMatchObject({ gap: { code: 'limit-time' } });
    });
  },
);
