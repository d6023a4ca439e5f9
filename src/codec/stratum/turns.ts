/** The two directions of a conversation in the order in which they were spoken. */
import { type Direction, segmentAt } from './direction.ts';
import { type Reading, readDocuments } from './documents.ts';
import { readMessage } from './message.ts';

/** Readings in which the speaker's role is looked for. */
const mostPeeked = 64;

export interface Turn {
  readonly side: 'miner' | 'pool';
  readonly direction: Direction;
  readonly reading: Reading;
  readonly at: number;
}

/** Who says what the direction says, by its first message that only one side would say. */
export function speakerOf(direction: Direction): 'client' | 'server' | undefined {
  let looked = 0;
  for (const reading of readDocuments(direction)) {
    const message = 'value' in reading ? readMessage(reading.value, reading.transport) : undefined;
    if (message?.says === 'request' && message.proof) return 'client';
    if (message?.says === 'push' ? message.proof : message?.says === 'answer' && message.job) return 'server';
    if (++looked >= mostPeeked) return undefined;
  }
  return undefined;
}

export function* turnsOf(side: Turn['side'], direction: Direction): Generator<Turn> {
  for (const reading of readDocuments(direction)) {
    // A document was said when its last byte was.
    const last = 'value' in reading ? reading.end - 1 : 'noise' in reading ? reading.start : 0;
    yield { side, direction, reading, at: segmentAt(direction, last)?.turn ?? 0 };
  }
}

/** Both sides' turns, merged by when they were said, in memory that does not grow with them. */
export function* inOrder(left: Generator<Turn>, right: Generator<Turn>): Generator<Turn> {
  let one = left.next();
  let other = right.next();
  while (!one.done || !other.done) {
    if (!one.done && (other.done || one.value.at <= other.value.at)) {
      yield one.value;
      one = left.next();
    } else if (!other.done) {
      yield other.value;
      other = right.next();
    }
  }
}
