/** SHA-256 of a large file in a thread of its own, while the file is searched: alone it would take as long again. */
import { Worker } from 'node:worker_threads';

export interface HashOrder {
  /** Shared with the thread: descriptors belong to the process. */
  readonly descriptor: number;
  /** Bytes to hash, from the first on. */
  readonly end: number;
}

export interface Hashed {
  /** Lower-case hex. */
  readonly sha256: string;
  /** How many of the file's first bytes it is of. */
  readonly end: number;
}

export interface HashThread {
  /** Undefined where `stop` said so on the way, or the thread could not do it. */
  result(stop: () => boolean): Promise<Hashed | undefined>;
  /** Whatever it comes to is nobody's any more. */
  abandon(): void;
}

const betweenLooksMs = 100;

// From TypeScript, as tests run, the thread is the compiled one.
const threadFile = import.meta.url.endsWith('.ts') ? '../../../dist/src/engine/node/hasher.js' : './hasher.js';

export function startHashing(order: HashOrder): HashThread {
  const worker = new Worker(new URL(threadFile, import.meta.url), { workerData: order });
  worker.unref();
  return hashThread(worker);
}

/** What a thread sends that is `Hashed`; it may send other things before. */
export function hashThread(worker: Worker): HashThread {
  const hashed = new Promise<Hashed | undefined>((resolve) => {
    worker.on('message', (message: object) => {
      // The cast: no other message of our threads has a hash.
      if ('sha256' in message) resolve(message as Hashed);
    });
    worker.once('error', () => resolve(undefined));
    worker.once('exit', () => resolve(undefined));
  });
  const abandon = (): void => void worker.terminate();
  return {
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
