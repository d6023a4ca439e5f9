/** Takes a conversation's turns into account, one after another. */
import type { Stream } from '../../model/stream.ts';
import { type Direction, segmentAt } from './direction.ts';
import type { Document } from './documents.ts';
import type { Draft, Place, Tally } from './draft.ts';
import { readMessage } from './message.ts';
import type { Message } from './said.ts';
import { takeWork } from './take-answer.ts';
import { takeRequest } from './take-request.ts';
import type { Turn } from './turns.ts';

const mostCuts = 8;

export function take(draft: Draft, turn: Turn, stream: Stream): void {
  const { reading, side, direction } = turn;
  if ('cut' in reading) {
    if (draft.cuts.length < mostCuts) draft.cuts.push(reading.cut);
  } else if ('noise' in reading) {
    // Where the capture came in late, the first line is a rest of one.
    if (stream.handshake || reading.start > 0) draft[side].noise++;
  } else {
    const message = readMessage(reading.value, reading.transport);
    if (message === undefined) return;
    if ((message.says === 'request') !== (side === 'miner')) draft[side].contrary++;
    else takeMessage(draft, draft[side], message, reading, placeOf(direction, reading));
  }
}

function takeMessage(draft: Draft, tally: Tally, message: Message, document: Document, place: Place): void {
  tally.proper++;
  if (document.transport !== 'tcp') draft.transport = document.transport;
  if (message.says === 'answer' ? message.job || message.proof === true : message.proof) tally.proofs++;
  if (message.mark !== undefined && message.mark.weight > (draft.mark?.weight ?? 0)) draft.mark = message.mark;
  if (message.says === 'request') takeRequest(draft, message, document, place);
  else takeWork(draft, message);
  draft.firstPlace ??= place;
  if (place.time === undefined) return;
  draft.start ??= place.time;
  draft.end = place.time;
}

function placeOf(direction: Direction, { start, end }: Document): Place {
  const segment = segmentAt(direction, start)?.segment;
  return {
    offset: direction.base + start,
    length: end - start,
    ...(segment !== undefined && { packet: segment.packet }),
    ...(segment?.time !== undefined && { time: segment.time }),
  };
}
