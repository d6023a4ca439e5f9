/**
 * The old encryption of ZIP archives (ZipCrypto, PKZIP 2.0).
 * Source: PKWARE APPNOTE.TXT 6.3.10, section 6.1.
 */
import { crcTable } from '../crc32/crc32.ts';

/** Random bytes before the data, of which the last is known. */
const headerBytes = 12;

class Keys {
  #first = 0x12345678;
  #second = 0x23456789;
  #third = 0x34567890;

  constructor(password: Uint8Array) {
    for (const byte of password) this.#turn(byte);
  }

  /** @param byte what was encrypted */
  #turn(byte: number): void {
    this.#first = (crcTable[(this.#first ^ byte) & 0xff] ?? 0) ^ (this.#first >>> 8);
    this.#second = (Math.imul(this.#second + (this.#first & 0xff), 134_775_813) + 1) | 0;
    this.#third = (crcTable[(this.#third ^ (this.#second >>> 24)) & 0xff] ?? 0) ^ (this.#third >>> 8);
  }

  decrypt(byte: number): number {
    const mask = (this.#third | 2) & 0xffff;
    const plain = (byte ^ (Math.imul(mask, mask ^ 1) >>> 8)) & 0xff;
    this.#turn(plain);
    return plain;
  }
}

/**
 * The packed bytes, or undefined where the password is wrong. One wrong password in 256 passes: the checksum of what
 * is unpacked tells.
 * @param check the byte that the header must end with
 */
export function decryptZipCrypto(data: Uint8Array, password: Uint8Array, check: number): Uint8Array | undefined {
  if (data.length < headerBytes) return undefined;
  const keys = new Keys(password);
  let last = 0;
  for (let i = 0; i < headerBytes; i++) last = keys.decrypt(data[i] ?? 0);
  return last === check ? data.subarray(headerBytes).map((byte) => keys.decrypt(byte)) : undefined;
}
