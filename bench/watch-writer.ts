/** The thread that writes for bench/watch.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { writeAll } from './watch.ts';

parentPort?.postMessage(await writeAll(workerData.log));
