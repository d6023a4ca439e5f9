/**
 * Detectors of entries hold what was tried against what was done, each with each. Where a case has tens of thousands of
 * both, those that tell most are held against each other, so that the work stays bounded.
 */
import type { Observation } from '../../model/observation.ts';
import { type Deed, fetches, isOfMining } from './deeds.ts';

/** Of each list: a million pairs take a second or less. */
export const mostHeld = 1_000;

const carried = { miner: 3, download: 2, command: 1, probe: 0 } as const;

/** Attempts that carry most. */
export function tellingAttempts(attempts: readonly Observation<'exploit-attempt'>[]): Observation<'exploit-attempt'>[] {
  return mostTelling(attempts, ({ value }) => carried[value.carries ?? 'command']);
}

/** Deeds of mining, then those that fetch. */
export function tellingDeeds<D extends Deed>(deeds: readonly D[]): D[] {
  return mostTelling(deeds, (deed) => (isOfMining(deed) ? 2 : fetches(deed) ? 1 : 0));
}

/** Logins after most failures. */
export function tellingLogins(logins: readonly Observation<'login-event'>[]): Observation<'login-event'>[] {
  return mostTelling(logins, ({ value }) => value.after?.failures ?? 0);
}

/** All of them in their order where they are few; else those of the greatest weight. */
function mostTelling<T>(items: readonly T[], weigh: (item: T) => number): T[] {
  if (items.length <= mostHeld) return [...items];
  const weights = new Map(items.map((item) => [item, weigh(item)]));
  return [...items].sort((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0)).slice(0, mostHeld);
}
