/**
 * Names of elements and attributes in a chunk. Each stands where it is first used: the place of the next name in the
 * chunk's table, a hash, its length, its characters, a zero.
 * Source: libevtx, "Windows XML Event Log (EVTX) format", section 4.3,
 * https://github.com/libyal/libevtx/tree/main/documentation.
 */
import { utf16Text } from './utf16-text.ts';

/** Characters. Names of Windows stay under a hundred. */
const longestName = 1024;
/** Bytes before the characters, and with the zero behind them. */
const headerBytes = 8;
const bytesBeside = 10;

/** Bytes of a name where it stands. */
export function nameBytes(name: string): number {
  return bytesBeside + 2 * name.length;
}

export class ChunkNames {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #known = new Map<number, string>();

  /** @param view of the same bytes */
  constructor(bytes: Uint8Array, view: DataView) {
    this.#bytes = bytes;
    this.#view = view;
  }

  /** The name at `offset`; undefined where there is no room for one. Its hash may be wrong: other tools write logs, too. */
  at(offset: number): string | undefined {
    const known = this.#known.get(offset);
    if (known !== undefined) return known;
    const characters = this.#length(offset);
    if (characters === undefined) return undefined;
    const name = utf16Text(this.#bytes, offset + headerBytes, characters);
    this.#known.set(offset, name);
    return name;
  }

  /** Whether a name stands at `offset` for certain: one that is known, or whose characters give its hash. */
  isOne(offset: number): boolean {
    if (this.#known.has(offset)) return true;
    const characters = this.#length(offset);
    if (characters === undefined) return false;
    let hash = 0;
    for (let i = 0; i < characters; i++)
      hash = (Math.imul(hash, 65_599) + this.#view.getUint16(offset + headerBytes + 2 * i, true)) | 0;
    return (hash & 0xffff) === this.#view.getUint16(offset + 4, true);
  }

  #length(offset: number): number | undefined {
    if (offset + bytesBeside > this.#bytes.length) return undefined;
    const characters = this.#view.getUint16(offset + 6, true);
    const fits = characters <= longestName && offset + bytesBeside + 2 * characters <= this.#bytes.length;
    return fits ? characters : undefined;
  }
}
