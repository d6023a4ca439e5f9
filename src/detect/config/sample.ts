/** Why nobody would be paid by a pool's entry: a template, a manual's example, or what miners give their authors. */
import { knownPool } from '../../intel/pools.ts';
import { knownWallet } from '../../intel/wallets/known-wallet.ts';
import type { Observation } from '../../model/observation.ts';
import type { Pool, Wallet } from '../../model/payloads.ts';
import { accountOf } from './placeholder.ts';

/** @param wallet the login's wallet as it was seen there, where it was; nothing is returned where an account stands */
export function whySample(pool: Pool, wallet?: Observation<'wallet'>): string | undefined {
  if (knownPool(pool.host)?.kind === 'donation') return 'its pool is the host to which a miner pays its authors';
  if (accountOf(pool) === undefined)
    return pool.login === undefined ? 'it names no account' : 'its login is a placeholder';
  const known = wallet?.value.known ?? (pool.wallet && knownWallet(asWallet(pool.wallet))?.known);
  if (known === 'donation') return 'its wallet is one that the authors of software publish for donations';
  if (known === 'example') return 'its wallet is an example from a manual';
  return pool.wallet === undefined && isExampleHost(pool.host) ? 'its pool is a name reserved for examples' : undefined;
}

/** An address as it was configured; it was checked when it was read. */
function asWallet(address: string): Pick<Wallet, 'address' | 'type'> {
  return { address, type: /^[a-z]{2,6}1/i.test(address) ? 'bech32' : 'other' };
}

function isExampleHost(host: string): boolean {
  return /(?:^|\.)example(?:\.(?:com|net|org))?$/.test(host);
}
