/**
 * How much a watch takes in, and how soon it tells: a writer of its own process appends Suricata events of about 500
 * bytes at a fixed rate, one of a thousand about a miner, each about another machine. Counted: alerts that came, and
 * the time from when the event was appended until its alert was read from standard output.
 * Traps: writer, watch and reader share the machine's processors; the writer appends every 10 ms, as buffered writers do.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { alarmLine, innocentLine, machineAddress } from '../tests/watch-run.ts';
import { processTook } from './watch-process.ts';

const eventsPerSecond = 100_000;
const seconds = 20;
const oneOf = 1_000;
const tickMs = 10;

/** What a tick appends: the alarms are put in at their places. */
const innocent = Array.from({ length: oneOf - 1 }, (_, i) => innocentLine(i)).join('');

export async function watchBench(say: (line?: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'davylamp-watch-'));
  const log = join(folder, 'eve.json');
  writeFileSync(log, '');
  const watch = spawn(process.execPath, [resolve('dist/src/cli/main.js'), 'watch', '--no-state', log], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const told = new Map<string, number>();
  let summary = '';
  let rest = '';
  watch.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines)
      if (line.includes('"type":"summary"')) summary = line;
      else told.set(JSON.parse(line).machine, performance.timeOrigin + performance.now());
  });
  await pause(2_000);
  const written = await write(log);
  for (const end = Date.now() + 20_000; told.size < written.size && Date.now() < end; ) await pause(50);
  const { peakBytes, processorSeconds } = processTook(watch.pid);
  watch.kill('SIGTERM');
  await new Promise((done) => watch.on('close', done));
  rmSync(folder, { recursive: true, force: true });

  const waits = [...written].flatMap(([machine, at]) => (told.get(machine) ?? Number.NaN) - at).filter((ms) => ms >= 0);
  waits.sort((a, b) => a - b);
  const at = (share: number): string =>
    (waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0).toFixed(0);
  const { lines, bytes } = JSON.parse(summary);
  const first = Math.min(...written.values());
  const took = (Math.max(...written.values()) - first) / 1000;
  say(`### watch: ${eventsPerSecond.toLocaleString('en')} events a second asked for, ${cpus().length} processors`);
  say(
    '| events | events/s written | MB/s | alerts due | alerts lost | wait p50 | p99 | longest | processor seconds | peak memory |',
  );
  say('|---|---|---|---|---|---|---|---|---|---|');
  say(
    `| ${lines} | ${Math.round(lines / took)} | ${(bytes / took / 1e6).toFixed(1)} | ${written.size} | ${written.size - told.size} | ${at(0.5)} ms | ${at(0.99)} ms | ${at(1)} ms | ${processorSeconds.toFixed(1)} | ${(peakBytes / 1e6).toFixed(0)} MB |`,
  );
  say();
}

/** In a thread of its own; resolves with when each alarm was appended, in milliseconds since 1970. */
function write(log: string): Promise<Map<string, number>> {
  const worker = new Worker(new URL('./watch-writer.js', import.meta.url), { workerData: { log } });
  return new Promise((done, failed) => {
    worker.once('message', (written: [string, number][]) => done(new Map(written)));
    worker.once('error', failed);
  });
}

/** The writer: so many events each tick, late ticks made up for. */
export async function writeAll(log: string): Promise<[string, number][]> {
  const written: [string, number][] = [];
  const began = Date.now();
  for (let sent = 0; sent < eventsPerSecond * seconds; ) {
    const due = Math.min(eventsPerSecond * seconds, ((Date.now() - began) / 1000) * eventsPerSecond);
    while (sent + oneOf <= due) {
      const machine = sent / oneOf;
      appendFileSync(log, innocent + alarmLine(machine));
      written.push([machineAddress(machine), performance.timeOrigin + performance.now()]);
      sent += oneOf;
    }
    await pause(tickMs);
  }
  return written;
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
