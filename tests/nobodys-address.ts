/**
 * Monero addresses whose check holds and whose keys nobody has: both are hashes of a text, and a key that was not made from
 * a secret has none that anybody knows. Source of the form: https://docs.getmonero.org/public-address/standard-address/.
 */
import { keccak_256 } from '@noble/hashes/sha3.js';
import { encodeCryptoNoteAddress } from '../src/codec/address/cryptonote.ts';

/** Of a standard address on Monero's main network. */
const tag = 18;

/** @param whose tells one address from another */
export function nobodysAddress(whose: string): string {
  const keyFor = (what: string): Uint8Array => keccak_256(new TextEncoder().encode(`davylamp: ${what} of ${whose}`));
  return encodeCryptoNoteAddress(tag, Uint8Array.of(...keyFor('spend key'), ...keyFor('view key')));
}
