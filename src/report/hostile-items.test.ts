/**
 * What is read on a machine is named by whoever took it: no name of theirs may act on a terminal, a page or a shell.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incident } from '../../tests/machine-incident.ts';
import { reportOf } from '../../tests/make-machine-case.ts';
import { reach } from '../assess/reach.ts';
import type { ItemCheck, ReachItem, RemovalStep } from '../model/answer.ts';
import type { Report } from '../model/report.ts';
import { renderHtml } from './html.ts';
import { renderMarkdown } from './markdown.ts';
import { renderRemoval } from './removal.ts';
import { renderText } from './text.ts';

const canary = 'canary-7f3a';

/**
 * Names that end a line, a quote, a comment, a tag or a word, begin an option, turn text around, or are no text at all.
 */
const hostile: readonly string[] = [
  `a\ntouch ${canary}\n`,
  `a\r\ntouch ${canary}`,
  `'; touch ${canary}; '`,
  `"; touch ${canary}; "`,
  `$(touch ${canary})`,
  `\`touch ${canary}\``,
  `\${IFS}&& touch ${canary} #`,
  `--yes`,
  `-rf`,
  `%s%n\\n\\0`,
  `\u202etxt.exe\u202c`,
  `\ud83d`,
  `\udcff\udc80\udc0a`,
  `\x1b]0;owned\x07\x1b[2J\x1b[31m`,
  `<script>alert(1)</script><img src=x onerror=alert(1)>`,
  `](javascript:alert(1)) | **x** \`\`\` <b>`,
  `\u2028\u0000\u0085`,
  '*?[a-z]{a,b}~!',
  'x'.repeat(9000),
  '',
  ' ',
];

function stepsOf(name: string): RemovalStep[] {
  const path = `/tmp/${name}`;
  return [
    { do: 'stop-process', pid: 4711, program: name, start: '2026-11-19T03:14:05.000Z' },
    { do: 'delete-file', path, sha256: 'a'.repeat(64) },
    { do: 'delete-file', path: name, holds: name },
    { do: 'delete-link', path, target: name },
    { do: 'delete-folder', path },
    { do: 'delete-line', path, line: name },
    { do: 'disable-unit', unit: name, user: name },
    { do: 'remove-container', runtime: name, container: name },
    { do: 'remove-container', runtime: 'docker', container: name },
    { do: 'delete-resource', kind: name, name, namespace: name },
    { do: 'reinstall-package', manager: name, package: name, path },
    { do: 'set', setting: name, value: name },
    { do: 'by-hand', says: name },
  ];
}

/** A report in which everything that comes from the machine bears this name. */
function named(name: string, form: 'running' | 'disk' = 'disk'): Report {
  const evidence = incident();
  const item = (what: ReachItem['what'], i: number): ReachItem => {
    const proof = i % 3 === 2 ? 'likely' : 'shown';
    return {
      id: `r${i + 1}`,
      what,
      place: name,
      key: name,
      says: name,
      proof,
      because: ['o1'],
      removal: stepsOf(name),
    };
  };
  const items = (['container', 'autostart', 'process', 'file', 'setting', 'access', 'secret', 'machine'] as const).map(
    item,
  );
  const checks: ItemCheck[] = (['came-back', 'still-there', 'gone', 'new'] as const).map((state) => {
    return { key: name, place: name, says: name, state, why: name };
  });
  const answer = { ...reach.assess(evidence), items, says: name, next: [name] };
  const gone = {
    ...answer,
    question: 'gone' as const,
    checks: { report: name, generatedAt: '2026-11-20T12:00:00.000Z', items: checks },
  };
  const report = reportOf(evidence, [answer, gone]);
  return {
    ...report,
    inputs: [name],
    artifacts: report.artifacts.map((artifact) => ({ ...artifact, name })),
    observations: report.observations.map((seen) =>
      seen.kind === 'machine'
        ? { ...seen, value: { ...seen.value, form, name, system: name, looked: [{ at: name, count: 2 }] } }
        : seen.kind === 'process'
          ? { ...seen, value: { ...seen.value, name, command: name, program: name, user: name } }
          : seen,
    ),
    gaps: [{ artifact: name, code: 'malformed', what: name }],
  };
}

/** What a terminal obeys or nobody sees; line feeds are ours. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for.
const acting = /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;

/** Within code nothing means anything. */
function outsideCode(markdown: string): string {
  return markdown.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, '□');
}

const shells = [['dash'], ['busybox', 'sh'], ['bash', '--posix']] as const;
const hasShell = ([program]: readonly string[]): boolean => spawnSync(program ?? '', ['-c', ':']).error === undefined;

describe.each(hostile.map((name) => [JSON.stringify(name).slice(0, 40), name] as const))('named %s', (_, name) => {
  test.each(['running', 'disk'] as const)('nothing acts on a terminal, in Markdown or on a page (%s)', (form) => {
    const report = named(name, form);
    for (const text of [renderText(report), renderText(report, { brief: true, columns: 80 }), renderMarkdown(report)])
      expect(text.match(acting)?.[0]).toBeUndefined();
    const html = renderHtml(report);
    expect(html).not.toMatch(/<script|<img|onerror=(?!alert\(1\)&gt;)/i);
    expect(html.match(acting)?.[0]).toBeUndefined();
    expect(outsideCode(renderMarkdown(report))).not.toMatch(/[<[\]]/);
  });

  test.each(['running', 'disk'] as const)('the script holds it as a word, and runs none of it (%s)', (form) => {
    const folder = mkdtempSync(join(tmpdir(), 'davylamp-hostile-'));
    try {
      const text = renderRemoval(named(name, form)) ?? '';
      expect(text).toMatch(/^[\n -~]*$/);
      const script = join(folder, 'removal.sh');
      writeFileSync(script, text.replace(/^root=.*$/m, 'root='));
      for (const shell of shells.filter(hasShell)) {
        const [program, ...args] = shell;
        expect(spawnSync(program, [...args, '-n', script], { encoding: 'utf8' }).stderr, program).toBe('');
        // Without --yes it only tells.
        const run = spawnSync(program, [...args, script], { encoding: 'utf8', cwd: folder, timeout: 20_000 });
        expect(run.stderr, program).toBe('');
        expect(spawnSync('ls', ['-A', folder], { encoding: 'utf8' }).stdout.trim()).toBe('removal.sh');
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test.skipIf(spawnSync('shellcheck', ['--version']).error !== undefined)(
  'shellcheck finds nothing in a script of such names (skipped where it is not installed)',
  () => {
    for (const name of hostile.filter(({ length }) => length < 100)) {
      const { stdout } = spawnSync('shellcheck', ['-s', 'sh', '-S', 'warning', '-'], {
        input: renderRemoval(named(name)) ?? '',
        encoding: 'utf8',
      });
      expect(stdout, JSON.stringify(name)).toBe('');
    }
  },
  60_000,
);

test('whatever the name, the script is plain lines of ASCII', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
      expect(renderRemoval(named(name))).toMatch(/^[\n -~]*$/);
      expect(renderText(named(name)).match(acting)?.[0]).toBeUndefined();
    }),
    { numRuns: 60 },
  );
});
