/** The thread behind sieve-thread.ts: searches the odd stretches in their order, a bounded number ahead. */
import { parentPort, workerData } from 'node:worker_threads';
import { readAt } from '../../gather/files.ts';
import { createSieve } from '../../sieve/sieve.ts';
import type { Sieved, SieveOrder } from './sieve-thread.ts';

// workerData is what sieve-thread.ts handed over, in the same process and version.
const { descriptor, end, plan, first, most, length, stride, xor } = workerData as SieveOrder;
const sieve = createSieve(plan, { capacity: length });
let waiting = 0;
let next = first;

function search(): void {
  while (waiting < most && next * stride < end) {
    const filled = readAt(descriptor, next * stride, sieve.input);
    const sieved: Sieved = { n: next, length: filled, found: sieve.scan(filled, { xor }) };
    parentPort?.postMessage(sieved);
    waiting++;
    next += 2;
  }
  if (next * stride >= end) parentPort?.close();
}

parentPort?.on('message', () => {
  waiting--;
  search();
});
search();
