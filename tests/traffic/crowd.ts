/**
 * Recordings of single plays laid over each other: as many machines as wanted do what one machine did, each at an address,
 * a time and a pace of its own. What the packets say is what the peers said; only addresses and times differ.
 */
import { readFileSync } from 'node:fs';
import { Random } from './random.ts';
import { addressPlaces, checksummed, readCapture, type Staged } from './recording.ts';

/** The capture of one play, and how often the play is there. */
export interface Part {
  readonly path: string;
  readonly copies: number;
}

/** Copies begin within so much of each other, and are so much faster or slower than the recording. */
const spreadMs = 1_800_000;
const pace = { least: 0.8, most: 1.25 };

/** Every packet of all copies, in the order of their times. Machines of the first play are in 10.1.0.0/16. */
export function crowdOf(parts: readonly Part[]): Staged[] {
  const random = new Random('crowd');
  const packets = parts.flatMap(({ path, copies }, play) => {
    const recording = readCapture(readFileSync(path));
    return Array.from({ length: copies }, (_, copy) => moved(recording, play + 1, copy, random)).flat();
  });
  return packets.sort((a, b) => a.time - b.time);
}

/** The first copy keeps its times, so that one of everything is as it was recorded. */
function moved(recording: readonly Staged[], play: number, copy: number, random: Random): Staged[] {
  const began = recording[0]?.time ?? 0;
  const later = copy === 0 ? 0 : random.between(0, spreadMs);
  const stretch = copy === 0 ? 1 : random.between(pace.least, pace.most);
  return recording.map(({ time, bytes }) => ({
    time: began + later + (time - began) * stretch,
    bytes: rehoused(bytes, play, copy),
  }));
}

/** Clients into 10.<play>.<copy>.0/24; servers, which all copies share, into 198.18.<play>.0/24 (RFC 2544). */
function rehoused(packet: Buffer, play: number, copy: number): Buffer {
  const own = Buffer.from(packet);
  for (const at of addressPlaces) {
    // As recording.ts gave them out.
    const isClient = own[at] === 10;
    own.set(isClient ? [10, play, copy] : [198, 18, play], at);
  }
  return checksummed(own);
}
