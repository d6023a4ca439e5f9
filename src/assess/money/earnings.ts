/**
 * What the hash rate that was seen earns: the account's share of all hashes that a coin's network computes, times the
 * coins that it issues a day.
 * Source: facts of the coin's protocol (how many hashes a block takes, how many coins it makes); dated states of its network from
 * intel/networks and from the case's evidence files.
 * Does not see: a pool's luck, which moves single days; fees over 2 %; and whether the pool really paid.
 */
import type { Case } from '../../model/case.ts';
import { capitalized } from '../words.ts';
import type { HashRate } from './estimate/hash-rate.ts';
import { hashRatesIn } from './estimate/hash-rates.ts';
import { exactly, hull, type Interval } from './estimate/interval.ts';
import { type NetworkThen, networksNear, sayNetworks } from './estimate/networks.ts';
import { worthThen } from './estimate/prices.ts';
import { dayOf, range, tickerOf } from './estimate/quantities.ts';

/** What public pools keep for themselves, at most. */
const highestFee = 0.02;
/** Accounts and pools that are told of. */
const mostRates = 3;

/** What earnings are reckoned from. */
export interface Mining {
  readonly hashesPerSecond: Interval;
  /** States of the network, one or more: the truth lies among them. */
  readonly networks: readonly Pick<NetworkThen, 'hashesPerBlock' | 'blockSeconds' | 'issuedPerDay'>[];
  /** By what factor the network may have been easier or harder than that; 1 if absent. */
  readonly drift?: number;
}

/** Coins a day, on average: in proportion to the hash rate, and in inverse proportion to the difficulty. */
export function earnings({ hashesPerSecond, networks, drift = 1 }: Mining): Interval {
  const perHash = networks.map(({ hashesPerBlock, blockSeconds, issuedPerDay }) => {
    const networkHashesPerSecond = hashesPerBlock / blockSeconds;
    return exactly(issuedPerDay / networkHashesPerSecond);
  });
  const share = hull(perHash) ?? exactly(0);
  return {
    low: (hashesPerSecond.low * share.low * (1 - highestFee)) / drift,
    high: hashesPerSecond.high * share.high * drift,
  };
}

/** What the accounts of a case earn: lines for people. Nothing where no hash rate shows. */
export function earningsIn(evidence: Case): readonly string[] {
  const { rates, missing } = hashRatesIn(evidence);
  const lines = rates.slice(0, mostRates).map((rate) => `${rate.says} ${earned(rate, evidence)}`);
  const more = rates.length - mostRates;
  if (more > 0) lines.push(`${more} more ${more === 1 ? 'speed is' : 'speeds are'} known and not told here.`);
  // What is missing is much the same for every account.
  return [...lines, ...missing.slice(0, 1)];
}

function earned({ perSecond, coin, time }: HashRate, evidence: Case): string {
  if (time === undefined)
    return 'When that was is not recorded, and without a date nobody can say what it earned: ask when the pool was asked.';
  const near = networksNear(evidence, coin, time);
  if (near === undefined)
    return `What that earns cannot be reckoned here: no state of the ${capitalized(coin)} network within a month of ${dayOf(time)} is known. A block explorer has the difficulty and the reward of those days; put them under “networks” in an evidence file.`;
  const coins = earnings({ hashesPerSecond: perSecond, ...near });
  const worth = worthThen(evidence, coin, time, coins);
  const also = worth.length > 0 ? `, ${worth.join(' or ')}` : '';
  return `That earns ${range(coins)} ${tickerOf(coin)} a day on average, after a pool's fee of 0 to 2 %, as the ${capitalized(coin)} network stood ${sayNetworks(near)}${also}.`;
}
