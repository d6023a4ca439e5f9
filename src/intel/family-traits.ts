/**
 * What a family of miners is described by, and the traits that several families share: the words of pools' protocols
 * and of hashing. Sources: as in families.ts.
 */
import type { Provenance } from './provenance.ts';

export interface Trait {
  /** What it shows, in words for a report. */
  readonly says: string;
  /** Any of these shows it, in the case it is written in; seven bytes or more where that can be. */
  readonly literals: readonly string[];
}

/** What a program calls itself, where its version may follow. */
interface Banner {
  readonly text: string;
  /** A fork has a name of its own. */
  readonly family?: string;
}

export interface MinerFamily extends Provenance {
  readonly family: string;
  /** The first that is met names the family; a fork's stands before the name of what it was made of. */
  readonly banners?: readonly Banner[];
  readonly purpose: 'miner' | 'node-that-can-mine';
  /** Without this trait there is no such claim, however many others there are. */
  readonly must: Trait;
  readonly traits: readonly Trait[];
  /** So many of `traits` must stand beside `must`. */
  readonly atLeast: number;
}

export const submits: Trait = { says: 'hands in shares (mining.submit)', literals: ['mining.submit'] };
export const subscribes: Trait = {
  says: 'logs in to a pool (mining.subscribe, mining.authorize)',
  literals: ['mining.subscribe', 'mining.authorize'],
};
export const takesJobs: Trait = {
  says: 'takes work from a pool (mining.notify, mining.set_difficulty)',
  literals: ['mining.notify', 'mining.set_difficulty'],
};
export const schemes: Trait = {
  says: 'names pools by stratum URLs',
  literals: ['stratum+tcp://', 'stratum+ssl://', 'stratum+tls://', 'stratum2+tcp://', 'stratum1+tcp://'],
};
export const ethereumWork: Trait = {
  says: 'works for an Ethereum pool (eth_submitLogin, eth_submitHashrate)',
  literals: ['eth_submitLogin', 'eth_submitHashrate', 'EthereumStratum/1.0.0'],
};
export const cryptoNoteSession: Trait = {
  says: 'keeps a CryptoNote session alive (keepalived)',
  literals: ['keepalived'],
};
export const niceHash: Trait = { says: 'knows NiceHash', literals: ['nicehash', 'NiceHash'] };
export const algorithms: Trait = {
  says: "names mining algorithms in a miner's own notation",
  literals: [
    'argon2/chukwa',
    'cn-heavy/tube',
    'cn-heavy/xhv',
    'cn-lite/0',
    'cn-lite/1',
    'cn-pico',
    'ghostrider',
    'rx/graft',
    'cryptonight-lite',
    'cryptonight_v7',
    'cryptonight_lite',
  ],
};
export const hashRates: Trait = {
  says: 'reports its hash rate',
  literals: ['khash/s', 'Mhash/s', 'hashrate', 'Hashrate', 'hash rate', 'HASHRATE'],
};
export const readyKernels: Trait = {
  says: 'names algorithms that only miners compute',
  literals: [
    'cryptonight',
    'CryptoNight',
    'Cryptonight',
    'RandomX',
    'kawpow',
    'ProgPow',
    'progpow',
    'yescrypt',
    'Ethash',
  ],
};
