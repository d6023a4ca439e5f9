/** A speed at which an account was mined for, and what is told of it. */
import { shortened } from '../../words.ts';
import type { Account } from '../accounts.ts';
import type { Interval } from './interval.ts';
import { clipped } from './quantities.ts';

export interface HashRate {
  /** One sentence, or two. */
  readonly says: string;
  readonly perSecond: Interval;
  readonly coin: string;
  /** ISO time or day; absent where the record gives none. */
  readonly time?: string;
}

export interface HashRates {
  readonly rates: readonly HashRate[];
  /** Sentences on what is missing for the speed of other accounts. */
  readonly missing: readonly string[];
}

export function nameOf({ wallet, login = '' }: Account): string {
  return wallet === undefined ? `the login ${clipped(login, 24)}` : shortened(wallet.address);
}
