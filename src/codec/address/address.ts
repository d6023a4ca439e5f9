/**
 * A wallet address of any coin known here: what it says, or why it is none.
 * Does not see: shielded Zcash, Bitcoin Cash's own form (cashaddr), private keys, coins not in the tables beside this.
 */
import { notThisFormat, type Result } from '../../model/result.ts';
import type { AddressReading } from './address-reading.ts';
import { readBase58CheckAddress } from './base58check-address.ts';
import { readCryptoNoteAddress } from './cryptonote.ts';
import { readEthereumAddress } from './ethereum.ts';
import { readSegwitAddress } from './segwit.ts';

export type { AddressReading };

// At most one of them takes a text for its own: they differ in length or in how a text begins.
const readers = [readEthereumAddress, readSegwitAddress, readBase58CheckAddress, readCryptoNoteAddress];

/**
 * Reads a text that is an address as a whole.
 * `not-this-format` where it isn't shaped like one; `malformed` where it is and a check fails, with a reason that a
 * person can act on ("bad checksum", "character O at offset 17 is not base58"); offsets count characters from 0.
 */
export function readAddress(text: string): Result<AddressReading> {
  for (const read of readers) {
    const result = read(text);
    if (result.status !== 'not-this-format') return result;
  }
  return notThisFormat;
}
