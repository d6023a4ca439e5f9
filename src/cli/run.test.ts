import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { case2018, clean, hostileText, withGaps } from '../../tests/sample-reports.ts';
import { temporaryFolder } from '../../tests/temporary-folder.ts';
import type { Report } from '../model/report.ts';
import { renderJson } from '../report/json.ts';
import { renderMarkdown } from '../report/markdown.ts';
import type { Door } from './door.ts';
import { progressLine } from './progress.ts';
import { run } from './run.ts';
import { scanCommand } from './scan.ts';
import { wantsColor } from './terminal.ts';

const valid = '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD';
const integrated =
  '4JUdGzvrMFDWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbRy5YeFCqgoUMnzumvS';

interface Seen {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A door without a terminal. */
function fakeDoor(stdin = ''): { door: Door; seen: (code: number) => Seen } {
  let out = '';
  let err = '';
  const door: Door = {
    write: async (text) => {
      out += text;
    },
    tell: (text) => {
      err += text;
    },
    color: false,
    stdin: (async function* () {
      yield new TextEncoder().encode(stdin);
    })(),
  };
  return { door, seen: (code) => ({ code, out, err }) };
}

async function davylamp(args: readonly string[], stdin = ''): Promise<Seen> {
  const { door, seen } = fakeDoor(stdin);
  return seen(await run(args, door));
}

/** A scan whose engine gives this report. */
async function scanGiving(report: Report, args: readonly string[]): Promise<Seen> {
  const { door, seen } = fakeDoor();
  return seen(await scanCommand(args, door, async () => report));
}

let folder: string;
let reportPath: string;
beforeAll(() => {
  folder = temporaryFolder();
  reportPath = join(folder, 'report.json');
  writeFileSync(reportPath, renderJson(case2018()));
});

describe('the door', () => {
  it('says what it is for when it is asked nothing, on standard error', async () => {
    const { code, out, err } = await davylamp([]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('davylamp scan PATH…');
  });

  it.each([['--help'], ['help'], ['help', 'scan'], ['scan', '--help'], ['wallet', '-h'], ['help', 'explain']])(
    'helps on standard output: %s %s',
    async (...args) => {
      const { code, out, err } = await davylamp(args);
      expect([code, err]).toEqual([0, '']);
      expect(out).toContain('davylamp');
    },
  );

  it('tells its version', async () => {
    expect((await davylamp(['--version'])).out).toMatch(/^davylamp \d+\.\d+\.\d+\n$/);
  });

  it.each([
    [['sacn', 'x'], 'did you mean "davylamp scan"?'],
    [['constructor'], 'there is no command'],
    [['serve'], 'planned and not built yet'],
    [['host', '/mnt'], 'use --root /mnt'],
    [['host', '--root', '/no/such/folder'], 'there is no such folder'],
    [['host', '--verify', '/no/such/report.json'], 'cannot read'],
    [['host', '--seconds', '9999'], 'at most 3600'],
    [['host', '--root', '/', '--memory'], '--memory asks a running machine'],
    [['scan'], 'scan needs a path'],
    [['scan', 'x', '--fromat', 'json'], 'did you mean --format?'],
    [['scan', 'x', '--format', 'sarif'], 'planned and not built yet'],
    [['scan', 'x', '--format', 'xml'], 'it takes text, json'],
    [['scan', 'x', '--fail-on', 'often'], 'it takes mention'],
    [['scan', 'x', '--jobs'], '--jobs needs a value'],
    [['scan', 'x', '--jobs', '--quiet'], '--jobs needs a value'],
    [['scan', 'x', '--jobs', '0'], 'whole number of 1 or more'],
    [['scan', 'x', '--max-bytes', '9999999999G'], 'whole number'],
    [['scan', 'x', '--quiet=yes'], 'takes no value'],
    [['scan', 'x', '--out', '/no/such/folder/report.json'], 'choose another --out'],
    [['scan', 'x', '--out', '/tmp'], 'it is a folder'],
    [['wallet'], 'wallet needs an address'],
    [['explain'], 'explain needs a report'],
    [['explain', '/no/such/file', 'f1'], 'cannot read /no/such/file'],
    [['explain', __filename, 'f1'], 'is no JSON'],
    [['help', 'serve'], 'there is no help on'],
    [[hostileText], 'there is no command'],
  ])('tells a mistake in one line and exits 2: %s', async (args, words) => {
    const { code, out, err } = await davylamp(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(words);
    expect(err).toMatch(/^davylamp: [^\n]*\n$/);
    expect(err).not.toContain('\u001b');
  });
});

describe('scan', () => {
  it.each([
    [case2018(), [], 1],
    [case2018(), ['--fail-on', 'active'], 0],
    [case2018(), ['--fail-on', 'mention'], 1],
    [case2018(), ['--fail-on', 'never'], 0],
    [clean(), ['--fail-on', 'mention'], 0],
    [withGaps(), [], 0],
    [withGaps(), ['--strict'], 3],
    [{ ...case2018(), gaps: withGaps().gaps }, ['--strict'], 1],
  ])('exits by what was found, then by what could not be seen', async (report, flags, code) => {
    expect((await scanGiving(report, ['x', ...flags])).code).toBe(code);
  });

  it('is a mistake where nothing could be read, and a gap where a part could not', async () => {
    const unread = { ...withGaps(), stats: { files: 0, bytes: 0, seconds: 0 } };
    await expect(scanGiving(unread, ['/root'])).rejects.toThrow(
      /nothing could be read: \/root\/secret-0: permission denied/,
    );
  });

  it('hands the engine its paths, threads and limits', async () => {
    const { door } = fakeDoor();
    let given: unknown;
    await scanCommand(
      ['a', '-', '--jobs', '3', '--max-bytes', '2M', '--max-seconds=5', '--', '--b'],
      door,
      async (paths, options) => {
        given = [paths, options.jobs, options.limits, options.stdin !== undefined];
        return clean();
      },
    );
    expect(given).toEqual([['a', '-', '--b'], 3, { unpackedBytes: 2 * 2 ** 20, sourceMs: 5_000 }, true]);
  });

  it('writes each form, and to a file if asked', async () => {
    expect((await scanGiving(case2018(), ['x', '--format', 'json'])).out).toBe(renderJson(case2018()));
    expect((await scanGiving(case2018(), ['x', '--format', 'ndjson'])).out.split('\n')).toHaveLength(
      3 + 9 + 1 + 6 + 1 + 1,
    );
    expect((await scanGiving(case2018(), ['x', '--format', 'md'])).out).toBe(renderMarkdown(case2018()));
    expect((await scanGiving(case2018(), ['x', '--format', 'html'])).out).toMatch(/^<!doctype html>/);
    expect((await scanGiving(case2018(), ['x', '--quiet'])).out.trimEnd().split('\n')).toHaveLength(2);
    const out = join(folder, 'out.txt');
    expect((await scanGiving(case2018(), ['x', '--out', out])).out).toBe('');
    expect(readFileSync(out, 'utf8')).toMatch(/^CONFIGURED/);
  });
});

describe('wallet', () => {
  it('decodes and folds an integrated address, and knows its base', async () => {
    const { code, out } = await davylamp(['wallet', integrated]);
    expect(code).toBe(0);
    expect(out).toContain('payment id  4464313cf611b3b8');
    expect(out).toMatch(
      /base {8}48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn/,
    );
    expect(out).toContain('custodial');
  });

  it('exits 1 where one is none, and says why', async () => {
    const { code, out } = await davylamp(['wallet', valid, `${valid.slice(0, -1)}E`, 'hello', '4'.repeat(5_000)]);
    expect(code).toBe(1);
    for (const reason of ['bad checksum', 'not shaped like an address', 'far too long', '1 valid, 3 not'])
      expect(out).toContain(reason);
  });

  it('reads a list from standard input and answers as JSON lines', async () => {
    const { code, out } = await davylamp(['wallet', '-', '--format', 'json'], `${valid}\n\n  ${integrated}\n`);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(lines).toMatchObject([
      { input: valid, wallet: { type: 'standard', known: 'donation' } },
      { input: integrated, wallet: { type: 'integrated', paymentId: '4464313cf611b3b8', known: 'custodial' } },
    ]);
  });
});

describe('explain', () => {
  it('unfolds a finding of a saved report, or lists what there is', async () => {
    expect((await davylamp(['explain', reportPath, 'f1'])).out).toMatch(/^f1 {3}configured/);
    expect((await davylamp(['explain', reportPath])).out).toContain('Observations');
    expect((await davylamp(['explain', '-', 'o2'], renderJson(case2018()))).out).toContain('wallet');
  });

  it('lists the ids where there is none such', async () => {
    const { code, err } = await davylamp(['explain', reportPath, 'f7']);
    expect(code).toBe(2);
    expect(err).toMatch(/has no "f7"; it has f1, o1 to o9, a1 to a3, what, money/);
  });

  it('refuses a file that is no report, however deep it nests', async () => {
    const nested = (depth: number): string => `${'{"all":['.repeat(depth)}{"saw":"o1"}${']}'.repeat(depth)}`;
    const deep = renderJson(case2018()).replace(
      /"because": \{[\s\S]*?\]\s*\},\s*"couldBe"/,
      `"because": ${nested(4_000)}, "couldBe"`,
    );
    for (const text of ['{}', '[]', '{"schema":2}', deep]) {
      const { code, err } = await davylamp(['explain', '-', 'f1'], text);
      expect([code, err.split('\n').length]).toEqual([2, 2]);
      expect(err).toContain('is no report of Davylamp');
    }
  });
});

describe('the terminal', () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    [{ TERM: 'dumb' }, true, false],
    [{ CI: 'true' }, false, false],
  ])('has colour by %o on a terminal: %s', (env, isTerminal, color) => {
    expect(wantsColor(env, isTerminal)).toBe(color);
  });

  it('shows progress on one line that fits, whatever a file is called', () => {
    const line = progressLine({ files: 12_345, bytes: 1.2e9, found: 3, name: hostileText }, 60);
    expect(line).toMatch(/^12,345 files · 1\.2 GB · 3 found · a\\x1b\[2J/);
    expect(line.length).toBeLessThan(60);
    expect(line).not.toContain('\u001b');
  });
});
