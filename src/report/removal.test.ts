import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Files, plant } from '../../tests/machine-tree.ts';
import { makeMachineCase, reportOf } from '../../tests/make-machine-case.ts';
import type { ReachItem, RemovalStep } from '../model/answer.ts';
import type { Report } from '../model/report.ts';
import { renderRemoval } from './removal.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'davylamp-removal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hash = (content: string): string => createHash('sha256').update(content).digest('hex');

function item(place: string, removal: RemovalStep[], says = 'a thing'): ReachItem {
  return { id: 'r1', what: 'file', place, key: place, says, proof: 'shown', because: [], removal };
}

function reportWith(items: readonly ReachItem[], root?: string): Report {
  const answer = {
    question: 'reach',
    says: 'x.',
    confidence: 'low',
    hypotheses: [],
    items: [...items],
    next: [],
  } as const;
  const form = root === undefined ? 'running' : 'disk';
  const report = reportOf(makeMachineCase([], [], {}, form), [
    { ...answer, items: [...items], hypotheses: [], next: [] },
  ]);
  return { ...report, inputs: [root ?? 'this machine'] };
}

/** On a copy of a tree below a folder of the test, and nowhere else. */
function run(
  files: Files,
  items: readonly ReachItem[],
  shell = ['dash'],
  args = ['--yes'],
): { out: string; status: number } {
  const root = join(folder, 'disk');
  plant(files, root);
  const script = renderRemoval(reportWith(items, root)) ?? '';
  const [program = '', ...first] = shell;
  const ran = spawnSync(program, [...first, '-s', '--', ...args], { cwd: folder, input: script, encoding: 'utf8' });
  return { out: `${ran.stdout}${ran.stderr}`, status: ran.status ?? -1 };
}

const at = (path: string): string => join(folder, 'disk', path);
/** Each run has a folder of its own: the latest. */
const kept = (path: string): string => {
  const runs = readdirSync(folder).filter((name) => name.startsWith('davylamp-removed-'));
  return join(folder, runs.sort().at(-1) ?? 'none', path);
};

const cron = '# jobs\n17 * * * * root run-parts /etc/cron.hourly\n*/5 * * * * root /tmp/.x/run\n';
const minersLine = '*/5 * * * * root /tmp/.x/run';
const files: Files = {
  '/tmp/.x/run': 'miner',
  '/etc/crontab': cron,
  '/etc/systemd/system/netd.service': '[Service]\nExecStart=/tmp/.x/run\n',
  '/etc/systemd/system/multi-user.target.wants/netd.service': { link: '/etc/systemd/system/netd.service' },
  '/etc/systemd/system/multi-user.target.wants/ssh.service': { link: '/lib/systemd/system/ssh.service' },
};
const items: readonly ReachItem[] = [
  item('/etc/crontab', [{ do: 'delete-line', path: '/etc/crontab', line: minersLine }]),
  item('/etc/systemd/system/netd.service', [
    { do: 'disable-unit', unit: 'netd.service' },
    { do: 'delete-file', path: '/etc/systemd/system/netd.service', sha256: hash('[Service]\nExecStart=/tmp/.x/run\n') },
  ]),
  item('/tmp/.x/run', [
    { do: 'delete-file', path: '/tmp/.x/run', sha256: hash('miner') },
    { do: 'delete-folder', path: '/tmp/.x' },
  ]),
];

