/**
 * Frames of Zstandard, one behind the other, unpacked block by block with fzstd. The frames' headers are read here, so
 * that no more memory is taken and no more is unpacked at once than one block needs, whatever the bytes claim.
 * Source: RFC 8878, section 3.1.
 * Does not see: frames that need a dictionary. Checksums are not verified.
 */
import type { Decompress } from 'fzstd';
import { limit, malformed, ok, type Result } from '../../model/result.ts';
import type { ByteReader } from '../../model/units.ts';
import { joined } from '../series/piece-reader.ts';
import { type FrameHeader, frameMagic, isSkippable, readFrameHeader } from './frame-header.ts';

const blockHeaderBytes = 3;
const mostBlockBytes = 128 * 1024;
const rle = 1;

/** fzstd moves its whole window for each block. Bytes of such moves that are allowed: at first, and for each byte that
 *  was unpacked; the second is what whole blocks and the largest window of usual packers need. */
const freeMoves = 8 * 1024 ** 3;
const movesPerByte = 2_048;

/**
 * What is unpacked, a block at a time; a last piece that is not `ok` says where it broke off.
 * @param mostWindow bytes of memory that one frame may ask for
 */
export async function* zstdPieces(reader: ByteReader, mostWindow: number): AsyncGenerator<Result<Uint8Array>> {
  const { Decompress } = await import('fzstd');
  for (;;) {
    const at = reader.position;
    const start = await reader.read(4);
    if (start.length === 0) return;
    if (isSkippable(start)) {
      if (await skipFrame(reader)) continue;
      return yield malformed(at, 'a frame is cut short');
    }
    if (!frameMagic.every((byte, i) => byte === start[i]))
      return yield malformed(at, 'what follows is no part of the packed data');
    const header = await readFrameHeader(reader);
    if (header === undefined) return yield malformed(at, 'a frame is cut short');
    if (header.dictionary !== 0) return yield malformed(at, 'a frame that needs a dictionary');
    if (header.windowBytes > mostWindow)
      return yield limit(at, `a frame that takes ${header.windowBytes} bytes of memory to unpack`);
    let sound = true;
    for await (const piece of unpackFrame(reader, header, joined([start, header.bytes]), Decompress)) {
      sound = piece.status === 'ok';
      yield piece;
    }
    if (!sound) return;
  }
}

async function skipFrame(reader: ByteReader): Promise<boolean> {
  const sizeField = await reader.read(4);
  if (sizeField.length < 4) return false;
  const size = new DataView(sizeField.buffer, sizeField.byteOffset, 4).getUint32(0, true);
  return (await reader.skip(size)) === size;
}

/** The blocks of one frame, each handed over by itself. */
async function* unpackFrame(
  reader: ByteReader,
  { windowBytes, hasChecksum }: FrameHeader,
  begun: Uint8Array,
  Unpacker: typeof Decompress,
): AsyncGenerator<Result<Uint8Array>> {
  const ready: Uint8Array[] = [];
  const unpacker = new Unpacker((piece) => ready.push(piece));
  let before = begun;
  let moves = 0;
  let unpacked = 0;
  for (let last = false; !last; ) {
    const at = reader.position;
    const block = await readBlock(reader, Math.min(mostBlockBytes, windowBytes));
    if (block === undefined) return yield malformed(at, 'the packed data break off');
    last = block.last;
    const checksum = last && hasChecksum ? await reader.read(4) : new Uint8Array(0);
    moves += windowBytes;
    if (moves > freeMoves + movesPerByte * unpacked)
      return yield limit(at, 'too many small blocks for so large a window');
    try {
      unpacker.push(joined([before, block.bytes, checksum]), last);
    } catch {
      return yield malformed(at, 'the packed data break off');
    }
    before = new Uint8Array(0);
    for (const piece of ready.splice(0)) {
      unpacked += piece.length;
      if (piece.length > 0) yield ok(piece);
    }
  }
}

/** Undefined where it is cut short, or larger than blocks are. */
async function readBlock(reader: ByteReader, most: number): Promise<{ bytes: Uint8Array; last: boolean } | undefined> {
  const header = await reader.read(blockHeaderBytes);
  const [low = 0, middle = 0, high = 0] = header;
  const size = (low >> 3) | (middle << 5) | (high << 13);
  if (header.length < blockHeaderBytes || size > most) return undefined;
  const stored = (low >> 1) % 4 === rle ? 1 : size;
  const contents = await reader.read(stored);
  return contents.length < stored ? undefined : { bytes: joined([header, contents]), last: low % 2 === 1 };
}
