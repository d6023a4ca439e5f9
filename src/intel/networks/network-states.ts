/**
 * What a hash rate earned on a few days: the state of coins' networks then, each from its own source. They are few, and
 * a difficulty may rise by a third in a week, so an estimate far from all of them needs a state that the analyst adds.
 * A block's reward is taken with its fees, which the miner gets, too.
 */
import { coinMetrics, moneroDocumentation, type Provenance } from '../provenance.ts';

export interface DatedNetwork extends Provenance {
  readonly coin: string;
  /** ISO date, UTC. */
  readonly date: string;
  /** As the coin counts it; for Monero the hashes expected for one block. */
  readonly difficulty: number;
  /** Seconds between two blocks, as the network aims at. */
  readonly blockSeconds: number;
  /** Coins that miners got a day. */
  readonly issuedPerDay: number;
}

/** A day of blocks like one whose header stands in monerod's documentation. */
function block(date: string, difficulty: number, blockSeconds: number, reward: number): DatedNetwork {
  const issuedPerDay = (reward * 86_400) / blockSeconds;
  return { coin: 'monero', date, difficulty, blockSeconds, issuedPerDay, ...moneroDocumentation };
}

/** A day's mean difficulty, and what its blocks issued. */
function day(date: string, difficulty: number, issuedPerDay: number): DatedNetwork {
  return { coin: 'monero', date, difficulty, blockSeconds: 120, issuedPerDay, ...coinMetrics };
}

/** By date, earliest first. */
export const networkStates: readonly DatedNetwork[] = [
  // Block 912345.
  block('2016-01-14', 815_625_611, 60, 7.388968946286),
  day('2017-12-25', 5.836e10, 3994),
  day('2018-01-31', 8.834e10, 3863),
  // Block 1546000, the first of another algorithm.
  block('2018-04-06', 134_716_086_238, 120, 4.85195218107),
  // The block after 2286446, as a template announced it.
  block('2021-01-31', 226_807_339_040, 120, 1.182367759996),
  // Block 2751506, after the reward had come down to its last level.
  block('2022-11-08', 313_732_272_488, 120, 0.6),
];
