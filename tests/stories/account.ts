/**
 * Whom the miners of the stories pay: a Monero address whose check holds and whose keys nobody has. Both are hashes of a
 * text, and a key that was not made from a secret has none that anybody knows.
 */
import { keccak_256 } from '@noble/hashes/sha3.js';
import { encodeCryptoNoteAddress } from '../../src/codec/address/cryptonote.ts';

/** Of a standard address on Monero's main network. */
const tag = 18;

const keyFor = (what: string): Uint8Array =>
  keccak_256(new TextEncoder().encode(`davylamp: ${what} of a made-up incident`));

export const account: string = encodeCryptoNoteAddress(
  tag,
  Uint8Array.of(...keyFor('spend key'), ...keyFor('view key')),
);
