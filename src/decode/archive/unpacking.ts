/** A packed stream with one thing in it (gzip, zstd, lz4), unpacked as far as the limits allow. */
import { joined } from '../../codec/series/piece-reader.ts';
import type { Limits } from '../../model/limits.ts';
import type { Result } from '../../model/result.ts';
import type { Child, Decoded, LongChild, Miss } from '../../model/units.ts';

/** Unpacking to less than this is no bomb, whatever the ratio: a page of zeros packs well. */
const harmlessBytes = 1024 * 1024;

/** What unpacks to more is handed on in pieces. */
const mostHeldBytes = 8 * 1024 * 1024;

export class Unpacking {
  /** What went wrong, once the pieces have ended. */
  miss: Miss | undefined;
  #bytes = 0;
  readonly #pieces: AsyncIterable<Result<Uint8Array>>;
  readonly #packedBytes: () => number;
  readonly #limits: Limits;

  /** @param packedBytes how many were read so far */
  constructor(pieces: AsyncIterable<Result<Uint8Array>>, packedBytes: () => number, limits: Limits) {
    this.#pieces = pieces;
    this.#packedBytes = packedBytes;
    this.#limits = limits;
  }

  /** To be asked for once. */
  async *pieces(): AsyncGenerator<Uint8Array> {
    for await (const piece of this.#pieces) {
      if (piece.status === 'ok') {
        const allowed = this.#allowed(piece.value);
        if (allowed.length > 0) yield allowed;
        if (this.miss) return;
      } else {
        this.miss = this.#broken(piece);
        return;
      }
    }
  }

  #broken(piece: Exclude<Result<Uint8Array>, { status: 'ok' }>): Miss {
    if (piece.status === 'not-this-format') return { gap: { code: 'malformed', what: 'is of another format' } };
    const code = piece.status === 'limit' ? 'limit-memory' : 'malformed';
    return { gap: { code, what: `${piece.what}: unpacked as far as byte ${this.#bytes}`, offset: piece.at } };
  }

  /** As much of a piece as the limits leave room for. */
  #allowed(piece: Uint8Array): Uint8Array {
    const { unpackedBytes, ratio } = this.#limits;
    const byRatio = Math.max(harmlessBytes, ratio * this.#packedBytes());
    const most = Math.min(byRatio, unpackedBytes);
    const part = piece.subarray(0, Math.max(0, most - this.#bytes));
    this.#bytes += part.length;
    const code = byRatio < unpackedBytes ? 'limit-ratio' : 'limit-bytes';
    if (part.length < piece.length) this.miss = { gap: { code, what: `would unpack to more than ${most} bytes` } };
    return part;
  }
}

/** What the stream holds: at once where it is short, in pieces otherwise; then what went wrong. */
export async function* onlyChild(name: string, unpacking: Unpacking): AsyncGenerator<Decoded> {
  const pieces = unpacking.pieces();
  const begun: Uint8Array[] = [];
  let bytes = 0;
  let ended = false;
  while (!ended && bytes <= mostHeldBytes) {
    const next = await pieces.next();
    ended = next.done === true;
    if (next.done !== true) begun.push(next.value);
    bytes += next.value?.length ?? 0;
  }
  if (bytes > 0) yield ended ? held(name, begun) : long(name, begun, pieces);
  await pieces.return(undefined);
  if (unpacking.miss) yield unpacking.miss;
}

const held = (name: string, begun: readonly Uint8Array[]): Child => ({ name, bytes: joined(begun) });

function long(name: string, begun: Uint8Array[], rest: AsyncIterable<Uint8Array>): LongChild {
  return { name, once: true, pieces: () => following(begun, rest) };
}

/** Lets go of each piece as it passes. */
async function* following(begun: Uint8Array[], rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (let piece = begun.shift(); piece !== undefined; piece = begun.shift()) yield piece;
  yield* rest;
}
