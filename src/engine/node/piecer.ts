/** The thread behind piece-thread.ts: reads on, searches, and waits where no slot is free. */
import { parentPort, workerData } from 'node:worker_threads';
import { readAt } from '../../gather/files.ts';
import type { Found } from '../../sieve/contract.ts';
import { createSieve } from '../../sieve/sieve.ts';
import type { PieceOrder, SearchedPiece } from './piece-thread.ts';

// workerData is what piece-thread.ts handed over, in the same process and version.
const { descriptor, plan, shared, slots, mostLeft, pieceBytes, overlap } = workerData as PieceOrder;
const sieve = createSieve(plan, { capacity: overlap + pieceBytes });
const free = Array.from({ length: slots }, (_, slot) => slot);
let position = 0;
/** Bytes of the last piece that stand before the next one. */
let before = 0;

function searchOn(): void {
  for (let slot = free.pop(); slot !== undefined; slot = free.pop()) {
    const length = readAt(descriptor, position, sieve.input.subarray(before, before + pieceBytes));
    const found = sieve.scan(before + length);
    const room = new Uint8Array(shared, slot * (mostLeft + pieceBytes) + mostLeft, length);
    room.set(sieve.input.subarray(before, before + length));
    parentPort?.postMessage({ slot, length, found: behind(found) } satisfies SearchedPiece);
    position += length;
    const kept = Math.min(overlap, before + length);
    sieve.input.copyWithin(0, before + length - kept, before + length);
    before = kept;
    if (length === 0) return;
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

parentPort?.on('message', (slot: number) => {
  free.push(slot);
  searchOn();
});
searchOn();
