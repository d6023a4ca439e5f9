/**
 * The name under which XMRig works for its own authors: the Keccak-256 of the account that it works for otherwise, in hex.
 * Source: XMRig 6.26.0, src/net/strategies/DonateStrategy.cpp. Whoever knows the one can check the other: the hash can't
 * be had by accident.
 */
import { keccak_256 } from '@noble/hashes/sha3.js';

/** What such a name looks like; by itself it may be any service's. */
export function couldBeDonationLogin(login: string): boolean {
  return /^[0-9a-f]{64}$/.test(login);
}

/** The login under which a miner that pays `account` works for XMRig's authors. */
export function donationLoginOf(account: string): string {
  const hash = keccak_256(new TextEncoder().encode(account));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
