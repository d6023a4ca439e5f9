import type { Wallet } from '../../model/payloads.ts';

/** What an address says by itself, without looking anything up. */
export type AddressReading = Omit<Wallet, 'known' | 'knownWhy'>;
