/**
 * Frames of LZ4, one behind the other, unpacked block by block.
 * Source: lz4_Frame_format.md (github.com/lz4/lz4, doc/), also for the legacy frame, which Linux kernels use.
 * Does not see: frames that need a dictionary. Checksums are not verified.
 */
import { malformed, ok, type Result } from '../../model/result.ts';
import type { ByteReader } from '../../model/units.ts';
import { unpackBlock, windowBytes } from './block.ts';

const frameMagic = 0x184d2204;
const legacyMagic = 0x184c2102;
const legacyBlockBytes = 8 * 1024 * 1024;
const isSkippable = (magic: number): boolean => magic >>> 4 === 0x184d2a5;

const independentFlag = 0x20;
const blockChecksumFlag = 0x10;
const contentSizeFlag = 0x8;
const contentChecksumFlag = 0x4;
const dictionaryFlag = 0x1;
const storedBit = 0x8000_0000;

export function beginsLikeLz4(head: Uint8Array): boolean {
  if (head.length < 7) return false;
  const magic = uint32(head);
  if (magic === legacyMagic) return true;
  // Version 1, no reserved bit, a block size that there is.
  return magic === frameMagic && (head[4] ?? 0) >> 6 === 1 && ((head[5] ?? 0) & 0x8f) === 0 && (head[5] ?? 0) >= 0x40;
}

function uint32(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
}

/** What is unpacked, a block at a time; a last piece that is not `ok` says where it broke off. Pieces are copies. */
export async function* lz4Pieces(reader: ByteReader): AsyncGenerator<Result<Uint8Array>> {
  for (let next = await readUint32(reader); next !== undefined; ) {
    const at = reader.position - 4;
    if (next === frameMagic) {
      if (!(yield* frame(reader))) return;
      next = await readUint32(reader);
    } else if (isSkippable(next)) {
      const size = (await readUint32(reader)) ?? 0;
      if ((await reader.skip(size)) < size) return yield malformed(at, 'a frame is cut short');
      next = await readUint32(reader);
    } else if (next === legacyMagic) {
      const after = yield* legacyFrame(reader);
      if (after === 'broken') return;
      next = after;
    } else return yield malformed(at, 'what follows is no part of the packed data');
  }
}

/** No four bytes are this number: fewer stood at the end. */
const cut = 2 ** 32;

/** Undefined at the end. */
async function readUint32(reader: ByteReader): Promise<number | undefined> {
  const bytes = await reader.read(4);
  if (bytes.length === 0) return undefined;
  return bytes.length < 4 ? cut : uint32(bytes);
}

/** False where it broke off, which was said. */
async function* frame(reader: ByteReader): AsyncGenerator<Result<Uint8Array>, boolean> {
  const at = reader.position;
  const [flags = 0, sizes = 0] = await reader.read(2);
  const blockBytes = 2 ** (8 + 2 * ((sizes >> 4) & 7));
  if (flags >> 6 !== 1 || blockBytes < windowBytes) {
    yield malformed(at, 'a frame of no known version');
    return false;
  }
  if ((flags & dictionaryFlag) !== 0) {
    yield malformed(at, 'a frame that needs a dictionary');
    return false;
  }
  await reader.skip(((flags & contentSizeFlag) === 0 ? 0 : 8) + 1);
  const blocks = new Blocks(blockBytes, (flags & independentFlag) === 0);
  const checksum = (flags & blockChecksumFlag) === 0 ? 0 : 4;
  for (;;) {
    const blockAt = reader.position;
    const size = await readUint32(reader);
    if (size === 0) break;
    const isCut = size === undefined || size === cut;
    const piece = isCut ? undefined : await blocks.next(reader, size % storedBit, size >= storedBit);
    if (piece === undefined) {
      yield malformed(blockAt, 'the packed data break off');
      return false;
    }
    yield ok(piece);
    await reader.skip(checksum);
  }
  await reader.skip((flags & contentChecksumFlag) === 0 ? 0 : 4);
  return true;
}

/** Blocks up to the end or to the next frame, whose first number it returns: it has no end mark of its own. */
async function* legacyFrame(reader: ByteReader): AsyncGenerator<Result<Uint8Array>, number | undefined | 'broken'> {
  const blocks = new Blocks(legacyBlockBytes, false);
  for (;;) {
    const at = reader.position;
    const size = await readUint32(reader);
    if (size === undefined || size === frameMagic || size === legacyMagic || isSkippable(size)) return size;
    const piece = await blocks.next(reader, size, false);
    if (piece === undefined) {
      yield malformed(at, 'the packed data break off');
      return 'broken';
    }
    yield ok(piece);
  }
}

/** Unpacks blocks that may reach back into those before them. */
class Blocks {
  readonly #most: number;
  readonly #linked: boolean;
  /** What later blocks may reach back to, then the block in hand. */
  readonly #out: Uint8Array;
  #history = 0;

  constructor(most: number, linked: boolean) {
    this.#most = most;
    this.#linked = linked;
    this.#out = new Uint8Array(windowBytes + (linked ? 2 : 1) * most);
  }

  /** A copy of what the next block holds; undefined where it is cut short or breaks its rules. */
  async next(reader: ByteReader, size: number, stored: boolean): Promise<Uint8Array | undefined> {
    // Data that do not pack grow by a 255th at most.
    if (size > this.#most + this.#most / 255 + 16) return undefined;
    const packed = await reader.read(size);
    if (packed.length < size) return undefined;
    if (this.#history + this.#most > this.#out.length) this.#forget();
    const end = stored ? this.#keep(packed) : unpackBlock(packed, this.#out, this.#history);
    if (end === undefined) return undefined;
    const piece = this.#out.slice(this.#history, end);
    if (this.#linked) this.#history = end;
    return piece;
  }

  /** Keeps what may still be reached. Seldom, since small blocks would otherwise cost as much as large ones. */
  #forget(): void {
    this.#out.copyWithin(0, this.#history - windowBytes, this.#history);
    this.#history = windowBytes;
  }

  #keep(bytes: Uint8Array): number | undefined {
    if (bytes.length > this.#most) return undefined;
    this.#out.set(bytes, this.#history);
    return this.#history + bytes.length;
  }
}
