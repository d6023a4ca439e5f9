/**
 * Every second stretch of a large file is searched in a thread of its own: a file that is searched alone leaves the
 * other processors idle. Results are the same whoever searches, since each stretch is searched by itself.
 */
import { Worker } from 'node:worker_threads';
import type { Found } from '../../sieve/contract.ts';
import type { SievePlan } from '../../sieve/sieve.ts';
import type { SearchedAhead, Stretches } from '../source.ts';

export interface SieveOrder extends Stretches {
  /** Shared with the thread: descriptors belong to the process. */
  readonly descriptor: number;
  readonly end: number;
  readonly plan: SievePlan;
  /** The first stretch that the thread searches. */
  readonly first: number;
  /** Stretches that may wait to be taken. */
  readonly most: number;
}

export interface Sieved {
  readonly n: number;
  readonly length: number;
  readonly found: Found;
}

const mostWaiting = 8;
/** Odd. Until a thread stands, whoever started it has searched so many. */
const first = 15;

// From TypeScript, as tests run, the thread is the compiled one.
const threadFile = import.meta.url.endsWith('.ts') ? '../../../dist/src/engine/node/siever.js' : './siever.js';

export function searchAhead(order: Omit<SieveOrder, 'most' | 'first'>): SearchedAhead {
  const worker = new Worker(new URL(threadFile, import.meta.url), {
    workerData: { ...order, first, most: mostWaiting } satisfies SieveOrder,
  });
  worker.unref();
  const ready = new Map<number, Sieved>();
  let asked: { readonly n: number; readonly answer: (sieved: Sieved | undefined) => void } | undefined;
  let isOver = false;
  const settle = (): void => {
    if (!asked) return;
    const sieved = ready.get(asked.n);
    if (!sieved && !isOver) return;
    ready.delete(asked.n);
    asked.answer(sieved);
    asked = undefined;
  };
  const end = (): void => {
    isOver = true;
    settle();
  };
  worker.on('message', (sieved: Sieved) => {
    ready.set(sieved.n, sieved);
    settle();
  });
  // Whoever asked searches for itself then.
  worker.once('error', end);
  worker.once('exit', end);
  return {
    async take(n) {
      if (n < first || n % 2 === 0) return undefined;
      const sieved = await new Promise<Sieved | undefined>((answer) => {
        asked = { n, answer };
        settle();
      });
      if (sieved) worker.postMessage('taken');
      return sieved;
    },
    stop() {
      void worker.terminate();
    },
  };
}
