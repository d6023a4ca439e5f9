/**
 * `davylamp host`: this machine, a root of 500,000 files beside `find` and a scan of what is read of it, and how little
 * the background mode takes.
 * Traps: the tree is in the page cache; its files are small or empty, as most of a machine's are; start-up of Node
 * counts for both of ours.
 */
import { spawn } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from './data.ts';
import { lineLog } from './logs-data.ts';
import { accessLine } from './logs-values.ts';
import { compare, median, type Side } from './measure.ts';

type Say = (line?: string) => void;

const files = 500_000;
const perFolder = 125;
const logBytes = 100_000_000;
const watchedSeconds = 30;

export async function hostBench(say: Say, runs: number): Promise<void> {
  const root = machineRoot();
  const log = join(root, 'var', 'log', 'nginx', 'access.log');
  const sides = [
    ours('davylamp host --root', 'host', '--root', root),
    { name: 'find', command: 'find', args: [root] },
    ours('davylamp scan of the log', 'scan', log),
  ];
  say(`### A root of ${files.toLocaleString('en')} files and a log of 100 MB`);
  say('| | seconds (median) | peak memory |');
  say('|---|---|---|');
  const figures = await compare(sides, runs);
  const [host, find, scan] = figures.map(({ seconds }) => median(seconds));
  for (const side of figures) row(say, side.name, side.seconds, side.peakBytes);
  if (host !== undefined && find !== undefined && scan !== undefined)
    say(`| the aim: twice find, and the scan | ${(2 * find + scan).toFixed(2)} | |`);
  say();
  say('### This machine');
  say('| | seconds (median) | peak memory |');
  say('|---|---|---|');
  for (const side of await compare([ours('davylamp host', 'host')], runs))
    row(say, side.name, side.seconds, side.peakBytes);
  say();
  say(
    `In the background: ${(100 * (await backgroundShare(root))).toFixed(1)} % of one processor over ${watchedSeconds} s.`,
  );
  say();
}

function row(say: Say, name: string, seconds: readonly number[], peakBytes: number): void {
  say(`| ${name} | ${median(seconds).toFixed(2)} | ${(peakBytes / 1e6).toFixed(0)} MB |`);
}

function ours(name: string, ...args: readonly string[]): Side {
  const main = join('dist', 'bin', 'main.js');
  const flags = ['--format', 'json', '--fail-on', 'never', '--quiet'];
  return { name, command: process.execPath, args: [main, ...args, ...flags] };
}

/** Most of it is what packages bring; there is a log, too. */
function machineRoot(): string {
  const root = join(folder, 'machine-root');
  if (existsSync(root)) return root;
  for (let at = 0; at < files; at += perFolder) {
    const place = join(root, 'usr', 'share', `part-${at % 40}`, `package-${at}`);
    mkdirSync(place, { recursive: true });
    for (let i = 0; i < perFolder; i++)
      writeFileSync(join(place, `file-${i}.txt`), i % 5 === 0 ? `line ${at + i}\n` : '');
  }
  mkdirSync(join(root, 'var', 'log', 'nginx'), { recursive: true });
  linkSync(lineLog('access-100.log', logBytes, 3, accessLine), join(root, 'var', 'log', 'nginx', 'access.log'));
  return root;
}

/** Processor time over the time that goes by, after the start. */
async function backgroundShare(root: string): Promise<number> {
  const { command, args } = ours('', 'host', '--background', '--root', root);
  const child = spawn(command, args, { stdio: 'ignore' });
  const { pid } = child;
  if (pid === undefined) return Number.NaN;
  try {
    await new Promise((resolve) => setTimeout(resolve, 1000 * watchedSeconds));
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100 / watchedSeconds;
  } finally {
    child.kill();
  }
}
