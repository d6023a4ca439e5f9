/**
 * A Monero address of nobody: both keys are the hash of a text, so that no secret belongs to them that anybody knows. Its
 * check holds. Source of the form: https://docs.getmonero.org/public-address/standard-address/.
 */
import { keccak_256 } from '@noble/hashes/sha3.js';
import { encodeMoneroBase58 } from '../../src/codec/base58/monero-base58.ts';

const mainnet = 18;
const hashed = (text: string): Uint8Array => keccak_256(new TextEncoder().encode(text));
const body = Uint8Array.of(
  mainnet,
  ...hashed('davylamp: spend key of nobody'),
  ...hashed('davylamp: view key of nobody'),
);

export const wallet: string = encodeMoneroBase58(Uint8Array.of(...body, ...keccak_256(body).subarray(0, 4)));
