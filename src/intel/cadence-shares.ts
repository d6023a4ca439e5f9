/**
 * Whether a client's messages have the shape of shares. A machine that keeps a connection to a pool alive and hands in
 * nothing has the rhythm of work that comes, too; only shares show that it mines.
 * Sources: the protocols' own sizes (codec/stratum); keepalives of XMRig come each minute and are all alike.
 */
import type { FlowCadence, Spread } from '../model/network-payloads.ts';
import { saidBytes } from './cadence-model.ts';

/** Bytes of a share, its worker's name and job's number included, by the kinds of cadence-table.ts. */
const shareBytes: Readonly<Record<string, readonly [low: number, high: number]>> = {
  Monero: [150, 330],
  'Monero, few shares': [150, 330],
  'bitcoin dialect': [95, 200],
  Zcash: [2700, 3100],
  Ethereum: [140, 330],
};

/** Of the middle half of times between requests, against the middle one; less is a clock's. */
const leastUneven = 0.3;

/**
 * A quarter of what the client begins with, at least, is as long as a share of this kind, and comes by chance: messages
 * of one length by the clock are signs of life.
 */
export function hasShares(flow: FlowCadence, kind: string): boolean {
  const { requestBytes, requestSeconds } = flow.rhythm ?? {};
  const [low, high] = shareBytes[kind] ?? [];
  if (requestBytes === undefined || low === undefined || high === undefined) return false;
  const isShare = (size: number): boolean => size >= low && size < high;
  const { median, low: lower, high: upper } = saidBytes(requestBytes, flow);
  return [lower, median, upper].some(isShare) && (!isByTheClock(requestSeconds) || upper > 1.2 * lower);
}

function isByTheClock(times: Spread | undefined): boolean {
  return times !== undefined && times.high - times.low < leastUneven * times.median;
}
