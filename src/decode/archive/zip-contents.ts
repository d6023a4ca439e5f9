/** What one entry of a ZIP archive holds, unpacked by the methods that are known here. */
import { joined, memoryReader } from '../../codec/series/piece-reader.ts';
import { zstdPieces } from '../../codec/zstd/frames.ts';
import type { Host } from '../../model/host.ts';
import { ok, type Result } from '../../model/result.ts';
import type { Child, LongChild } from '../../model/units.ts';

/** Methods that are unpacked here (APPNOTE.TXT 4.4.5). */
export const stored = 0;
const deflated = 8;
const zstandard = 93;

/** An entry that unpacks to more is handed on in pieces. */
const heldBytes = 8 * 1024 * 1024;

/** Memory that one entry may ask for, to be unpacked. */
const mostWindowBytes = 128 * 1024 * 1024;

export function isKnownMethod(number: number): boolean {
  return number === stored || number === deflated || number === zstandard;
}

/** Packed bytes and how they are packed. */
export interface Packed {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly method: number;
  /** Bytes when unpacked, as the directory says. */
  readonly size?: number;
  /** What it took to decrypt them. */
  readonly how?: string;
}

/** Unpacks piece by piece; a last piece that is not `ok` says that it broke off. */
export async function* unpackedPieces(packed: Packed, host: Host): AsyncGenerator<Result<Uint8Array>> {
  if (packed.method === stored) yield ok(packed.bytes);
  else if (packed.method === deflated) yield* host.inflateRawPieces(packed.bytes);
  else yield* zstdPieces(memoryReader(packed.bytes), mostWindowBytes);
}

/** At once where it is short and sound, in pieces otherwise, up to what is allowed or damaged. */
export class Contents {
  /** Bytes so far. */
  bytes = 0;
  end: 'ok' | 'limit' | 'malformed' = 'ok';
  readonly #packed: Packed;
  readonly #most: number;
  readonly #host: Host;

  constructor(packed: Packed, most: number, host: Host) {
    this.#packed = packed;
    this.#most = most;
    this.#host = host;
  }

  async child(): Promise<Child | LongChild> {
    const { name, how } = this.#packed;
    const bytes = await this.#held();
    const said = how === undefined ? {} : { how };
    return bytes ? { name, bytes: this.#upToMost(bytes), ...said } : { name, pieces: () => this.#pieces(), ...said };
  }

  /** All of it, where it is short; undefined where that shows only piece by piece. */
  async #held(): Promise<Uint8Array | undefined> {
    const { bytes, method, size = 0 } = this.#packed;
    if (method === stored) return bytes;
    const most = Math.min(heldBytes, this.#most);
    if (size > most) return undefined;
    const unpacked = method === deflated ? await this.#host.inflateRaw(bytes, most) : await this.#gathered(most);
    return unpacked.status === 'ok' ? unpacked.value : undefined;
  }

  async #gathered(most: number): Promise<Result<Uint8Array>> {
    const pieces: Uint8Array[] = [];
    let length = 0;
    for await (const piece of unpackedPieces(this.#packed, this.#host)) {
      if (piece.status !== 'ok') return piece;
      pieces.push(piece.value);
      length += piece.value.length;
      if (length > most) return { status: 'limit', at: 0, what: 'too long to be held' };
    }
    return ok(joined(pieces));
  }

  async *#pieces(): AsyncGenerator<Uint8Array> {
    let at = 0;
    for await (const piece of unpackedPieces(this.#packed, this.#host)) {
      if (piece.status === 'ok') yield this.#upToMost(piece.value, at);
      else this.end = 'malformed';
      if (piece.status !== 'ok' || this.end !== 'ok') return;
      at += piece.value.length;
    }
  }

  #upToMost(bytes: Uint8Array, at = 0): Uint8Array {
    const left = this.#most - at;
    if (bytes.length > left) this.end = 'limit';
    this.bytes = Math.max(this.bytes, at + Math.min(left, bytes.length));
    return bytes.subarray(0, left);
  }
}
