/**
 * An SQLite database with the changes that still stand in the write-ahead log beside it (`-wal`): pages of the log stand in
 * place of the database's, up to the last change that was finished.
 * Source: https://www.sqlite.org/fileformat2.html#walformat.
 * Does not see: the older form of log (`-journal`), which has what stood there before.
 */
import type { RangedBytes } from '../../model/ranged-bytes.ts';

const magic = 0x377f0682;
const headerBytes = 32;
const frameHeaderBytes = 24;
/** Of the header: what its own checksum is made of. */
const summedBytes = 24;

/** As SQLite does, a log that is none, or that breaks off, counts as far as its checksums hold. */
export function withLog(database: RangedBytes, log: RangedBytes): RangedBytes {
  const frames = framesIn(log);
  if (!frames) return database;
  const { pageBytes, pages, placeOf } = frames;
  // What the log says of the size is no more than a word.
  const size = pageBytes * Math.min(pages, Math.floor(database.size / pageBytes) + placeOf.size);
  const fillWithin = (at: number, into: Uint8Array): boolean => {
    const place = placeOf.get(Math.floor(at / pageBytes) + 1);
    return place === undefined ? database.fill(at, into) : log.fill(place + (at % pageBytes), into);
  };
  return {
    size,
    fill: (at, into) => {
      if (at < 0 || at + into.length > size) return false;
      for (let done = 0; done < into.length; ) {
        const end = Math.min(into.length, done + pageBytes - ((at + done) % pageBytes));
        if (!fillWithin(at + done, into.subarray(done, end))) return false;
        done = end;
      }
      return true;
    },
  };
}

interface Frames {
  readonly pageBytes: number;
  /** Of the database after the last change. */
  readonly pages: number;
  /** By the number of a page: where it stands in the log. */
  readonly placeOf: ReadonlyMap<number, number>;
}

function framesIn(log: RangedBytes): Frames | undefined {
  const head = new DataView(new ArrayBuffer(headerBytes));
  if (!log.fill(0, bytesOf(head)) || (head.getUint32(0) & ~1) >>> 0 !== magic) return undefined;
  const sum = new Checksum(head.getUint32(0) === magic);
  sum.add(head, 0, summedBytes);
  const pageBytes = head.getUint32(8);
  const isPowerOfTwo = (pageBytes & (pageBytes - 1)) === 0;
  if (!sum.is(head, summedBytes) || pageBytes < 512 || pageBytes > 65_536 || !isPowerOfTwo) return undefined;
  const frame = new DataView(new ArrayBuffer(frameHeaderBytes + pageBytes));
  const placeOf = new Map<number, number>();
  const unfinished = new Map<number, number>();
  let pages = 0;
  for (let at = headerBytes; log.fill(at, bytesOf(frame)); at += frame.byteLength) {
    const isOfThisLog = frame.getUint32(8) === head.getUint32(16) && frame.getUint32(12) === head.getUint32(20);
    sum.add(frame, 0, 8);
    sum.add(frame, frameHeaderBytes, pageBytes);
    if (!isOfThisLog || !sum.is(frame, 16)) break;
    unfinished.set(frame.getUint32(0), at + frameHeaderBytes);
    const pagesAfter = frame.getUint32(4);
    if (pagesAfter === 0) continue;
    pages = pagesAfter;
    for (const [page, place] of unfinished) placeOf.set(page, place);
    unfinished.clear();
  }
  return pages === 0 ? undefined : { pageBytes, pages, placeOf };
}

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer);
}

/** Of all that stands in the log before. */
class Checksum {
  readonly #littleEndian: boolean;
  #first = 0;
  #second = 0;

  constructor(littleEndian: boolean) {
    this.#littleEndian = littleEndian;
  }

  add(view: DataView, at: number, length: number): void {
    for (let end = at + length, i = at; i < end; i += 8) {
      this.#first = (this.#first + view.getUint32(i, this.#littleEndian) + this.#second) >>> 0;
      this.#second = (this.#second + view.getUint32(i + 4, this.#littleEndian) + this.#first) >>> 0;
    }
  }

  is(view: DataView, at: number): boolean {
    return view.getUint32(at) === this.#first && view.getUint32(at + 4) === this.#second;
  }
}
