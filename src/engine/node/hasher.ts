/** The thread behind hash-thread.ts: hashes what it was told of and answers with the hash. */
import { parentPort, workerData } from 'node:worker_threads';
import { hashFile } from '../../gather/files.ts';
import type { HashOrder } from './hash-thread.ts';

// workerData is what hash-thread.ts handed over, in the same process and version.
const { descriptor, end } = workerData as HashOrder;
parentPort?.postMessage(hashFile(descriptor, end, () => false));
