/**
 * The thread behind piece-thread.ts: reads on and searches as long as a slot is free. From the first anchor on it hashes
 * as well, for then the hash is likely to be asked for; what was read before that is read again when there is nothing
 * else to do.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { readAt } from '../../gather/files.ts';
import type { Found } from '../../sieve/contract.ts';
import { createSieve } from '../../sieve/sieve.ts';
import { FollowingHash } from './following-hash.ts';
import type { FromPiecer, PieceOrder, ToPiecer } from './piece-thread.ts';

// workerData is what piece-thread.ts handed over, in the same process and version.
const { descriptor, end, plan, shared, slots, mostLeft, pieceBytes, overlap } = workerData as PieceOrder;
const tell = (message: FromPiecer): void => parentPort?.postMessage(message);
const sieve = createSieve(plan, { capacity: overlap + pieceBytes });
const free = Array.from({ length: slots }, (_, slot) => slot);
let position = 0;
/** Bytes of the last piece that stand before the next one. */
let before = 0;
/** No more pieces come, or are wanted. */
let isOver = false;

function searchOn(): void {
  for (let slot = free.pop(); slot !== undefined && !isOver; slot = free.pop()) {
    const length = readAt(descriptor, position, sieve.input.subarray(before, before + pieceBytes));
    const found = sieve.scan(before + length);
    const room = new Uint8Array(shared, slot * (mostLeft + pieceBytes) + mostLeft, length);
    room.set(sieve.input.subarray(before, before + length));
    tell({ slot, length, found: behind(found) });
    mayHash ||= found.hits.length > 0;
    if (mayHash) hash.follow(position, room);
    position += length;
    const kept = Math.min(overlap, before + length);
    sieve.input.copyWithin(0, before + length - kept, before + length);
    before = kept;
    isOver = length === 0;
  }
}

/** What ends behind the first new byte, counted from there: the rest was told with the piece before. */
function behind({ hits, runs, dropped }: Found): Found {
  const moved = <T extends { readonly offset: number; readonly length: number }>(items: readonly T[]): T[] =>
    items
      .filter(({ offset, length }) => offset + length > before)
      .map((item) => ({ ...item, offset: item.offset - before }));
  return { hits: moved(hits), runs: moved(runs), dropped };
}

const hash = new FollowingHash(descriptor, pieceBytes);
let mayHash = false;
let isAsked = false;
let isTold = false;
let isPlanned = false;

/** Hashes what is missing, a piece at a time: a slot that is given back meanwhile comes first. */
function hashOn(): void {
  if (isPlanned || isTold || !mayHash) return;
  const goal = isOver ? Math.max(position, end) : position;
  if (hash.bytes < goal) {
    isPlanned = true;
    setImmediate(() => {
      isPlanned = false;
      if (hash.catchUp(goal)) hashOn();
      else tellHash();
    });
  } else if (isOver && isAsked) tellHash();
}

function tellHash(): void {
  isTold = true;
  tell(hash.end());
}

parentPort?.on('message', (message: ToPiecer) => {
  if (message === 'enough') isOver = true;
  else if (message === 'hash') {
    isAsked = true;
    mayHash = true;
  } else free.push(message.free);
  searchOn();
  hashOn();
});
searchOn();
hashOn();
