/** SHA-256 of a large file in a thread of its own, while the file is searched: alone it would take as long again. */
import { Worker } from 'node:worker_threads';

export interface HashOrder {
  /** Shared with the thread: descriptors belong to the process. */
  readonly descriptor: number;
  /** Bytes to hash, from the first on. */
  readonly end: number;
}

export interface HashThread {
  readonly end: number;
  /** Lower-case hex; undefined where `stop` said so on the way, or the thread could not do it. */
  result(stop: () => boolean): Promise<string | undefined>;
  /** Whatever it comes to is nobody's any more. */
  abandon(): void;
}

const betweenLooksMs = 100;

// From TypeScript, as tests run, the thread is the compiled one.
const threadFile = import.meta.url.endsWith('.ts') ? '../../../dist/src/engine/node/hasher.js' : './hasher.js';

export function startHashing(order: HashOrder): HashThread {
  const worker = new Worker(new URL(threadFile, import.meta.url), { workerData: order });
  worker.unref();
  const hashed = new Promise<string | undefined>((resolve) => {
    worker.once('message', (hash: string) => resolve(hash));
    worker.once('error', () => resolve(undefined));
    worker.once('exit', () => resolve(undefined));
  });
  const abandon = (): void => void worker.terminate();
  return {
    end: order.end,
    async result(stop) {
      const look = setInterval(() => {
        if (stop()) abandon();
      }, betweenLooksMs);
      try {
        return await hashed;
      } finally {
        clearInterval(look);
      }
    },
    abandon,
  };
}
