/**
 * Addresses of Ethereum and of every chain that kept its form: 0x and 20 bytes in hex. The case of the letters is the
 * check: a letter is upper-case where Keccak-256 of the lower-case text has a nibble of 8 or more.
 * Source: EIP-55. Does not see: the chain-bound variant of EIP-1191 (RSK), nor whether anyone holds the key.
 */
import { keccak_256 } from '@noble/hashes/sha3.js';
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import type { AddressReading } from './address-reading.ts';

const digits = 40;
const shape = /^0[xX][0-9a-fA-F]{40}$/;

/** Reads a text that is an address as a whole. All letters in one case carry no check: `checksumValid` is false. */
export function readEthereumAddress(text: string): Result<AddressReading> {
  if (text.length !== digits + 2 || !shape.test(text)) return notThisFormat;
  const body = text.slice(2);
  const checked = body !== body.toLowerCase() && body !== body.toUpperCase();
  if (checked) {
    const right = ethereumChecksumCase(body);
    for (let i = 0; i < digits; i++)
      if (body[i] !== right[i])
        return malformed(i + 2, `bad checksum: by EIP-55, the ${body.charAt(i)} at offset ${i + 2} has the wrong case`);
  }
  return ok({
    coin: 'ethereum',
    network: 'mainnet',
    type: 'account',
    address: text,
    checksumValid: checked,
    otherCoins: ['ethereum-classic', 'ethereum-pow'],
  });
}

/** Writes 40 hex digits in the case that EIP-55 gives them. */
export function ethereumChecksumCase(hex: string): string {
  const lower = hex.toLowerCase();
  const hash = keccak_256(new TextEncoder().encode(lower));
  let text = '';
  for (let i = 0; i < lower.length; i++) {
    const nibble = ((hash[i >> 1] ?? 0) >> (i % 2 === 0 ? 4 : 0)) & 15;
    text += nibble >= 8 ? lower.charAt(i).toUpperCase() : lower.charAt(i);
  }
  return text;
}
