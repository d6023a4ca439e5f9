/**
 * Whether a conversation is long and slow, as a miner's with its pool is, where no more is known than what it came to
 * (NetFlow, Zeek's conn.log, a proxy's log). A pool sends a job of about 500 bytes with each block and often between two,
 * a miner hands in a share of about 250 bytes now and then: 5 to 50 bytes a second with their headers. Each question has
 * its own bounds. Where a pool's name stands beside the conversation they are wide, since a proxy speaks for hundreds of
 * miners; where nothing does but a port, they are narrow.
 * Source: the messages are codec/stratum's, the blocks' times those of the coins (Monero: two minutes); the bounds were
 * chosen to leave room on both sides. Much else is long and slow (MQTT, chat, remote shells; docs/calibration.md has how
 * much), so none of these says that anything mines.
 */
import { portOf } from '../model/endpoint.ts';
import type { FlowCadence } from '../model/network-payloads.ts';
import { poolPort } from './pool-ports.ts';

/** Seconds. Pages are loaded in less; pools drop clients that hand in nothing for about as long. */
export const longSeconds = 600;
/** Seconds that a connection was kept, and not only opened again and again. */
export const keptSeconds = 3_600;

// --- beside a pool's name -------------------------------------------------------------------------------------

/** Bytes a second in one direction: room for hundreds of miners behind a proxy. */
const mostBesideName = 10_000;

interface Totals {
  readonly seconds?: number | undefined;
  readonly bytesUp?: number | undefined;
  readonly bytesDown?: number | undefined;
}

/** Both sides spoke for long, as far as they were counted, and neither said much. */
export function isLongAndSlow({ seconds = 0, bytesUp, bytesDown }: Totals): boolean {
  const counted = [bytesUp, bytesDown].filter((bytes) => bytes !== undefined);
  const little = counted.every((bytes) => bytes > 0 && bytes / seconds <= mostBesideName);
  return seconds >= longSeconds && counted.length > 0 && little;
}

// --- worth telling --------------------------------------------------------------------------------------------

/** Sensors write long connections in parts: a part may be shorter than what is claimed of the whole. */
const partSeconds = 300;
/** Bytes a second in both directions together: room for fifty miners behind a proxy, and for coins with fast blocks. */
const leastTold = 1;
const mostTold = 1_000;

/** Whether a flow's totals could be a miner's. */
export function hasMiningShape({ transport, seconds = 0, bytesUp = 0, bytesDown = 0 }: FlowCadence): boolean {
  if (transport !== 'tcp' || seconds < partSeconds || bytesUp === 0 || bytesDown === 0) return false;
  return isWithin((bytesUp + bytesDown) / seconds, [leastTold, mostTold]);
}

/** A flow of that shape to a port at which pools listen. */
export function looksLikePoolFlow(flow: FlowCadence): boolean {
  const port = portOf(flow.server);
  return port !== undefined && poolPort(port) !== undefined && hasMiningShape(flow);
}

/** The same of a tunnel through a proxy, which counts what came down and logs no tunnel before its end. */
export function isSlowTunnel({ seconds = 0, bytesDown = 0 }: Totals): boolean {
  return seconds >= longSeconds && bytesDown > 0 && bytesDown / seconds <= mostTold;
}

// --- beside a port alone --------------------------------------------------------------------------------------

/** Bytes a second: those of one miner or a few. */
const upBesidePort = [0.5, 200] as const;
const downBesidePort = [1, 200] as const;
/** Bytes a packet: jobs and shares fill none. */
const mostPerPacket = 700;

/**
 * Kept for an hour and slow, small packets, both sides speak: what miners have in common with most of what keeps a
 * connection open. By itself it tells nothing, only together with a port or a name.
 */
export function hasTotalsOfMiner(flow: FlowCadence): boolean {
  const { seconds, bytesUp, bytesDown, packetsUp = 0, packetsDown = 0 } = flow;
  if (seconds === undefined || bytesUp === undefined || bytesDown === undefined || seconds < keptSeconds) return false;
  const packets = packetsUp + packetsDown;
  const isSmall = packets === 0 || (bytesUp + bytesDown) / packets <= mostPerPacket;
  return isSmall && isWithin(bytesUp / seconds, upBesidePort) && isWithin(bytesDown / seconds, downBesidePort);
}

function isWithin(value: number, [least, most]: readonly [number, number]): boolean {
  return value >= least && value <= most;
}
