/** A wallet address of any coin known here: what it says, or why it is none. */
import type { Wallet } from '../../model/payloads.ts';
import type { Result } from '../../model/result.ts';
import { readCryptoNoteAddress } from './cryptonote.ts';

/** What an address says by itself, without looking anything up. */
export type AddressReading = Omit<Wallet, 'known' | 'knownWhy'>;

/**
 * Reads a text that is an address as a whole.
 * `not-this-format` where it isn't shaped like one; `malformed` where it is and a check fails, with a reason that a
 * person can act on ("bad checksum", "character O at offset 17 is not base58"); offsets count characters from 0.
 */
export function readAddress(text: string): Result<AddressReading> {
  return readCryptoNoteAddress(text);
}
