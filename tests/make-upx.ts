/**
 * Programs laid out as UPX lays them out, small and inert: headers, blocks or a stream, something in the loader's
 * place, no code that runs.
 */
import { Buffer } from 'node:buffer';

/** How one block is packed: what UPX calls the method, and what packs for it. */
export interface Packing {
  readonly method: number;
  readonly pack: (bytes: Uint8Array) => Uint8Array;
  /** A filter's number and mark, and what applies it to a copy. */
  readonly filter?: { readonly id: number; readonly mark: number; readonly apply: (bytes: Uint8Array) => Uint8Array };
}

/** Damage that keeps UPX itself from unpacking. */
export interface Damage {
  /** `UPX!` is overwritten wherever it stands. */
  readonly magic?: boolean;
  /** The sizes beside it are zeroed. */
  readonly sizes?: boolean;
  /** The pack header at the end is cut off. */
  readonly tail?: boolean;
  /** Methods and filters in the blocks' headers are wiped. */
  readonly methods?: boolean;
}

const magic = Buffer.from('UPX!');

/** An ELF file with two segments and something behind them; 64 or 32 bits. */
export function makeElf(bits: 32 | 64, machine: number, code: Uint8Array, data: Uint8Array, rest: Uint8Array): Buffer {
  const wide = bits === 64;
  const headerBytes = wide ? 64 + 2 * 56 : 52 + 2 * 32;
  const codeSize = headerBytes + code.length;
  const dataAt = codeSize + 24;
  const file = Buffer.alloc(dataAt + data.length + rest.length);
  writeElfHeader(file, wide, machine, 2);
  writeSegment(file, wide, 0, { type: 1, offset: 0, size: codeSize });
  writeSegment(file, wide, 1, { type: 1, offset: dataAt, size: data.length });
  file.set(code, headerBytes);
  file.fill('between.', codeSize, dataAt);
  file.set(data, dataAt);
  file.set(rest, dataAt + data.length);
  return file;
}

function writeElfHeader(file: Buffer, wide: boolean, machine: number, segments: number): void {
  file.set([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, 1, 1]);
  file.writeUInt16LE(2, 16);
  file.writeUInt16LE(machine, 18);
  file.writeUInt32LE(1, 20);
  file.writeUInt32LE(wide ? 64 : 52, wide ? 32 : 28);
  file.writeUInt16LE(wide ? 64 : 52, wide ? 52 : 40);
  file.writeUInt16LE(wide ? 56 : 32, wide ? 54 : 42);
  file.writeUInt16LE(segments, wide ? 56 : 44);
}

function writeSegment(
  file: Buffer,
  wide: boolean,
  index: number,
  s: { type: number; offset: number; size: number },
): void {
  const at = wide ? 64 + 56 * index : 52 + 32 * index;
  file.writeUInt32LE(s.type, at);
  file.writeUInt32LE(s.offset, at + (wide ? 8 : 4));
  file.writeUInt32LE(s.size, at + (wide ? 32 : 16));
}

function block(bytes: Uint8Array, packing: Packing, filtered: boolean, damage: Damage): Buffer {
  const { filter } = packing;
  const shaped = filtered && filter ? filter.apply(bytes) : bytes;
  const tried = packing.pack(shaped);
  const stored = tried.length >= bytes.length;
  const header = Buffer.alloc(12);
  header.writeUInt32LE(bytes.length, 0);
  header.writeUInt32LE(stored ? bytes.length : tried.length, 4);
  if (!damage.methods) header[8] = packing.method;
  if (filtered && filter && !stored && !damage.methods) header.set([filter.id, filter.mark], 9);
  return Buffer.concat([header, stored ? bytes : tried]);
}

