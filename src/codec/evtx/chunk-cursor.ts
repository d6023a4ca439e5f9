/** A place in the bytes of a chunk that goes on as they are read, up to the end of the fragment that is being read. */
import { malformed, type Result } from '../../model/result.ts';
import { ChunkNames, nameBytes } from './chunk-names.ts';
import { utf16Text } from './utf16-text.ts';
import type { ValueBytes } from './value.ts';

/** Leaves the nested reading of a record at once; the reader of BinXml makes a result of it. */
export class Stop extends Error {
  readonly result: Result<never>;

  constructor(result: Result<never>) {
    super('stopped');
    this.result = result;
  }
}

export class ChunkCursor implements ValueBytes {
  /** All of the chunk: offsets count from its first byte. */
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly #names: ChunkNames;
  /** Whoever reads what stands elsewhere sets both, and sets them back. */
  at = 0;
  end = 0;

  constructor(chunk: Uint8Array) {
    this.bytes = chunk;
    this.view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
    this.#names = new ChunkNames(chunk, this.view);
  }

  /** A name, which stands here or, where it was met before, elsewhere in the chunk. */
  name(): string {
    const { at } = this;
    const offset = this.uint32();
    const name = this.#names.at(offset);
    if (name === undefined) throw new Stop(malformed(at, 'a name is not where it should be'));
    if (offset === this.at) this.skip(nameBytes(name));
    return name;
  }

  /** Whether a name is referred to at `at`. */
  isName(at: number): boolean {
    return at + 4 <= this.end && this.#names.isOne(this.view.getUint32(at, true));
  }

  /** Text behind the number of its characters. */
  countedText(): string {
    const characters = this.uint16();
    return utf16Text(this.bytes, this.take(2 * characters), characters);
  }

  peek(): number {
    if (this.at >= this.end) throw new Stop(malformed(this.at, 'the fragment ends too early'));
    return this.bytes[this.at] ?? 0;
  }

  byte(): number {
    return this.bytes[this.take(1)] ?? 0;
  }

  uint16(): number {
    return this.view.getUint16(this.take(2), true);
  }

  uint32(): number {
    return this.view.getUint32(this.take(4), true);
  }

  skip(size: number): void {
    this.take(size);
  }

  /** Where the next `size` bytes stand, which are done with. */
  take(size: number): number {
    const { at } = this;
    if (size > this.end - at) throw new Stop(malformed(at, 'the fragment ends too early'));
    this.at = at + size;
    return at;
  }
}
