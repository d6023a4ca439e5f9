/**
 * Which hashes code computes, by the company of its constants. Each finalist of the SHA-3 competition is in many
 * libraries; CryptoNight alone ends in one of four of them by turns. RandomX has constants of its own.
 * Source: CryptoNote Standard 008, section 5; RandomX specification, sections 4.2 and 7.3.
 * Does not know: hashes that other programs compute as well, and so prove nothing: Argon2, scrypt, yescrypt, SHA-256d.
 */
import type { MarkId } from './code-marks.ts';

export interface ComputedHash {
  readonly hash: 'cryptonight' | 'randomx';
  /** As a report says it. */
  readonly title: string;
  /** All of these, */
  readonly must: readonly MarkId[];
  /** and so many of these beside them. */
  readonly beside: readonly MarkId[];
  readonly atLeast: number;
}

/** The hashes that CryptoNight's last step chooses among. */
const finalists: readonly MarkId[] = ['blake-256', 'groestl', 'jh', 'skein'];

/** A module may hide its names or its constants, and seldom hides both. */
const rules: readonly ComputedHash[] = [
  {
    hash: 'randomx',
    title: 'RandomX',
    must: ['randomx-dataset'],
    beside: ['randomx-salt', 'randomx-keys', 'aes', 'name', 'pool'],
    atLeast: 1,
  },
  {
    hash: 'randomx',
    title: 'RandomX',
    must: ['randomx-salt', 'randomx-keys'],
    beside: ['aes', 'name', 'pool'],
    atLeast: 1,
  },
  {
    hash: 'cryptonight',
    title: 'CryptoNight',
    must: finalists,
    // A collection of hashes has AES and Keccak beside the finalists, and no scratchpad.
    beside: ['aes', 'keccak', 'scratchpad', 'rounds', 'name', 'pool'],
    atLeast: 3,
  },
  {
    hash: 'cryptonight',
    title: 'CryptoNight',
    must: ['name', 'aes', 'keccak'],
    beside: [...finalists, 'scratchpad'],
    atLeast: 1,
  },
];

/** The hash in question, where the marks show one. */
export function computedHash(seen: { has(mark: MarkId): boolean }): ComputedHash | undefined {
  return rules.find(
    ({ must, beside, atLeast }) =>
      must.every((mark) => seen.has(mark)) && beside.filter((mark) => seen.has(mark)).length >= atLeast,
  );
}

/** Names of functions and algorithms that only code for mining, its checkers and wallets carry. */
export const hashNames: readonly string[] = [
  'cryptonight',
  'CryptoNight',
  'hash_cn',
  'cn_slow_hash',
  'akki_hash',
  'randomx_',
  'RandomX',
];

/**
 * Words of a wallet. Where several stand beside Curve25519, code computes a coin's hash to check blocks and to lock
 * its files.
 */
export const walletWords: readonly string[] = [
  'private_view_key',
  'private_spend_key',
  'secret_view_key',
  'secret_spend_key',
  'mnemonic',
  'subaddress',
  'key_image',
  'payment_id',
];