describe.each([['dash'], ['busybox', 'sh'], ['bash', '--posix']])('the removal script, run by %s', (...shell) => {
  const isThere = spawnSync(shell[0] ?? '', ['-c', ':']).error === undefined;

  test.skipIf(!isThere)(
    'takes away what it can prove, keeps it, and leaves the rest (skipped without that shell)',
    () => {
      const { out, status } = run(files, items, shell);
      expect(out).toContain('0 refused');
      expect(status).toBe(0);
      expect(existsSync(at('/tmp/.x'))).toBe(false);
      expect(readFileSync(at('/etc/crontab'), 'utf8')).toBe('# jobs\n17 * * * * root run-parts /etc/cron.hourly\n');
      expect(existsSync(at('/etc/systemd/system/netd.service'))).toBe(false);
      expect(readdirSync(at('/etc/systemd/system/multi-user.target.wants'))).toEqual(['ssh.service']);
      expect(readFileSync(kept('/tmp/.x/run'), 'utf8')).toBe('miner');
      expect(readFileSync(kept('/etc/crontab'), 'utf8')).toBe(cron);
    },
  );

  test.skipIf(!isThere)('changes nothing unless it is told to (skipped without that shell)', () => {
    const { out } = run(files, items, shell, []);
    expect(out).toContain('Nothing is changed');
    expect(readFileSync(at('/tmp/.x/run'), 'utf8')).toBe('miner');
    expect(readFileSync(at('/etc/crontab'), 'utf8')).toBe(cron);
    expect(existsSync(kept('/'))).toBe(false);
  });
});

describe('the removal script', () => {
  test('without a hash, takes a file away only while the line stands in it', () => {
    const path = '/etc/systemd/system/netd.service';
    const steps = (holds: string): ReachItem[] => [
      item(path, [
        { do: 'disable-unit', unit: 'netd.service' },
        { do: 'delete-file', path, holds },
      ]),
    ];
    expect(run(files, steps('ExecStart=/usr/sbin/netd')).out).toContain('REFUSED: the line is not in it any more');
    expect(existsSync(at(path))).toBe(true);
    rmSync(join(folder, 'disk'), { recursive: true });
    expect(run(files, steps('ExecStart=/tmp/.x/run')).out).toContain('moved');
    expect(existsSync(at(path))).toBe(false);
  });

  test('refuses a file with another content', () => {
    const { out, status } = run({ ...files, '/tmp/.x/run': 'something else' }, items);
    expect(out).toContain('REFUSED: its content is not what the report has');
    expect(status).toBe(1);
    expect(readFileSync(at('/tmp/.x/run'), 'utf8')).toBe('something else');
  });

  test('follows no link out of the tree, nor within it', () => {
    const outside = join(folder, 'outside');
    plant({ '/run': 'miner' }, outside);
    const root = join(folder, 'disk');
    plant({ '/tmp/keep': '' }, root);
    symlinkSync(outside, join(root, 'tmp/.x'));
    const { out } = run({}, items.slice(2));
    expect(out).toContain('REFUSED: a link stands on its way');
    expect(readFileSync(join(outside, 'run'), 'utf8')).toBe('miner');
    expect(lstatSync(join(root, 'tmp/.x')).isSymbolicLink()).toBe(true);
  });

  test('leaves a path that leads upwards', () => {
    plant({ '/secret': 'miner' }, folder);
    const up = '/tmp/../../secret';
    const { out } = run(files, [item(up, [{ do: 'delete-file', path: up, sha256: hash('miner') }])]);
    expect(out).toContain('REFUSED');
    expect(existsSync(join(folder, 'secret'))).toBe(true);
  });

  test('takes out a line that only stands within another one not at all', () => {
    const line = { '/etc/crontab': `${minersLine}; /usr/bin/backup\n#${minersLine}\n` };
    const { out } = run({ ...files, ...line }, items.slice(0, 1));
    expect(out).toContain('not there any more');
    expect(readFileSync(at('/etc/crontab'), 'utf8')).toBe(line['/etc/crontab']);
  });

  test('knows a line without its end of line, with blanks around it, and with signs of patterns in it', () => {
    const line = '* * * * * root /tmp/[a].*\\x $(id) "`\' &';
    const content = `keep\n  ${line}\t\nalso \\n keep\n${line}`;
    const { out } = run({ '/etc/cron.d/x': content }, [
      item('/etc/cron.d/x', [{ do: 'delete-line', path: '/etc/cron.d/x', line }]),
    ]);
    expect(out).toContain('taken out');
    expect(readFileSync(at('/etc/cron.d/x'), 'utf8')).toBe('keep\nalso \\n keep\n');
  });

  test('a second run says that all is done', () => {
    run(files, items);
    const script = renderRemoval(reportWith(items, join(folder, 'disk'))) ?? '';
    const ran = spawnSync('dash', ['-s', '--', '--yes'], { cwd: folder, input: script, encoding: 'utf8' });
    expect(ran.stdout).toContain('not there any more');
    expect(ran.stdout).toContain('0 refused');
  });
});

