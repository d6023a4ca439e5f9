/** Writes hives of the Windows registry for tests: one bin, lists of one form, as regf's specification has it. */
export interface PlantedKey {
  readonly values?: Readonly<Record<string, string | number | readonly string[] | Uint8Array>>;
  readonly keys?: Readonly<Record<string, PlantedKey>>;
}

export interface HiveOptions {
  readonly list?: 'lf' | 'lh' | 'li' | 'ri';
  /** Milliseconds since 1970: of all keys. */
  readonly written?: number;
  readonly isDirty?: boolean;
}

const segmentBytes = 16_344;

class HiveWriter {
  #bytes = Buffer.alloc(64 * 1024);
  #end = 32;
  readonly #options: HiveOptions;

  constructor(options: HiveOptions) {
    this.#options = options;
  }

  hive(root: PlantedKey): Buffer {
    const at = this.#key('ROOT', root, 0xffffffff, true);
    const size = Math.ceil(this.#end / 4096) * 4096;
    const left = size - this.#end;
    this.#reserve(left);
    if (left >= 8) this.#bytes.writeInt32LE(left, this.#end);
    this.#bytes.write('hbin', 0, 'latin1');
    this.#bytes.writeUInt32LE(size, 8);
    return Buffer.concat([this.#base(at, size), this.#bytes.subarray(0, size)]);
  }

  #base(root: number, size: number): Buffer {
    const base = Buffer.alloc(4096);
    base.write('regf', 'latin1');
    base.writeUInt32LE(1, 4);
    base.writeUInt32LE(this.#options.isDirty ? 0 : 1, 8);
    this.#time(base, 12);
    base.writeUInt32LE(1, 20);
    base.writeUInt32LE(5, 24);
    base.writeUInt32LE(1, 32);
    base.writeUInt32LE(root, 36);
    base.writeUInt32LE(size, 40);
    base.writeUInt32LE(1, 44);
    base.write('emRoot\\System32\\Config\\SOFTWARE', 48, 'utf16le');
    let sum = 0;
    for (let i = 0; i < 508; i += 4) sum = (sum ^ base.readUInt32LE(i)) >>> 0;
    base.writeUInt32LE(sum, 508);
    return base;
  }

  #time(into: Buffer, at: number): void {
    into.writeBigUInt64LE(BigInt((this.#options.written ?? Date.UTC(2026, 10, 1)) + 11_644_473_600_000) * 10_000n, at);
  }

  #reserve(bytes: number): void {
    while (this.#end + bytes > this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(this.#bytes.length)]);
  }

  #cell(content: Buffer): number {
    const size = Math.ceil((content.length + 4) / 8) * 8;
    this.#reserve(size);
    const at = this.#end;
    this.#bytes.writeInt32LE(-size, at);
    content.copy(this.#bytes, at + 4);
    this.#end += size;
    return at;
  }

  #key(name: string, key: PlantedKey, parent: number, isRoot: boolean): number {
    const cell = Buffer.alloc(76 + name.length);
    const at = this.#cell(cell);
    const inner = Object.entries(key.keys ?? {}).sort(([a], [b]) => (a.toUpperCase() < b.toUpperCase() ? -1 : 1));
    const keys = inner.map(([part, below]) => [part, this.#key(part, below, at, false)] as const);
    const values = Object.entries(key.values ?? {}).map(([part, value]) => this.#value(part, value));
    cell.write('nk', 'latin1');
    cell.writeUInt16LE(isRoot ? 0x2c : 0x20, 2);
    this.#time(cell, 4);
    cell.writeUInt32LE(parent, 16);
    cell.writeUInt32LE(keys.length, 20);
    cell.writeUInt32LE(keys.length > 0 ? this.#list(keys) : 0xffffffff, 28);
    cell.writeUInt32LE(0xffffffff, 32);
    cell.writeUInt32LE(values.length, 36);
    cell.writeUInt32LE(values.length > 0 ? this.#cell(offsets(values)) : 0xffffffff, 40);
    cell.writeUInt32LE(0xffffffff, 44);
    cell.writeUInt32LE(0xffffffff, 48);
    cell.writeUInt16LE(name.length, 72);
    cell.write(name, 76, 'latin1');
    cell.copy(this.#bytes, at + 4);
    return at;
  }

  #list(keys: readonly (readonly [string, number])[]): number {
    const form = this.#options.list ?? 'lh';
    if (form !== 'ri') return this.#plainList(form, keys);
    const half = Math.ceil(keys.length / 2);
    const parts = [keys.slice(0, half), keys.slice(half)].filter((part) => part.length > 0);
    const lists = parts.map((part) => this.#plainList('lh', part));
    return this.#cell(Buffer.concat([header('ri', lists.length), offsets(lists)]));
  }

  #plainList(form: 'lf' | 'lh' | 'li', keys: readonly (readonly [string, number])[]): number {
    const rows = keys.map(([name, at]) => {
      const row = Buffer.alloc(form === 'li' ? 4 : 8);
      row.writeUInt32LE(at);
      if (form === 'lf') row.write(name.slice(0, 4), 4, 'latin1');
      if (form === 'lh') row.writeUInt32LE(hashOf(name), 4);
      return row;
    });
    return this.#cell(Buffer.concat([header(form, keys.length), ...rows]));
  }

  #value(name: string, value: string | number | readonly string[] | Uint8Array): number {
    const [type, data] = dataOf(value);
    const cell = Buffer.alloc(20 + name.length);
    cell.write('vk', 'latin1');
    cell.writeUInt16LE(name.length, 2);
    const isInline = data.length <= 4;
    cell.writeUInt32LE(isInline ? 0x80000000 + data.length : data.length, 4);
    if (isInline) data.copy(cell, 8);
    else cell.writeUInt32LE(data.length > segmentBytes ? this.#segments(data) : this.#cell(data), 8);
    cell.writeUInt32LE(type, 12);
    cell.writeUInt16LE(1, 16);
    cell.write(name, 20, 'latin1');
    return this.#cell(cell);
  }

  #segments(data: Buffer): number {
    const parts: number[] = [];
    for (let at = 0; at < data.length; at += segmentBytes)
      parts.push(this.#cell(Buffer.concat([data.subarray(at, at + segmentBytes), Buffer.alloc(4)])));
    const list = this.#cell(offsets(parts));
    return this.#cell(Buffer.concat([header('db', parts.length), offsets([list]), Buffer.alloc(4)]));
  }
}

function header(signature: string, count: number): Buffer {
  const bytes = Buffer.from(`${signature}\0\0`, 'latin1');
  bytes.writeUInt16LE(count, 2);
  return bytes;
}

function offsets(places: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * places.length);
  for (const [i, at] of places.entries()) bytes.writeUInt32LE(at, 4 * i);
  return bytes;
}

function hashOf(name: string): number {
  let hash = 0;
  for (const sign of name.toUpperCase()) hash = (Math.imul(hash, 37) + sign.charCodeAt(0)) >>> 0;
  return hash;
}

function dataOf(value: string | number | readonly string[] | Uint8Array): [number, Buffer] {
  if (typeof value === 'string') return [1, Buffer.from(`${value}\0`, 'utf16le')];
  if (value instanceof Uint8Array) return [3, Buffer.from(value)];
  if (typeof value !== 'number') return [7, Buffer.from(`${value.join('\0')}\0\0`, 'utf16le')];
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return [4, bytes];
}

export function hiveOf(root: PlantedKey, options: HiveOptions = {}): Buffer {
  return new HiveWriter(options).hive(root);
}

/** A key at a path, as the only one in what holds it. */
export function below(path: string, key: PlantedKey): PlantedKey {
  return path.split('\\').reduceRight((inner, name): PlantedKey => ({ keys: { [name]: inner } }), key);
}
