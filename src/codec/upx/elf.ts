/**
 * ELF programs that UPX packed: their own headers are the first block, what they load follows block by block, and what
 * no segment holds (symbols, sections) stands in blocks behind the loader.
 * Source: UPX, src/p_lx_elf.cpp and src/p_unix.cpp, https://github.com/upx/upx (the layout; the code is ours).
 * Nothing of UPX's own headers is needed: where `UPX!`, the sizes beside it or the pack header at the end are damaged,
 * the first block is found by its being one that unpacks to an ELF header.
 * Does not see: the changes that packing makes to a shared library's tables.
 */
import { type Block, blockHeaderBytes, readBlockHeader, readStrictHeader, tryBlock, unpackBlock } from './blocks.ts';
import { beginsLikeElf, type ElfFrame, readElfFrame, type Segment, segmentType } from './elf-frame.ts';
import type { UpxMethod } from './methods.ts';
import { isMagic, type Lack, type UnpackedProgram, upxMagic } from './program.ts';

const infoBytes = 24; // `l_info` and `p_info`, before the first block
const magicIn = 4;
/** How far behind the program headers the first block is looked for. */
const searchBytes = 16 * 1024;
/** How far behind the last loaded block the loader may reach. */
const loaderBytes = 128 * 1024;
/** Headers that look right are unpacked to see whether they are; so many at most. */
const mostTrials = 32;
/** Where the size of blocks was wiped, one that is not the last is no smaller than this. */
const leastBlock = 4096;
/** Unpacked headers are no longer than this beyond their tables. */
const headerSlack = 256;

interface Start {
  readonly at: number;
  readonly block: Block;
}

/** Unpacks a program to at most `most` bytes; undefined where no block of UPX's is found. */
export function unpackElf(bytes: Uint8Array, most: number): UnpackedProgram | undefined {
  const packed = readElfFrame(bytes);
  const start = packed && findStart(bytes, packed, most);
  if (!packed || !start) return undefined;
  const magicBroken = !isMagic(bytes, start.at - infoBytes + magicIn);
  const work = new Unpacking(bytes, packed.littleEndian, most, start);
  const inner = readElfFrame(start.block.bytes);
  const isLibrary = packed.segments.some(({ type }) => type === segmentType.dynamic);
  const onlyHeaders = inner && start.block.bytes.length <= inner.headersEnd + headerSlack;
  if (onlyHeaders && !isLibrary) return { ...work.program(inner), magicBroken };
  return { ...work.parts(isLibrary ? start.at - infoBytes : 0), magicBroken };
}

/** Where the first block stands: behind `UPX!`, where it should be, or wherever one unpacks to an ELF header. */
function findStart(bytes: Uint8Array, packed: ElfFrame, most: number): Start | undefined {
  let trials = 0;
  for (const at of likelyStarts(bytes, packed)) {
    const header = readStrictHeader(bytes, at, packed.littleEndian) ?? looseHeader(bytes, at, packed);
    if (!header) continue;
    if (++trials > mostTrials) return undefined;
    const tried = tryBlock(bytes, header);
    if (!tried || !beginsLikeElf(tried.bytes) || tried.bytes[4] !== bytes[4]) continue;
    return { at, block: unpackBlock(bytes, header, most, tried.method) };
  }
  return undefined;
}

/** In the one place where a first block belongs, a header whose method was wiped is tried, too. */
function looseHeader(bytes: Uint8Array, at: number, packed: ElfFrame): ReturnType<typeof readBlockHeader> {
  return at === packed.headersEnd + infoBytes ? readBlockHeader(bytes, at, packed.littleEndian) : undefined;
}

function* likelyStarts(bytes: Uint8Array, packed: ElfFrame): Generator<number> {
  const [first] = upxMagic;
  let found = 0;
  for (let at = bytes.indexOf(first); at >= 0 && found < 8; at = bytes.indexOf(first, at + 1)) {
    if (!isMagic(bytes, at)) continue;
    found++;
    yield at - magicIn + infoBytes;
  }
  yield packed.headersEnd + infoBytes;
  const end = Math.min(bytes.length, packed.headersEnd + searchBytes);
  for (let at = packed.headersEnd; at < end; at += 4) yield at;
}

type Unpacked = Omit<UnpackedProgram, 'magicBroken'>;

/** One program's blocks, from the first one on. */
class Unpacking {
  readonly #bytes: Uint8Array;
  readonly #littleEndian: boolean;
  readonly #most: number;
  readonly #start: Start;
  readonly #lacks: Lack[] = [];
  #method: UpxMethod | undefined;
  #filtered = false;
  /** Where the next block stands. */
  #at: number;
  /** Bytes that may still be unpacked: segments that lie over each other are unpacked for each. */
  #left: number;

  constructor(bytes: Uint8Array, littleEndian: boolean, most: number, start: Start) {
    this.#bytes = bytes;
    this.#littleEndian = littleEndian;
    this.#most = most;
    this.#start = start;
    this.#method = start.block.method;
    this.#at = start.at;
    this.#left = most;
  }

