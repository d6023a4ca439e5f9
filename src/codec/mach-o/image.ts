/**
 * The load commands of a Mach-O program: identity, segments, system versions, libraries, place of the signature.
 * Files for several processors ("fat") are opened into their parts.
 * Source: Apple, mach-o/loader.h and mach-o/fat.h (XNU).
 * Does not see: symbols, code, encrypted App Store programs.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { record, textUntilNul } from '../pe/record.ts';

interface MachSegment {
  readonly name: string;
  readonly offset: number;
  /** Bytes in the file. */
  readonly size: number;
}

export interface MachImage {
  /** Where this part begins in the file: 0 in a file for one processor. Other offsets here count from the file's start. */
  readonly at: number;
  readonly cpu: string;
  /** 1 an object file, 2 a program, 6 a library, 8 a bundle. */
  readonly fileType: number;
  readonly littleEndian: boolean;
  /** 16 bytes. */
  readonly uuidAt?: number;
  /** `macOS 11.0`, the earliest system it runs on, and the kit it was built with. */
  readonly minimum?: { readonly text: string; readonly at: number };
  readonly segments: readonly MachSegment[];
  readonly libraries: readonly string[];
  readonly signature?: { readonly at: number; readonly end: number };
  /** All load commands were there to read. */
  readonly complete: boolean;
}

const thinMagics = new Set([0xfeedface, 0xfeedfacf]);
const fatMagics = new Set([0xcafebabe, 0xcafebabf]);
const cpuNames = new Map([
  [7, 'x86'],
  [0x01000007, 'x86-64'],
  [12, 'ARM'],
  [0x0100000c, 'ARM64'],
  [18, 'PowerPC'],
]);
/** Java classes begin like fat files; the number of processors tells them apart: their version is 45 or more. */
const mostParts = 30;
const mostCommands = 4_096;
const mostLibraries = 256;
const longestText = 1_024;

/** The parts of a file, one for each processor. */
export function readMachImages(bytes: Uint8Array): Result<MachImage[]> {
  const magic = record(bytes, 0, 8)?.getUint32(0, false) ?? 0;
  if (!fatMagics.has(magic)) {
    const image = readMachImage(bytes, 0);
    return image.status === 'ok' ? ok([image.value]) : image;
  }
  const places = fatParts(bytes, magic === 0xcafebabf);
  if (places.length === 0) return notThisFormat;
  const images = places.flatMap(({ at }) => {
    const image = readMachImage(bytes, at);
    return image.status === 'ok' ? [image.value] : [];
  });
  return ok(images);
}

/** Where each processor's part stands; none where the file is not for several. */
export function fatParts(bytes: Uint8Array, wide: boolean): { at: number; end: number }[] {
  const count = record(bytes, 0, 8)?.getUint32(4, false) ?? 0;
  const size = wide ? 32 : 20;
  if (count > mostParts) return [];
  const parts: { at: number; end: number }[] = [];
  for (let i = 0; i < count; i++) {
    const entry = record(bytes, 8 + i * size, size);
    if (!entry) return [];
    const at = wide ? Number(entry.getBigUint64(8, false)) : entry.getUint32(8, false);
    parts.push({ at, end: at + (wide ? Number(entry.getBigUint64(16, false)) : entry.getUint32(12, false)) });
  }
  return parts;
}

/** Little-endian in all but the oldest; the magic tells. */
function readMachImage(bytes: Uint8Array, at: number): Result<MachImage> {
  const magic = record(bytes, at, 28);
  if (!magic) return notThisFormat;
  const littleEndian = thinMagics.has(magic.getUint32(0, true));
  const value = magic.getUint32(0, littleEndian);
  if (!thinMagics.has(value)) return notThisFormat;
  const wide = value === 0xfeedfacf;
  const cpu = magic.getUint32(4, littleEndian);
  const commands = new Commands(bytes, at, littleEndian);
  commands.read(at + (wide ? 32 : 28), magic.getUint32(16, littleEndian), magic.getUint32(20, littleEndian));
  if (commands.found.segments.length === 0 && !commands.complete)
    return malformed(at, 'load commands that are cut short');
  return ok({
    at,
    cpu: cpuNames.get(cpu) ?? `processor 0x${cpu.toString(16)}`,
    fileType: magic.getUint32(12, littleEndian),
    littleEndian,
    ...commands.found,
    complete: commands.complete,
  });
}