const hostile = [
  "/tmp/it's",
  '/tmp/$(touch owned)',
  '/tmp/`touch owned`',
  '/tmp/a\ntouch owned\n',
  '/tmp/-rf *',
  '/tmp/"; touch owned; "',
  '/tmp/%s%n\\101\\c',
  '/tmp/\u202egnp.exe',
  '/tmp/é\u001b[2J',
  "/tmp/\n'; touch owned; '",
];

describe('names that would be commands', () => {
  test.each(hostile)('%j is only a name', (path) => {
    const { out } = run({ [path]: 'miner', '/tmp/other': 'x' }, [
      item(path, [{ do: 'delete-file', path, sha256: hash('miner') }], path),
    ]);
    expect(out).toContain('moved');
    expect(existsSync(at(path))).toBe(false);
    expect(readFileSync(kept(path), 'utf8')).toBe('miner');
    expect(existsSync(join(folder, 'owned'))).toBe(false);
    // Neither the script nor what it says has anything but ASCII lines.
    expect(out).toMatch(/^[\n -~]*$/);
    expect(renderRemoval(reportWith([item(path, [], path)]))).toMatch(/^[\n\t -~]*$/);
  });

  test('a name of bytes that are no text is met exactly', () => {
    const path = '/tmp/\udcff\udc80x';
    const script = renderRemoval(
      reportWith([item(path, [{ do: 'delete-file', path, sha256: hash('miner') }])], '/nowhere'),
    );
    expect(script).toContain("word1=$(printf '/tmp/\\377\\200x_')");
  });

  test('a name that no shell could hold is left to a person', () => {
    const path = '/tmp/a\0b';
    const script = renderRemoval(
      reportWith([item(path, [{ do: 'delete-file', path, sha256: hash('miner') }])], '/nowhere'),
    );
    expect(script).toMatch(/^by_hand /m);
    expect(script).not.toMatch(/^delete_file /m);
  });

  test('a unit that would be an option or a pattern is left to a person', () => {
    for (const unit of ['--now.service', '*.service', 'a b.service']) {
      const file: RemovalStep = { do: 'delete-file', path: '/etc/systemd/system/x', sha256: hash('') };
      const script = renderRemoval(reportWith([item('/x', [{ do: 'disable-unit', unit }, file])]));
      expect(script).not.toMatch(/^disable_unit /m);
    }
  });
});

describe('a process', () => {
  const isLinux = existsSync('/proc/self/exe');

  test.skipIf(!isLinux)(
    'is known by its program and its start; told, and not ended, without --yes (skipped beside Linux)',
    async () => {
      const child = spawn('sleep', ['20']);
      try {
        await new Promise((resolve) => child.once('spawn', resolve));
        const pid = child.pid ?? 0;
        const program = readlinkSync(`/proc/${pid}/exe`);
        const told = (start: number): string => {
          const step: RemovalStep = { do: 'stop-process', pid, program, start: new Date(start).toISOString() };
          const script = renderRemoval(reportWith([item(program, [step])])) ?? '';
          return spawnSync('dash', ['-s'], { cwd: folder, input: script, encoding: 'utf8' }).stdout;
        };
        expect(told(Date.now())).toContain('0 refused');
        expect(told(Date.now() - 60_000)).toContain('REFUSED: it started at another time');
      } finally {
        child.kill();
      }
    },
  );
});

test('shellcheck finds nothing in it', (context) => {
  const script = renderRemoval(reportWith(items)) ?? '';
  const ran = spawnSync('shellcheck', ['-s', 'sh', '-'], { input: script, encoding: 'utf8' });
  if (ran.error) return context.skip('shellcheck is not installed');
  expect(ran.stdout).toBe('');
});

test('there is none where nothing was found', () => {
  expect(renderRemoval(reportWith([]))).toBeUndefined();
});
