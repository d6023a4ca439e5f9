/**
 * The process that runs rules: takes them once, then bytes, and answers with what matched. A thread of its own ends it
 * where whoever started it is gone, for a process that hangs in the engine hears of nothing.
 */
import { isMainThread, Worker } from 'node:worker_threads';
import * as engine from '@litko/yara-x';
import type { FromChild, ToChild } from './messages.ts';
import { RuleSet } from './rule-set.ts';

const watchMs = 2_000;

if (isMainThread) serve();
else watch();

function serve(): void {
  let rules: RuleSet | undefined;
  const answer = (message: FromChild): void => {
    process.send?.(message);
  };
  process.on('message', (message: ToChild) => {
    if ('load' in message) {
      rules = new RuleSet(message.load, engine);
      answer({ loaded: rules.reading });
    } else answer({ matches: rules?.match(message.bytes) ?? [] });
  });
  process.on('disconnect', () => process.exit());
  new Worker(new URL(import.meta.url)).unref();
}

function watch(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  }, watchMs);
}