type Found = Pick<MachImage, 'uuidAt' | 'minimum' | 'segments' | 'libraries' | 'signature'>;

const command = {
  segment: 0x01,
  segment64: 0x19,
  uuid: 0x1b,
  signature: 0x1d,
  buildVersion: 0x32,
  loadLibrary: 0x0c,
  weakLibrary: 0x80000018,
  reexportLibrary: 0x8000001f,
} as const;

const oldVersionCommands = new Map([
  [0x24, 'macOS'],
  [0x25, 'iOS'],
  [0x2f, 'tvOS'],
  [0x30, 'watchOS'],
]);
const platforms = ['', 'macOS', 'iOS', 'tvOS', 'watchOS', 'bridgeOS', 'Mac Catalyst', 'iOS simulator'];

class Commands {
  complete = false;
  readonly found: { -readonly [K in keyof Found]: Found[K] } & { segments: MachSegment[]; libraries: string[] } = {
    segments: [],
    libraries: [],
  };
  readonly #bytes: Uint8Array;
  readonly #base: number;
  readonly #littleEndian: boolean;

  constructor(bytes: Uint8Array, base: number, littleEndian: boolean) {
    this.#bytes = bytes;
    this.#base = base;
    this.#littleEndian = littleEndian;
  }

  read(from: number, count: number, size: number): void {
    let at = from;
    for (let i = 0; i < Math.min(count, mostCommands); i++) {
      const header = at + 8 <= from + size ? record(this.#bytes, at, 8) : undefined;
      const length = header?.getUint32(4, this.#littleEndian) ?? 0;
      const body = length < 8 ? undefined : record(this.#bytes, at, length);
      if (!header || !body) return;
      this.#take(header.getUint32(0, this.#littleEndian), body, at);
      at += length;
    }
    this.complete = true;
  }

  #take(kind: number, body: DataView, at: number): void {
    const u32 = (offset: number): number =>
      offset + 4 <= body.byteLength ? body.getUint32(offset, this.#littleEndian) : 0;
    const system = oldVersionCommands.get(kind);
    if (kind === command.segment) this.#segment(u32(32), u32(36), at);
    else if (kind === command.segment64 && body.byteLength >= 56)
      this.#segment(this.#u64(body, 40), this.#u64(body, 48), at);
    else if (kind === command.uuid && body.byteLength >= 24) this.found.uuidAt = at + 8;
    else if (kind === command.signature)
      this.found.signature = { at: this.#base + u32(8), end: this.#base + u32(8) + u32(12) };
    else if (system !== undefined) this.#minimum(system, u32(8), u32(12), at);
    else if (kind === command.buildVersion)
      this.#minimum(platforms[u32(8)] ?? `platform ${u32(8)}`, u32(12), u32(16), at);
    else if (kind === command.loadLibrary || kind === command.weakLibrary || kind === command.reexportLibrary)
      this.#library(at + u32(8), at + body.byteLength);
  }

  #u64(body: DataView, offset: number): number {
    return Number(body.getBigUint64(offset, this.#littleEndian));
  }

  #segment(offset: number, size: number, at: number): void {
    const name = textUntilNul(this.#bytes, at + 8, at + 24, 16).text;
    this.found.segments.push({ name, offset: this.#base + offset, size });
  }

  #minimum(system: string, least: number, kit: number, at: number): void {
    const built = kit === 0 ? '' : `, built with the kit of ${versionText(kit)}`;
    this.found.minimum = { text: `${system} ${versionText(least)} or later${built}`, at };
  }

  #library(at: number, end: number): void {
    if (this.found.libraries.length < mostLibraries)
      this.found.libraries.push(textUntilNul(this.#bytes, at, end, longestText).text);
  }
}

/** Sixteen, eight and eight bits: 0x000b0100 is 11.1. */
function versionText(version: number): string {
  const patch = version & 0xff;
  return `${version >>> 16}.${(version >>> 8) & 0xff}${patch === 0 ? '' : `.${patch}`}`;
}