/** Packs an ELF file of `makeElf` in blocks of at most `blockBytes`. */
export function packElf(elf: Buffer, packing: Packing, damage: Damage = {}, blockBytes = 0x2000): Buffer {
  const wide = elf[4] === 2;
  const headerBytes = wide ? 64 + 2 * 56 : 52 + 2 * 32;
  const field = (i: number, wideAt: number, narrowAt: number): number =>
    elf.readUInt32LE(wide ? 64 + 56 * i + wideAt : 52 + 32 * i + narrowAt);
  const [codeSize, dataAt, dataSize] = [field(0, 32, 16), field(1, 8, 4), field(1, 32, 16)];
  const cut = (from: number, to: number, filtered: boolean): Buffer[] => {
    const blocks: Buffer[] = [];
    for (let at = from; at < to; at += blockBytes)
      blocks.push(block(elf.subarray(at, Math.min(to, at + blockBytes)), packing, filtered, damage));
    return blocks;
  };
  const outside = Buffer.alloc(headerBytes);
  writeElfHeader(outside, wide, elf.readUInt16LE(18), 2);
  const info = Buffer.alloc(24);
  info.set(magic, 4);
  if (!damage.sizes) info.writeUInt32LE(elf.length, 16);
  if (!damage.sizes) info.writeUInt32LE(blockBytes, 20);
  const loaded = [
    ...cut(0, headerBytes, false),
    ...cut(headerBytes, codeSize, true),
    ...cut(dataAt, dataAt + dataSize, false),
  ];
  const gaps = [...cut(codeSize, dataAt, false), ...cut(dataAt + dataSize, elf.length, false)];
  const front = Buffer.concat([outside, info, ...loaded]);
  const loader = Buffer.alloc(400 + ((4 - (front.length % 4)) % 4), 0x90);
  const packed = Buffer.concat([front, loader, ...(damage.tail ? [] : [...gaps, tail(headerBytes + 12)])]);
  writeSegment(packed, wide, 0, { type: 1, offset: 0, size: packed.length });
  return damage.magic ? withoutMagic(packed) : packed;
}

/** An ELF header with these blocks behind it, whatever they hold. */
export function packBlocks(parts: readonly Buffer[], packing: Packing): Buffer {
  const outside = Buffer.alloc(64 + 56);
  writeElfHeader(outside, true, 62, 1);
  const info = Buffer.alloc(24);
  info.set(magic, 4);
  return Buffer.concat([outside, info, ...parts.map((part) => block(part, packing, false, {}))]);
}

/** Packs a shared library: its first bytes, which the dynamic linker needs, stay as they are. */
export function packLibrary(library: Buffer, kept: number, packing: Packing): Buffer {
  const headerBytes = 64 + 2 * 56;
  const info = Buffer.alloc(24);
  info.set(magic, 4);
  const blocks = [library.subarray(0, headerBytes), library.subarray(kept)].map((part, i) =>
    block(part, packing, i > 0, {}),
  );
  return Buffer.concat([library.subarray(0, kept), info, ...blocks, tail(kept + 12)]);
}

function tail(infoAt: number): Buffer {
  const bytes = Buffer.alloc(12 + 32 + 4);
  bytes.set(magic, 4);
  bytes.set(magic, 12);
  bytes.writeUInt32LE(infoAt, 44);
  return bytes;
}

function withoutMagic(bytes: Buffer): Buffer {
  for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at)) bytes.write('LOL?', at);
  return bytes;
}

const peAt = 0x80;

function windowsHeaders(
  bits: 32 | 64,
  sections: readonly (readonly number[])[],
  names: readonly string[],
  entry: number,
): Buffer {
  const optionalBytes = bits === 32 ? 0xe0 : 0xf0;
  const headers = Buffer.alloc(24 + optionalBytes + 40 * sections.length);
  headers.write('PE\0\0');
  headers.writeUInt16LE(bits === 32 ? 0x14c : 0x8664, 4);
  headers.writeUInt16LE(sections.length, 6);
  headers.writeUInt16LE(optionalBytes, 20);
  headers.writeUInt16LE(bits === 32 ? 0x10b : 0x20b, 24);
  headers.writeUInt32LE(entry, 24 + 16);
  if (bits === 32) headers.writeUInt32LE(0x400000, 24 + 28);
  else headers.writeBigUInt64LE(0x140000000n, 24 + 24);
  headers.writeUInt32LE(0x1000, 24 + 32);
  headers.writeUInt32LE(0x400, 24 + 60);
  headers.writeUInt32LE(16, 24 + (bits === 32 ? 92 : 108));
  sections.forEach((fields, i) => {
    const at = 24 + optionalBytes + 40 * i;
    headers.write(names[i] ?? '', at);
    fields.forEach((field, j) => {
      headers.writeUInt32LE(field, at + 8 + 4 * j);
    });
  });
  return headers;
}

