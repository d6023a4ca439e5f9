/** What a hash was worth about a given day, by the states of the coin's network that are known of those days. */
import { hashesPerDifficulty } from '../../../intel/networks/hashes-a-block.ts';
import { moneroIssuedPerDay } from '../../../intel/networks/monero-issuance.ts';
import { networkStates } from '../../../intel/networks/network-states.ts';
import type { Case } from '../../../model/case.ts';
import { ofKind } from '../../evidence.ts';
import { listed } from '../../words.ts';
import { clipped, dayOf } from './quantities.ts';

/** A coin's network on one day. */
export interface NetworkThen {
  readonly date: string;
  /** Expected, on average. */
  readonly hashesPerBlock: number;
  /** Seconds between two blocks, as the network aims at. */
  readonly blockSeconds: number;
  /** Coins that miners got a day. */
  readonly issuedPerDay: number;
  readonly source: string;
}

export interface NetworksNear {
  /** The nearest before and after, or the only one that is near. */
  readonly networks: readonly NetworkThen[];
  /** By what factor the network may have changed since, where only one side is known. */
  readonly drift: number;
}

/** Further off, a state says nothing about a day. */
const nearDays = 31;
/** A day: Monero's difficulty rose by a third in the first eight days of February 2018 (Coin Metrics). */
const driftPerDay = 0.04;
const dayMs = 86_400_000;

/** Absent where no state is near. */
export function networksNear(evidence: Case, coin: string, time: string): NetworksNear | undefined {
  const at = Date.parse(dayOf(time));
  const near = statesOf(evidence, coin)
    .map((network) => ({ network, days: (Date.parse(dayOf(network.date)) - at) / dayMs }))
    .filter(({ days }) => Math.abs(days) <= nearDays)
    .sort((a, b) => Math.abs(a.days) - Math.abs(b.days));
  const sides = [near.find(({ days }) => days <= 0), near.find(({ days }) => days >= 0)].flatMap((one) => one ?? []);
  const [first, second = first] = sides;
  if (first === undefined || second === undefined) return undefined;
  if (first !== second) return { networks: [first.network, second.network], drift: 1 };
  return { networks: [first.network], drift: 1 + driftPerDay * Math.abs(first.days) };
}

/** The analyst's first, so that of two on one day it is theirs that is taken. */
function statesOf(evidence: Case, coin: string): NetworkThen[] {
  const perDifficulty = hashesPerDifficulty(coin);
  if (perDifficulty === undefined) return [];
  const own = ofKind(evidence, 'network-state').map(({ value }) => ({ ...value, source: value.provenance.source }));
  return [...own, ...networkStates].flatMap((state) => {
    const issuedPerDay = issuedOn(state);
    if (state.coin !== coin || issuedPerDay === undefined || issuedPerDay <= 0) return [];
    const { date, difficulty, blockSeconds, source } = state;
    return { date, hashesPerBlock: difficulty * perDifficulty, blockSeconds, issuedPerDay, source };
  });
}

/** Coins that miners got that day; absent where nobody says so. */
function issuedOn(state: Issuing): number | undefined {
  const { coin, date, blockSeconds, issuedPerDay, reward } = state;
  if (issuedPerDay !== undefined) return issuedPerDay;
  if (reward !== undefined) return (reward * dayMs) / 1000 / blockSeconds;
  return coin === 'monero' ? moneroIssuedPerDay(date) : undefined;
}

interface Issuing {
  readonly coin: string;
  readonly date: string;
  readonly blockSeconds: number;
  readonly issuedPerDay?: number | undefined;
  readonly reward?: number | undefined;
}

/** `on 2018-01-31 (Coin Metrics …)`. */
export function sayNetworks({ networks }: NetworksNear): string {
  const days = listed(networks.map(({ date }) => dayOf(date)));
  return `on ${days} (${listed(networks.map(({ source }) => clipped(source, 120)))})`;
}
