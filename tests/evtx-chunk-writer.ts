/** Writes one chunk of an event log: records of BinXml with shared names and templates. */
import { crc32 } from '../src/codec/crc32/crc32.ts';
import { type EvtxEncoded, type EvtxPart, type EvtxWritten, encoded, fileTime, wide } from './evtx-values.ts';

const chunkBytes = 0x1_0000;
const chunkHeaderBytes = 512;
const nameTable = 128;
const templateTable = 384;

export class ChunkWriter {
  count = 0;
  /** Twice a chunk: a record that does not fit is seen only once it is written. */
  readonly #bytes = Buffer.alloc(2 * chunkBytes);
  #at = chunkHeaderBytes;
  readonly #names = new Map<string, number>();
  readonly #templates = new Map<string, number>();
  #first = 0;
  #last = { id: 0, at: 0 };

  /** Writes a record with what `body` writes; false, and nothing is written, where the chunk has no room for it. */
  record(id: number, time: number, body: () => void): boolean {
    const at = this.#at;
    const tables = Buffer.from(this.#bytes.subarray(nameTable, chunkHeaderBytes));
    this.#put('**\0\0', 'latin1');
    this.#at += 4;
    this.#uint64(BigInt(id));
    this.#uint64(fileTime(time));
    body();
    this.#at = at + ((this.#at - at + 4 + 7) & ~7);
    if (this.#at > chunkBytes) {
      this.#at = at;
      for (const known of [this.#names, this.#templates])
        for (const [key, place] of known) if (place >= at) known.delete(key);
      this.#bytes.set(tables, nameTable);
      return false;
    }
    this.#bytes.writeUInt32LE(this.#at - at, at + 4);
    this.#bytes.writeUInt32LE(this.#at - at, this.#at - 4);
    if (this.count++ === 0) this.#first = id;
    this.#last = { id, at };
    return true;
  }

  /** The record's XML as it is. */
  fragment(root: EvtxPart): void {
    this.#bytesOf(0x0f, 1, 1, 0);
    this.#part(root);
    this.#bytesOf(0x00);
  }

  /** The XML as a template, written once a chunk, and the values that are put into it. */
  templated(root: (place: (value: EvtxWritten) => EvtxPart) => EvtxPart): void {
    const values: EvtxEncoded[] = [];
    const element = root((value) => {
      const one = encoded(value);
      return { place: values.push(one) - 1, type: one.type };
    });
    this.#bytesOf(0x0f, 1, 1, 0, 0x0c, 1);
    this.#template(element);
    this.#uint32(values.length);
    for (const { type, bytes } of values) {
      this.#uint16(bytes.length);
      this.#bytesOf(type, 0);
    }
    for (const { bytes } of values) this.#bytesOf(...bytes);
    this.#bytesOf(0x00);
  }

  finish(): Uint8Array {
    const chunk = this.#bytes;
    chunk.write('ElfChnk\0', 'latin1');
    for (const [place, id] of [this.#first, this.#last.id, this.#first, this.#last.id].entries())
      chunk.writeBigUInt64LE(BigInt(id), 8 + 8 * place);
    chunk.writeUInt32LE(128, 40);
    chunk.writeUInt32LE(this.#last.at, 44);
    chunk.writeUInt32LE(this.#at, 48);
    chunk.fill(0, this.#at);
    chunk.writeUInt32LE(crc32(chunk.subarray(chunkHeaderBytes, this.#at)), 52);
    chunk.writeUInt32LE(crc32(chunk.subarray(nameTable, chunkHeaderBytes), crc32(chunk.subarray(0, 120))), 124);
    return Uint8Array.from(chunk.subarray(0, chunkBytes));
  }

  #template(element: EvtxPart): void {
    const key = JSON.stringify(element);
    const known = this.#templates.get(key);
    const id = crc32(new TextEncoder().encode(key));
    this.#uint32(id);
    if (known !== undefined) {
      this.#uint32(known);
      return;
    }
    const at = this.#at + 4;
    this.#uint32(at);
    this.#templates.set(key, at);
    this.#uint32(this.#chain(templateTable + 4 * (id % 32), at));
    this.#uint32(id);
    this.#at += 12; // the rest of the template's GUID
    const size = this.#at;
    this.#at += 4;
    this.fragment(element);
    this.#bytes.writeUInt32LE(this.#at - size - 4, size);
  }

  #part(part: EvtxPart): void {
    if (typeof part === 'string') {
      this.#bytesOf(0x05, 0x01);
      this.#uint16(part.length);
      this.#bytesOf(...wide(part));
    } else if ('place' in part) {
      this.#bytesOf(0x0e);
      this.#uint16(part.place);
      this.#bytesOf(part.type);
    } else if ('raw' in part) this.#bytesOf(...part.raw);
    else if ('template' in part) {
      this.#bytesOf(0x0c, 1);
      this.#template(part.template);
      this.#uint32(0);
    } else this.#element(part.name, Object.entries(part.attributes ?? {}), part.content ?? []);
  }

  #element(name: string, attributes: readonly [string, EvtxPart][], content: readonly EvtxPart[]): void {
    this.#bytesOf(attributes.length > 0 ? 0x41 : 0x01, 0xff, 0xff);
    const size = this.#at;
    this.#at += 4;
    this.#name(name);
    if (attributes.length > 0) this.#attributes(attributes);
    this.#bytesOf(content.length > 0 ? 0x02 : 0x03);
    for (const part of content) this.#part(part);
    if (content.length > 0) this.#bytesOf(0x04);
    this.#bytes.writeUInt32LE(this.#at - size - 4, size);
  }

  #attributes(attributes: readonly [string, EvtxPart][]): void {
    const size = this.#at;
    this.#at += 4;
    for (const [i, [name, value]] of attributes.entries()) {
      this.#bytesOf(i + 1 < attributes.length ? 0x46 : 0x06);
      this.#name(name);
      this.#part(value);
    }
    this.#bytes.writeUInt32LE(this.#at - size - 4, size);
  }

  #name(name: string): void {
    const known = this.#names.get(name);
    if (known !== undefined) {
      this.#uint32(known);
      return;
    }
    const at = this.#at + 4;
    this.#uint32(at);
    this.#names.set(name, at);
    let hash = 0;
    for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 65_599) + name.charCodeAt(i)) | 0;
    hash &= 0xffff;
    this.#uint32(this.#chain(nameTable + 4 * (hash % 64), at));
    this.#uint16(hash);
    this.#uint16(name.length);
    this.#bytesOf(...wide(name), 0, 0);
  }

  /** Puts `at` at the head of a list of the chunk's tables; gives what was there before. */
  #chain(table: number, at: number): number {
    const next = this.#bytes.readUInt32LE(table);
    this.#bytes.writeUInt32LE(at, table);
    return next;
  }

  #put(text: string, encoding: 'latin1'): void {
    this.#at += this.#bytes.write(text, this.#at, encoding);
  }

  #bytesOf(...bytes: readonly number[]): void {
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  #uint16(value: number): void {
    this.#at = this.#bytes.writeUInt16LE(value, this.#at);
  }

  #uint32(value: number): void {
    this.#at = this.#bytes.writeUInt32LE(value, this.#at);
  }

  #uint64(value: bigint): void {
    this.#at = this.#bytes.writeBigUInt64LE(BigInt.asUintN(64, value), this.#at);
  }
}
