/**
 * The sectors of a compound file and the table that chains them. A chain that runs in a circle ends after as many
 * sectors as the file has.
 * Source: [MS-CFB] 2.3 (FAT), 2.5 (DIFAT).
 */

/** The parts of a stream, in order: views of the file's bytes. */
export type Chain = readonly Uint8Array[];

/** The bytes of a chain, up to `size`. */
export function joinChain(chain: Chain, size: number = Number.POSITIVE_INFINITY): Uint8Array {
  const available = chain.reduce((sum, part) => sum + part.length, 0);
  const joined = new Uint8Array(Math.min(size, available));
  let at = 0;
  for (const part of chain) {
    joined.set(part.subarray(0, joined.length - at), at);
    at = Math.min(joined.length, at + part.length);
  }
  return joined;
}

const headerTables = 109;
const headerTablesAt = 76;

export class Sectors {
  readonly #bytes: Uint8Array;
  readonly #shift: number;
  readonly #count: number;
  /** Sectors that hold the table, in order. */
  readonly #tables: readonly number[];
  /** One for each sector that was read. */
  readonly #used: Uint8Array;

  constructor(bytes: Uint8Array, shift: number, header: DataView) {
    this.#bytes = bytes;
    this.#shift = shift;
    this.#count = Math.max(0, Math.ceil(bytes.length / 2 ** shift) - 1);
    this.#used = new Uint8Array(this.#count);
    this.#tables = this.#findTables(header);
  }

  /** The parts of a chain, as many as hold `size` bytes. */
  chain(start: number, size: number = Number.POSITIVE_INFINITY): Chain {
    const chain: Uint8Array[] = [];
    const most = Math.min(this.#count, Math.ceil(size / 2 ** this.#shift));
    for (let sector = start; sector < this.#count && chain.length < most; sector = this.#next(sector))
      chain.push(this.#sector(sector));
    return chain;
  }

  /** Stretches of sectors that were never read and hold more than zeros. */
  *unused(): Generator<{ readonly at: number; readonly end: number }> {
    for (let sector = 0; sector < this.#count; sector++) {
      if (this.#used[sector] === 1) continue;
      const first = sector;
      while (sector < this.#count && this.#used[sector] !== 1) sector++;
      const [at, end] = [this.#at(first), Math.min(this.#bytes.length, this.#at(sector))];
      // Free sectors are often filled with one byte, zero or another.
      const filler = this.#bytes[at];
      if (this.#bytes.subarray(at, end).some((byte) => byte !== filler)) yield { at, end };
    }
  }

  #at(sector: number): number {
    return (sector + 1) * 2 ** this.#shift;
  }

  #sector(sector: number): Uint8Array {
    this.#used[sector] = 1;
    return this.#bytes.subarray(this.#at(sector), this.#at(sector + 1));
  }

  #findTables(header: DataView): number[] {
    const tables: number[] = [];
    const perSector = 2 ** this.#shift / 4;
    const add = (sector: number): void => {
      if (sector >= this.#count || tables.length > this.#count) return;
      this.#used[sector] = 1;
      tables.push(sector);
    };
    for (let i = 0; i < headerTables; i++) add(header.getUint32(headerTablesAt + 4 * i, true));
    let list = header.getUint32(68, true);
    for (let lists = 0; list < this.#count && lists < this.#count; lists++) {
      const part = this.#sector(list);
      if (part.length < perSector * 4) break;
      const view = new DataView(part.buffer, part.byteOffset, part.length);
      for (let i = 0; i < perSector - 1; i++) add(view.getUint32(4 * i, true));
      list = view.getUint32(4 * (perSector - 1), true);
    }
    return tables;
  }

  /** The sector after this one; a number beyond all sectors where there is none. */
  #next(sector: number): number {
    const perSector = 2 ** this.#shift / 4;
    const table = this.#tables[Math.floor(sector / perSector)];
    const at = table === undefined ? this.#bytes.length : this.#at(table) + 4 * (sector % perSector);
    if (at + 4 > this.#bytes.length) return this.#count;
    return new DataView(this.#bytes.buffer, this.#bytes.byteOffset + at, 4).getUint32(0, true);
  }
}
