/** What addresses look like from afar, for the sieve: as narrow as can be, since what fits is decoded. */
import type { RunShape } from '../../model/anchor.ts';
import { cryptoNoteShortest } from './cryptonote.ts';

/** Every address that `readAddress` knows, standing alone between characters that are no letters or digits. */
export const addressShapes: readonly RunShape[] = [
  { alphabet: 'base58', shortest: cryptoNoteShortest },
  { alphabet: 'base58', shortest: 26, longest: 34, first: '1' },
  { alphabet: 'base58', shortest: 34, longest: 34, first: '3mnLMQDA9rR' },
  { alphabet: 'base58', shortest: 35, longest: 35, first: '2t' },
  { alphabet: 'bech32', shortest: 42, longest: 74, first: 'btlrBTLR' },
  { alphabet: 'hex', shortest: 42, longest: 42, first: '0' },
];

/** The same after a flag's letter: `-u1…`. */
export const gluedAddressShapes: readonly RunShape[] = [{ alphabet: 'base58', shortest: 27, longest: 36, first: 'u' }];