  /** The file as it was: segments in their places, then what stood between and behind them. */
  program(inner: ElfFrame): Unpacked {
    const loads = inner.segments.filter(({ type, size }) => type === segmentType.load && size > 0);
    const end = Math.max(this.#start.block.bytes.length, ...loads.map(({ offset, size }) => offset + size));
    const told = this.#toldSize(end);
    if (told > this.#most) return this.parts(0);
    const file = new Uint8Array(told);
    const complete = loads.every((load) => this.#fill(file, load.offset, load.size));
    if (complete) this.#fillGaps(file, loads);
    return this.#result(file, 'file');
  }

  /** All blocks one after the other, behind the first `kept` bytes of the packed file less the headers they replace. */
  parts(kept: number): Unpacked {
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for (let block = this.#next(this.#most); block; block = this.#next(this.#most - bytes)) {
      parts.push(block.bytes);
      bytes += block.bytes.length;
      if (parts.length === 1 && kept > block.bytes.length) {
        parts.push(this.#bytes.slice(block.bytes.length, Math.min(kept, this.#most)));
        bytes = Math.min(kept, this.#most);
      }
      if (bytes >= this.#most) this.#lack('limit-bytes', `unpacking stopped after ${bytes} bytes`);
      if (block.broken || bytes >= this.#most) break;
    }
    const joined = new Uint8Array(bytes);
    let at = 0;
    for (const part of parts) {
      joined.set(part, at);
      at += part.length;
    }
    return this.#result(joined, 'parts in order');
  }

  /** The size of the file as UPX noted it, where that can be true. */
  #toldSize(least: number): number {
    const told = this.#info(8);
    return told >= least && told <= Math.min(this.#most, 2 * least + 0x1000000) ? told : least;
  }

  /** Unpacks blocks to `size` bytes of the file at `offset`; false where they end before. */
  #fill(file: Uint8Array, offset: number, size: number): boolean {
    let filled = 0;
    while (filled < size) {
      const block = this.#next(size - filled);
      if (block) file.set(block.bytes, offset + filled);
      filled += block?.bytes.length ?? 0;
      if (block && !block.broken) continue;
      if (this.#left <= 0) this.#lack('limit-bytes', `unpacking stopped after ${this.#most} bytes`);
      else if (!block) this.#lack('malformed', 'no further block is found; the rest of the program is missing');
      else if (filled === size) this.#lack('malformed', 'a block is larger than what it belongs to');
      return false;
    }
    return true;
  }

  /** The next block, up to `wanted` bytes of it. */
  #next(wanted: number): Block | undefined {
    const header = readBlockHeader(this.#bytes, this.#at, this.#littleEndian);
    const most = Math.min(wanted, this.#left);
    if (!header || most <= 0) return undefined;
    const block = unpackBlock(this.#bytes, header, most, this.#method);
    this.#left -= block.bytes.length;
    if (block.broken && block.bytes.length < most) this.#lack('malformed', 'a block does not unpack to its size');
    this.#at = block.end;
    this.#method ??= block.method;
    this.#filtered ||= block.filtered;
    return block;
  }

  /** What no segment holds, in blocks that follow the loader, in the order of the segments before them. */
  #fillGaps(file: Uint8Array, loads: readonly Segment[]): void {
    const gaps = loads
      .map(({ offset, size }) => {
        const at = offset + size;
        const next = Math.min(file.length, ...loads.filter((other) => other.offset >= at).map((other) => other.offset));
        return { at, size: next - at };
      })
      .filter(({ size }) => size > 0);
    const [first] = gaps;
    const found = first && this.#findBlock(first.size);
    if (found !== undefined) {
      this.#at = found;
      gaps.every(({ at, size }) => this.#fill(file, at, size));
    } else if (first)
      this.#lack('malformed', 'what stood outside the loaded segments (symbols, sections) is not found');
  }

  /** Where, behind the loader, the blocks of `size` bytes begin. */
  #findBlock(size: number): number | undefined {
    const end = Math.min(this.#bytes.length - blockHeaderBytes, this.#at + loaderBytes);
    let trials = 0;
    for (let at = this.#at; at < end && trials < mostTrials; at++) {
      const header = readStrictHeader(this.#bytes, at, this.#littleEndian, true);
      if (!header || !this.#begins(header.size, size)) continue;
      trials++;
      if (tryBlock(this.#bytes, header, this.#method)) return at;
    }
    return undefined;
  }

  /** Whether a block of this size is the first of `whole` bytes: all of them, or as many as blocks here have. */
  #begins(size: number, whole: number): boolean {
    const blockSize = this.#info(4);
    return size === whole || (size < whole && (blockSize === 0 ? size >= leastBlock : size === blockSize));
  }

  /** A number of `p_info`, so many bytes before the first block. */
  #info(before: number): number {
    const view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.length);
    return this.#start.at < before ? 0 : view.getUint32(this.#start.at - before, this.#littleEndian);
  }

  #lack(code: Lack['code'], what: string): void {
    this.#lacks.push({ code, at: this.#at, what });
  }

  #result(bytes: Uint8Array, form: UnpackedProgram['form']): Unpacked {
    return { bytes, method: this.#method?.name ?? 'stored', form, filtered: this.#filtered, lacks: this.#lacks };
  }
}
