/**
 * `npm run fuzz -- [--seconds N] [--seed N] [TARGET…]`: mutates each target's seeds in a child process with a time
 * limit. A throw, a hang or a crash is a finding: its input is kept in fuzz/findings/ and the exit code is 1.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const hangMs = 10_000;

export type FromChild =
  | { readonly kind: 'input'; readonly bytes: string; readonly runs: number }
  | { readonly kind: 'threw'; readonly bytes: string; readonly message: string }
  | { readonly kind: 'done'; readonly runs: number };

interface Verdict {
  readonly runs: number;
  readonly finding?: string;
}

function keep(target: string, bytes: string): string {
  const path = join('fuzz', 'findings', `${target}-${Date.now()}.hex`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}

/** Runs one target; the child reports its input now and then, so that a hang leaves a trace. */
function fuzz(target: string, seconds: number, seed: number): Promise<Verdict> {
  return new Promise((resolve) => {
    const child: ChildProcess = fork(join(here, 'child.js'), [target, String(seconds), String(seed)]);
    let last: FromChild & { kind: 'input' } = { kind: 'input', bytes: '', runs: 0 };
    let settled = false;
    const settle = (verdict: Verdict): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      child.kill('SIGKILL');
      resolve(verdict);
    };
    const hung = (): void => settle({ runs: last.runs, finding: `hung after ${keep(target, last.bytes)}` });
    let timer = setTimeout(hung, hangMs);
    child.on('message', (message: FromChild) => {
      clearTimeout(timer);
      timer = setTimeout(hung, hangMs);
      if (message.kind === 'input') last = message;
      else if (message.kind === 'done') settle({ runs: message.runs });
      else settle({ runs: last.runs, finding: `${message.message} on ${keep(target, message.bytes)}` });
    });
    child.on('exit', (code) =>
      settle({ runs: last.runs, finding: `exited with ${code} after ${keep(target, last.bytes)}` }),
    );
  });
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seconds: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
  });
  const all = readdirSync(join(here, 'targets'))
    .filter((name) => name.endsWith('.js'))
    .map((name) => name.slice(0, -'.js'.length))
    .sort();
  const targets = positionals.length > 0 ? positionals : all;
  for (const target of targets) {
    const { runs, finding } = await fuzz(target, Number(values.seconds), Number(values.seed));
    process.stdout.write(`${target.padEnd(20)} ${String(runs).padStart(9)} runs  ${finding ?? 'no finding'}\n`);
    if (finding !== undefined) process.exitCode = 1;
  }
}

await main();
