/**
 * A large file is read and searched in a thread of its own while its decoder takes it: together they take as long as the
 * slower of both. The bytes stand in memory that both threads share. The thread hashes them, too, where an anchor stands in
 * the file, so that it is read once.
 */
import { Worker } from 'node:worker_threads';
import type { Found } from '../../sieve/contract.ts';
import type { SievePlan } from '../../sieve/sieve.ts';
import { type Pieces, piecesOf, type Searched } from '../pieces.ts';
import { type Hashed, type HashThread, hashThread } from './hash-thread.ts';

export interface PieceOrder {
  /** Shared with the thread: descriptors belong to the process. */
  readonly descriptor: number;
  /** Bytes of the file when it was opened. */
  readonly end: number;
  readonly plan: SievePlan;
  /** Each `mostLeft + pieceBytes` long, one behind the other. */
  readonly shared: SharedArrayBuffer;
  readonly slots: number;
  readonly mostLeft: number;
  readonly pieceBytes: number;
  /** Bytes before a piece that are searched again with it. */
  readonly overlap: number;
}

/** `length` is 0 at the end. */
interface SearchedPiece {
  readonly slot: number;
  readonly length: number;
  readonly found: Found;
}

export type FromPiecer = SearchedPiece | Hashed;

export type ToPiecer =
  /** A slot may be used again. */
  | { readonly free: number }
  /** The hash will be asked for. */
  | 'hash'
  /** No more pieces are wanted. */
  | 'enough';

export interface PieceThread extends HashThread {
  /** The thread outlives them: it may still have to hash. */
  readonly pieces: Pieces;
  /** The hash will be asked for. */
  hash(): void;
}

/** As much as a piece that is read without a thread may leave. */
const mostLeft = 4 * 1024 * 1024;
/** It still lies in the processor's cache when the decoder walks what the sieve has read. */
const pieceBytes = 1024 * 1024;
const slots = 4;
/** No anchor is as long, and hardly a run. */
const overlap = 64 * 1024;

// From TypeScript, as tests run, the thread is the compiled one.
const threadFile = import.meta.url.endsWith('.ts') ? '../../../dist/src/engine/node/piecer.js' : './piecer.js';

/** Rejects from `next` where the file can't be read. */
export function piecesAhead(descriptor: number, end: number, plan: SievePlan): PieceThread {
  const slotBytes = mostLeft + pieceBytes;
  const shared = new SharedArrayBuffer(slots * slotBytes);
  const order: PieceOrder = { descriptor, end, plan, shared, slots, mostLeft, pieceBytes, overlap };
  const worker = new Worker(new URL(threadFile, import.meta.url), { workerData: order });
  worker.unref();
  const tell = (message: ToPiecer): void => worker.postMessage(message);
  const ready: SearchedPiece[] = [];
  let failure: Error | undefined;
  let wake: (() => void) | undefined;
  worker.on('message', (message: FromPiecer) => {
    if ('found' in message) ready.push(message);
    wake?.();
  });
  const fail = (error: Error): void => {
    failure ??= error;
    wake?.();
  };
  worker.once('error', fail);
  worker.once('exit', () => fail(new Error('a thread that reads ahead ended')));
  const take = async (): Promise<Searched | undefined> => {
    while (ready.length === 0) {
      if (failure) throw failure;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      wake = undefined;
    }
    const piece = ready.shift();
    if (piece === undefined || piece.length === 0) return undefined;
    const { slot, length, found } = piece;
    const bytes = new Uint8Array(shared, slot * slotBytes, slotBytes);
    return { slot: bytes, length, found, free: () => tell({ free: slot }) };
  };
  return {
    pieces: piecesOf(mostLeft, take, () => tell('enough')),
    hash: () => tell('hash'),
    ...hashThread(worker),
  };
}
