/** Times whole processes, all sides of a comparison in turn within one run, so that a drifting machine hits them alike. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Side {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

export interface Figures {
  readonly name: string;
  /** Seconds, one per counted run. */
  readonly seconds: readonly number[];
  /** Largest resident set seen in any run, bytes; polled, so short peaks can be missed. */
  readonly peakBytes: number;
}

interface Run {
  readonly seconds: number;
  readonly peakBytes: number;
}

/** Highest resident set of a process and its children so far, bytes. */
function highWater(pid: number): number {
  try {
    const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(line?.[1] ?? 0) * 1024;
  } catch {
    return 0; // It has ended, or this is not Linux.
  }
}

function runOnce(side: Side): Promise<Run> {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    // A pipe that is read and thrown away: GNU grep stops at the first match where its output is /dev/null.
    const child = spawn(side.command, side.args, { stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.resume();
    let peakBytes = 0;
    const poll = setInterval(() => {
      if (child.pid !== undefined) peakBytes = Math.max(peakBytes, highWater(child.pid));
    }, 20);
    child.on('error', reject);
    child.on('exit', () => {
      clearInterval(poll);
      resolve({ seconds: Number(process.hrtime.bigint() - start) / 1e9, peakBytes });
    });
  });
}

/** Runs every side `runs` times in turn after one uncounted turn. */
export async function compare(sides: readonly Side[], runs: number): Promise<Figures[]> {
  const results = sides.map((side) => ({ side, seconds: [] as number[], peakBytes: 0 }));
  for (let turn = 0; turn <= runs; turn++)
    for (const result of results) {
      const run = await runOnce(result.side);
      result.peakBytes = Math.max(result.peakBytes, run.peakBytes);
      if (turn > 0) result.seconds.push(run.seconds);
    }
  return results.map(({ side, seconds, peakBytes }) => ({ name: side.name, seconds, peakBytes }));
}

/** The middle value; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** How many times longer `slow` took than `fast`, pair by pair, as a median. */
export function ratio(slow: Figures, fast: Figures): number {
  return median(slow.seconds.map((seconds, i) => seconds / (fast.seconds[i] ?? Number.NaN)));
}
