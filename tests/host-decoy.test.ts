/**
 * Decoys that look like miners, on this very machine: each disguise is seen through, and of everything else that runs
 * nothing is claimed. The decoys are started from what was compiled last: `npm test` builds first.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, linkSync, mkdirSync, mkdtempSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examineMachine } from '../src/engine/node/host/examine-machine.ts';
import { processes } from '../src/extract/machine/processes.ts';
import type { Finding } from '../src/model/finding.ts';
import type { Observation } from '../src/model/observation.ts';
import type { Report } from '../src/model/report.ts';
import { type DecoyPool, decoyPool } from './decoy-pool.ts';
import { hasPeer } from './peer.ts';

// A wallet whose check holds and that nobody publishes for donations (shared facts on Monero).
const wallet = '48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn';
const script = resolve('dist/tests/decoy.js');
const canRun = process.platform === 'linux' && existsSync(script);

let folder = '';
let pool: DecoyPool;
const running: ChildProcess[] = [];

interface Disguise {
  readonly program?: string;
  readonly argv0?: string;
  readonly title?: string;
}

function start({ program = process.execPath, argv0, title }: Disguise): number {
  const options = ['-o', `127.0.0.1:${pool.port}`, '-u', wallet, '-p', 'x', '--donate-level', '1', '-k'];
  const child = spawn(program, [script, ...options], {
    cwd: folder,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: process.env['PATH'], ...(title && { DECOY_NAME: title }) },
    ...(argv0 && { argv0 }),
  });
  running.push(child);
  return child.pid ?? 0;
}

/** Node under another name; a copy where the two folders are on two file systems. */
function renamed(name: string): string {
  const path = join(folder, name);
  try {
    linkSync(process.execPath, path);
  } catch {
    copyFileSync(process.execPath, path);
  }
  return path;
}

const examined = (): Promise<Report> => examineMachine({ probes: [processes], watchMs: 100 });

const processOf = ({ observations }: Report, pid: number): Observation<'process'>['value'] | undefined =>
  observations.flatMap((one) => (one.kind === 'process' && one.value.pid === pid ? [one.value] : []))[0];

/** Findings that rest on anything of a process. */
function findingsOn({ findings, observations, artifacts }: Report, pid: number): Finding[] {
  const places = new Set(
    artifacts
      .filter(({ name }) => name.split(/[!/]/)[2] === String(pid) && name.startsWith('/proc/'))
      .map(({ id }) => id),
  );
  const own = observations.filter(({ at }) => places.has(at.artifact)).map(({ id }) => `"${id}"`);
  return findings.filter(({ because }) => own.some((id) => JSON.stringify(because).includes(id)));
}

describe.skipIf(!canRun)('a decoy (skipped beside Linux, and before the first build)', () => {
  const pids: Record<string, number> = {};
  let report: Report;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'davylamp-decoy-'));
    mkdirSync(join(folder, '.hidden'));
    pool = await decoyPool();
    pids['plain'] = start({});
    pids['hidden'] = start({ program: renamed('.hidden/node') });
    pids['kernel'] = start({ title: '[kworker/u8:2]' });
    const gone = renamed('kdevtmpfsi');
    pids['deleted'] = start({ program: gone });
    await pool.loggedIn(4);
    unlinkSync(gone);
    report = await examined();
  }, 60_000);

  afterAll(async () => {
    for (const child of running) child.kill();
    await pool?.close();
    rmSync(folder, { recursive: true });
  });

  test('is found by its arguments, with its account and its pool', () => {
    const found = findingsOn(report, pids['plain'] ?? 0);
    expect(found.map(({ stage }) => stage)).toContain('active');
    expect(JSON.stringify(report.observations)).toContain(`127.0.0.1:${pool.port}`);
    expect(processOf(report, pids['plain'] ?? 0)?.why).toContain('mines');
  });

  test('is found in a hidden folder below the one for temporary files', () => {
    expect(processOf(report, pids['hidden'] ?? 0)?.why).toEqual(
      expect.arrayContaining(['mines', 'from-hidden-folder', 'from-temporary-folder']),
    );
    expect(findingsOn(report, pids['hidden'] ?? 0).map(({ stage }) => stage)).toContain('active');
  });

  test('is found though it calls itself a thread of the kernel', () => {
    expect(processOf(report, pids['kernel'] ?? 0)?.why).toContain('posing-as-kernel');
    expect(findingsOn(report, pids['kernel'] ?? 0)).not.toEqual([]);
  });

  test('is found though its file was deleted', () => {
    expect(processOf(report, pids['deleted'] ?? 0)).toMatchObject({ programState: 'deleted' });
    expect(findingsOn(report, pids['deleted'] ?? 0).map(({ stage }) => stage)).toContain('active');
  });

  test('is all that is found', () => {
    const own = Object.values(pids);
    const ours = new Set(own.flatMap((pid) => findingsOn(report, pid)));
    // Other tests run beside this one, and some of them start Davylamp with a miner's arguments.
    const others = report.findings.filter((finding) => !ours.has(finding) && !/davylamp|dist\//.test(finding.title));
    expect(others.map(({ title }) => title)).toEqual([]);
  });
});

const memfd = `
import os, sys
fd = os.memfd_create('decoy')
with open('/bin/sleep', 'rb') as f:
    os.write(fd, f.read())
os.execve(fd, ['sleep', '60'], {})
`;

test.skipIf(!canRun || !hasPeer('python3'))(
  'a program that has no file but in memory is seen as that (skipped where there is no python3)',
  async () => {
    const child = spawn('python3', ['-c', memfd], { stdio: 'ignore' });
    try {
      const isThere = (): boolean =>
        spawnSync('readlink', [`/proc/${child.pid}/exe`], { encoding: 'utf8' }).stdout.includes('memfd');
      for (let i = 0; i < 100 && !isThere(); i++) await new Promise((resolve) => setTimeout(resolve, 50));
      const report = await examined();
      expect(processOf(report, child.pid ?? 0)).toMatchObject({
        programState: 'memory',
        why: expect.arrayContaining(['program-in-memory']),
      });
    } finally {
      child.kill();
    }
  },
  30_000,
);
