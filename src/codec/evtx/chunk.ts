/**
 * A chunk of an EVTX file: 64 KiB that stand for themselves, with their records, names and templates.
 * Source: libevtx, "Windows XML Event Log (EVTX) format", sections 3 and 4,
 * https://github.com/libyal/libevtx/tree/main/documentation.
 * The chunk's tables of names and templates are not needed: records say themselves where theirs stand. Where a record
 * does not follow the one before it, the next one is looked for.
 * Does not see: records that were overwritten in part, and those of an earlier use behind a chunk's end.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import type { Miss } from '../../model/units.ts';
import { crc32 } from '../crc32/crc32.ts';
import type { Fragment } from './bin-xml.ts';
import { BinXmlReader } from './bin-xml-reader.ts';
import { fileTimeMs } from './file-time.ts';

/** One event as it was written down. */
export interface EvtxRecord {
  /** Of its first byte, in the bytes that were handed in. */
  readonly offset: number;
  /** Bytes. */
  readonly length: number;
  /** The record's number in its log. */
  readonly id: number;
  /** Milliseconds since 1970: when it was written; absent where the clock was not set. */
  readonly time?: number;
  readonly body: Fragment;
}

export interface EvtxChunk {
  readonly records: readonly EvtxRecord[];
  /** Records that could not be read, and stretches in which none was found; offsets as those of records. */
  readonly misses: readonly Miss[];
  /** False where bytes were changed after the chunk was closed, or while it was being written. */
  readonly checksumsHold: boolean;
  /** By its own word: its checksums are behind, or are none. */
  readonly beingWritten: boolean;
}

/** Bytes of every chunk. */
export const chunkBytes = 0x1_0000;
const chunkHeaderBytes = 512;
/** Of a record before its BinXml, and all that a record has besides. */
const recordHeaderBytes = 24;
const leastRecordBytes = recordHeaderBytes + 4;
const recordMagic = 0x2a2a; // **\0\0
/** Misses of one chunk that are told each for itself. */
const mostMisses = 16;
const chunkMagic = Uint8Array.of(0x45, 0x6c, 0x66, 0x43, 0x68, 0x6e, 0x6b, 0x00); // ElfChnk

export function isEvtxChunk(bytes: Uint8Array, at: number): boolean {
  return chunkMagic.every((byte, i) => bytes[at + i] === byte);
}

/** Reads the chunk at `at`. Where the file ends within it, what is there is read. */
export function readEvtxChunk(bytes: Uint8Array, at: number): Result<EvtxChunk> {
  if (!isEvtxChunk(bytes, at)) return notThisFormat;
  const chunk = bytes.subarray(at, at + chunkBytes);
  if (chunk.length < chunkHeaderBytes) return malformed(bytes.length, 'the chunk is cut off within its header');
  return ok(new ChunkReader(chunk, at).read());
}

class ChunkReader {
  readonly #chunk: Uint8Array;
  readonly #view: DataView;
  readonly #base: number;
  readonly #binXml: BinXmlReader;
  readonly #records: EvtxRecord[] = [];
  readonly #misses: Miss[] = [];
  #moreMisses = 0;

  constructor(chunk: Uint8Array, base: number) {
    this.#chunk = chunk;
    this.#view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
    this.#base = base;
    this.#binXml = new BinXmlReader(chunk);
  }

  read(): EvtxChunk {
    const used = this.#used();
    let at = chunkHeaderBytes;
    for (;;) {
      const size = this.#recordSize(at);
      if (size > 0 && (at < used || this.#follows(at))) {
        this.#record(at, size);
        at += size;
      } else if (at < used) at = this.#lost(at, used);
      else break;
    }
    if (this.#chunk.length < used) this.#miss('truncated', this.#chunk.length, 'the log ends within a chunk');
    if (this.#moreMisses > 0) {
      const what = `${this.#moreMisses} more places of this chunk could not be read`;
      this.#misses.push({ gap: { code: 'malformed', what, offset: this.#base } });
    }
    const [records, misses] = [this.#records, this.#misses];
    // Bit 0: the chunk is dirty. Bit 2: it has no checksums.
    const beingWritten = (this.#view.getUint32(120, true) & 5) !== 0;
    return { records, misses, checksumsHold: this.#checksumsHold(used), beingWritten };
  }

  /** Where the records end by the chunk's header; the chunk's own end where that cannot be. */
  #used(): number {
    const end = this.#view.getUint32(48, true);
    return end < chunkHeaderBytes || end > chunkBytes ? chunkBytes : end;
  }

  /** Bytes of the record at `at`, which says its length twice; 0 where none stands there. */
  #recordSize(at: number): number {
    const left = this.#chunk.length - at;
    if (left < leastRecordBytes || this.#view.getUint32(at, true) !== recordMagic) return 0;
    const size = this.#view.getUint32(at + 4, true);
    if (size < leastRecordBytes || size > left) return 0;
    return this.#view.getUint32(at + size - 4, true) === size ? size : 0;
  }

  /** In a log that was being written, records stand behind the end that the header knows: their numbers go on. */
  #follows(at: number): boolean {
    const last = this.#records.at(-1);
    return last !== undefined && this.#id(at) === last.id + 1;
  }

  #id(at: number): number {
    return this.#view.getUint32(at + 12, true) * 0x1_0000_0000 + this.#view.getUint32(at + 8, true);
  }

  #record(at: number, size: number): void {
    const body = this.#binXml.read(at + recordHeaderBytes, at + size - 4);
    if (body.status !== 'ok') {
      this.#miss(body.status === 'limit' ? 'limit-count' : 'malformed', at, `record ${this.#id(at)}: ${whatOf(body)}`);
      return;
    }
    const time = fileTimeMs(this.#view, at + 16);
    const offset = this.#base + at;
    const id = this.#id(at);
    const record = { offset, length: size, id, body: body.value };
    // Written out: to add a field to an object takes longer than to make another.
    this.#records.push(time === undefined ? record : { offset, length: size, id, body: body.value, time });
  }

  /** Where the next record begins, after bytes in which there is none. */
  #lost(at: number, used: number): number {
    const end = Math.min(used, this.#chunk.length);
    let next = Math.min(at + 1, end);
    while (next < end && this.#recordSize(next) === 0) next++;
    // A header that does not know where the records end says nothing of the zeros behind them.
    const unused = used === chunkBytes && this.#chunk.subarray(at, next).every((byte) => byte === 0);
    if (next > at && !unused)
      this.#miss('malformed', at, `${next - at} bytes of an event log in which no record can be made out`);
    return next < end ? next : used;
  }

  #checksumsHold(used: number): boolean {
    const { length } = this.#chunk;
    if (used > length) return false;
    const header = crc32(this.#chunk.subarray(128, chunkHeaderBytes), crc32(this.#chunk.subarray(0, 120)));
    const records = crc32(this.#chunk.subarray(chunkHeaderBytes, used));
    return header === this.#view.getUint32(124, true) && records === this.#view.getUint32(52, true);
  }

  #miss(code: Miss['gap']['code'], at: number, what: string): void {
    if (this.#misses.length < mostMisses) this.#misses.push({ gap: { code, what, offset: this.#base + at } });
    else this.#moreMisses++;
  }
}

function whatOf(result: Result<unknown>): string {
  return 'what' in result ? result.what : 'no BinXml';
}
