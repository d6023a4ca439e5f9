/** The two sides of a conversation, told apart, with what opened it read and set aside. */
import type { Stream } from '../../model/stream.ts';
import { type Direction, directionsOf } from './direction.ts';
import { looksFramed } from './documents.ts';
import { type Opening, readOpening } from './opening.ts';
import { speakerOf } from './turns.ts';

export interface Sides {
  readonly miner: Direction;
  readonly pool: Direction;
  readonly opening: Opening;
  /** The pool is the side that the stream calls the client. */
  readonly swapped: boolean;
}

/** Who is the pool, where no handshake tells, shows in who asks a proxy or opens the WebSocket, and in what each says. */
export function sidesOf(bytes: Uint8Array, stream: Stream): Sides {
  const both = directionsOf(bytes, stream);
  const asGiven = open(both.client, both.server);
  if (stream.handshake || isOpened(asGiven.opening)) return { ...asGiven, swapped: false };
  const turned = open(both.server, both.client);
  const swapped =
    isOpened(turned.opening) || speakerOf(asGiven.miner) === 'server' || speakerOf(asGiven.pool) === 'client';
  return swapped ? { ...turned, swapped } : { ...asGiven, swapped };
}

function isOpened({ through, upgrade }: Opening): boolean {
  return through.length > 0 || upgrade !== undefined;
}

function open(miner: Direction, pool: Direction): Omit<Sides, 'swapped'> {
  const opening = readOpening(miner.bytes, pool.bytes);
  const { upgrade } = opening;
  return {
    opening,
    miner: framed({ ...miner, begin: opening.client }, upgrade?.client),
    pool: framed({ ...pool, begin: opening.server }, upgrade?.server),
  };
}

function framed(direction: Direction, frames: Direction['frames']): Direction {
  if (frames !== undefined) return { ...direction, frames };
  return looksFramed(direction) ? { ...direction, frames: {} } : direction;
}