function dosHeader(): Buffer {
  const dos = Buffer.alloc(peAt);
  dos.write('MZ');
  dos.writeUInt32LE(peAt, 60);
  return dos;
}

/** A Windows program with a code and a data section, as it was before packing. */
export function makeWindowsProgram(bits: 32 | 64, code: Uint8Array, data: Uint8Array): Buffer {
  const round = (size: number): number => Math.ceil(size / 0x200) * 0x200;
  const dataRva = 0x1000 + Math.ceil(code.length / 0x1000) * 0x1000;
  const sections = [
    [code.length, 0x1000, round(code.length), 0x400],
    [data.length, dataRva, round(data.length), 0x400 + round(code.length)],
  ];
  const headers = windowsHeaders(bits, sections, ['.text', '.data'], 0x1000);
  headers.writeUInt32LE(code.length, 24 + 4);
  headers.writeUInt32LE(0x1000, 24 + 20);
  const file = Buffer.alloc(0x400 + round(code.length) + round(data.length));
  file.set(dosHeader());
  file.set(headers, peAt);
  file.set(code, 0x400);
  file.set(data, 0x400 + round(code.length));
  return file;
}

/** Packs a program of `makeWindowsProgram`. */
export function packWindows(
  program: Buffer,
  packing: Packing,
  adler: (bytes: Uint8Array) => number,
  damage: Damage = {},
): Buffer {
  const bits = program.readUInt16LE(peAt + 24) === 0x10b ? 32 : 64;
  const sectionsAt = peAt + 24 + (bits === 32 ? 0xe0 : 0xf0);
  const [codeSize, dataRva] = [program.readUInt32LE(sectionsAt + 8), program.readUInt32LE(sectionsAt + 40 + 12)];
  const [dataSize, dataRaw] = [program.readUInt32LE(sectionsAt + 40 + 16), program.readUInt32LE(sectionsAt + 40 + 20)];
  const memory = Buffer.alloc(dataRva - 0x1000 + dataSize);
  const code = program.subarray(0x400, 0x400 + codeSize);
  memory.set(packing.filter ? packing.filter.apply(code) : code);
  memory.set(program.subarray(dataRaw, dataRaw + dataSize), dataRva - 0x1000);
  const skip = Buffer.alloc(4);
  skip.writeUInt32LE(memory.length);
  const stream = Buffer.concat([memory, program.subarray(peAt, sectionsAt + 80), Buffer.alloc(20), skip]);
  const packed = packing.pack(stream);
  const header = Buffer.alloc(32);
  header.set(magic);
  header.set([13, bits === 32 ? 9 : 36, packing.method, 9], 4);
  [adler(stream), 0, stream.length, packed.length].forEach((field, i) => {
    header.writeUInt32LE(field, 8 + 4 * i);
  });
  header.set([packing.filter?.id ?? 0, packing.filter?.mark ?? 0], 28);
  if (damage.tail) header.fill(0);
  const rva = 0x1000 + Math.ceil(stream.length / 0x1000) * 0x1000;
  const file = Buffer.concat([Buffer.alloc(0x400), packed, windowsLoader(bits, rva, packed.length), Buffer.alloc(64)]);
  const sections = [
    [rva - 0x1000, 0x1000, 0, 0x400],
    [file.length - 0x400, rva, file.length - 0x400, 0x400],
  ];
  file.set(dosHeader());
  file.set(windowsHeaders(bits, sections, damage.magic ? ['.a', '.b'] : ['UPX0', 'UPX1'], rva + packed.length), peAt);
  file.set(header, 0x400 - header.length);
  return damage.magic ? withoutMagic(file) : file;
}

/** The first instructions of UPX's loader, which name where the packed data stand. */
function windowsLoader(bits: 32 | 64, rva: number, packedBytes: number): Buffer {
  const loader = Buffer.alloc(32, 0x90);
  if (bits === 32) {
    loader.set([0x60, 0xbe]);
    loader.writeUInt32LE(0x400000 + rva, 2);
  } else {
    loader.set([0x53, 0x56, 0x57, 0x55, 0x48, 0x8d, 0x35]);
    loader.writeInt32LE(-packedBytes - 11, 7);
  }
  return loader;
}
