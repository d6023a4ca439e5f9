/** The thread behind hash-thread.ts: hashes what it was told of and answers with the hash. */
import { parentPort, workerData } from 'node:worker_threads';
import { hashFile } from '../../gather/files.ts';
import type { Hashed, HashOrder } from './hash-thread.ts';

// workerData is what hash-thread.ts handed over, in the same process and version.
const { descriptor, end } = workerData as HashOrder;
const sha256 = hashFile(descriptor, end, () => false);
if (sha256 !== undefined) parentPort?.postMessage({ sha256, end } satisfies Hashed);
