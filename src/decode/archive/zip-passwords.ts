/** Opens encrypted entries of a ZIP archive with the passwords under which samples are passed around. */
import { crc32 } from '../../codec/crc32/crc32.ts';
import type { ZipEntry } from '../../codec/zip/entries.ts';
import { decryptWinzipAes } from '../../codec/zip/winzip-aes.ts';
import { decryptZipCrypto } from '../../codec/zip/zip-crypto.ts';
import type { Host } from '../../model/host.ts';
import { samplePasswords } from './sample-passwords.ts';
import { isKnownMethod, type Packed, unpackedPieces } from './zip-contents.ts';

/** Entries on which all passwords are tried in vain, at some milliseconds each, before an archive is given up. */
const mostFailures = 20;

/** Of one archive: what opened an entry is tried first on the next. */
export class ZipPasswords {
  #passwords = [...samplePasswords];
  #failures = 0;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /**
   * The entry's bytes, decrypted; undefined where no password opens it.
   * @param most bytes that it may unpack to; the checksum of what has more is not waited for
   */
  async open(data: Uint8Array, entry: ZipEntry, most: number): Promise<Packed | undefined> {
    if (entry.cipher === undefined || !isKnownMethod(entry.method)) return undefined;
    return (await this.#unmarked(data, entry, most)) ?? (await this.#decrypted(data, entry, most));
  }

  async #decrypted(data: Uint8Array, entry: ZipEntry, most: number): Promise<Packed | undefined> {
    if (this.#failures >= mostFailures) return undefined;
    const { name, method, size } = entry;
    for (const password of this.#passwords) {
      const bytes = await decrypted(data, entry, new TextEncoder().encode(password));
      if (bytes === undefined) continue;
      const packed = { name, bytes, method, how: `password ${password}`, ...(size === undefined ? {} : { size }) };
      if (entry.cipher?.kind === 'zip-crypto' && !mayBe(await this.#checksum(packed, most), entry.cipher.crc32))
        continue;
      this.#passwords = [password, ...this.#passwords.filter((other) => other !== password)];
      this.#failures = 0;
      return packed;
    }
    this.#failures++;
    return undefined;
  }

  /** Some set the mark of encryption for nothing: Android does not look at it, and others give up. */
  async #unmarked(
    bytes: Uint8Array,
    { name, method, size, cipher }: ZipEntry,
    most: number,
  ): Promise<Packed | undefined> {
    if (cipher?.kind !== 'zip-crypto' || cipher.crc32 === undefined || size === undefined || size > most)
      return undefined;
    const packed = { name, bytes, method, size, how: 'marked as encrypted, and not encrypted' };
    return (await this.#checksum(packed, most)) === cipher.crc32 ? packed : undefined;
  }

  async #checksum(packed: Packed, most: number): Promise<number | 'broken' | 'longer'> {
    let crc = 0;
    let bytes = 0;
    for await (const piece of unpackedPieces(packed, this.#host)) {
      if (piece.status !== 'ok') return 'broken';
      crc = crc32(piece.value, crc);
      bytes += piece.value.length;
      if (bytes > most) return 'longer';
    }
    return crc;
  }
}

/** What does not unpack is wrong, and what has another checksum than it should, where both are known. */
function mayBe(found: number | 'broken' | 'longer', expected: number | undefined): boolean {
  return found === 'longer' || found === expected || (found !== 'broken' && expected === undefined);
}

function decrypted(data: Uint8Array, { cipher }: ZipEntry, password: Uint8Array): Promise<Uint8Array | undefined> {
  if (cipher?.kind === 'winzip-aes') return decryptWinzipAes(data, password, cipher.keyBytes);
  return Promise.resolve(cipher && decryptZipCrypto(data, password, cipher.check));
}
