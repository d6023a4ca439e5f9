/**
 * The outline of a WebAssembly module: imports, exports, memories, functions' bodies, data, custom sections.
 * Source: WebAssembly Core Specification, Binary Format, Modules:
 * https://webassembly.github.io/spec/core/binary/modules.html
 * Does not check what only running needs: types, element segments, order of sections. Does not see: components (a
 * version of their own), and code that a program assembles while it runs.
 */
import { notThisFormat, ok, type Result } from '../../model/result.ts';
import { Cursor } from './cursor.ts';

interface ModuleImport {
  readonly module: string;
  readonly name: string;
  readonly kind: ExternalKind;
}

interface ModuleExport {
  readonly name: string;
  readonly kind: ExternalKind;
  readonly index: number;
}

/** A memory, in pages of 64 KiB. */
interface Memory {
  readonly initialPages: number;
  readonly maximumPages?: number;
  readonly shared: boolean;
  readonly imported: boolean;
}

/** A stretch of the module, in bytes. */
export interface Stretch {
  readonly at: number;
  readonly length: number;
}

export interface WebAssemblyModule {
  readonly imports: readonly ModuleImport[];
  readonly exports: readonly ModuleExport[];
  readonly memories: readonly Memory[];
  /** Bodies of functions: local variables, then code. */
  readonly functions: readonly Stretch[];
  /** What data segments lay into memory. */
  readonly data: readonly Stretch[];
  /** Names of custom sections; `name` holds the names of functions, and is what stripping takes away. */
  readonly customSections: readonly string[];
  /** Where reading had to stop; everything before it was read. */
  readonly broken?: { readonly at: number; readonly what: string };
}

type ExternalKind = 'function' | 'table' | 'memory' | 'global' | 'tag' | 'unknown';

/** Items of one kind that are kept; a module of 100 MB has some 100,000 functions. */
const mostItems = 1_000_000;
/** Characters of a name that are kept. */
const longestName = 1_000;
const kinds: readonly ExternalKind[] = ['function', 'table', 'memory', 'global', 'tag'];

interface Draft {
  readonly imports: ModuleImport[];
  readonly exports: ModuleExport[];
  readonly memories: Memory[];
  readonly functions: Stretch[];
  readonly data: Stretch[];
  readonly customSections: string[];
}

/** True for the first bytes of a module in version 1. */
export function looksLikeModule(head: Uint8Array): boolean {
  return [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00].every((byte, i) => head[i] === byte);
}

/** Reads a module's outline. One that ends early or breaks the rules gives what stood before, and where it broke. */
export function readModule(bytes: Uint8Array): Result<WebAssemblyModule> {
  if (!looksLikeModule(bytes)) return notThisFormat;
  const draft: Draft = { imports: [], exports: [], memories: [], functions: [], data: [], customSections: [] };
  const sections = new Cursor(bytes, 8, bytes.length);
  while (sections.left > 0) {
    const id = sections.byte();
    const length = sections.unsigned();
    if (sections.brokenAt !== undefined) return ok({ ...draft, broken: cut(sections.brokenAt) });
    // A section may claim more than the file has: what is there is read.
    const section = new Cursor(bytes, sections.at, sections.at + length);
    readSection(id, section, draft);
    if (section.brokenAt !== undefined) return ok({ ...draft, broken: cut(section.brokenAt) });
    sections.skip(length);
  }
  return ok(sections.brokenAt === undefined ? draft : { ...draft, broken: cut(sections.brokenAt) });
}

function cut(at: number): { at: number; what: string } {
  return { at, what: 'the module breaks off or is damaged there' };
}

function readSection(id: number, section: Cursor, draft: Draft): void {
  if (id === 0) draft.customSections.push(text(section));
  else if (id === 2) readItems(section, () => readImport(section, draft));
  else if (id === 5) readItems(section, () => draft.memories.push(readMemory(section, false)));
  else if (id === 7) readItems(section, () => draft.exports.push(readExport(section)));
  else if (id === 10) readItems(section, () => draft.functions.push(stretch(section)));
  else if (id === 11) readItems(section, () => readData(section, draft));
}

/** Reads as many items as a section says it has, and no more than its bytes can hold. */
function readItems(section: Cursor, read: () => void): void {
  const count = Math.min(section.unsigned(), mostItems);
  for (let i = 0; i < count && section.left > 0; i++) read();
}

function readImport(section: Cursor, draft: Draft): void {
  const module = text(section);
  const name = text(section);
  const kind = kinds[section.byte()] ?? 'unknown';
  if (kind === 'memory') draft.memories.push(readMemory(section, true));
  else skipDescription(kind, section);
  draft.imports.push({ module, name, kind });
}

/** What follows an import's kind and tells its type. */
function skipDescription(kind: ExternalKind, section: Cursor): void {
  if (kind === 'function') section.skipInteger();
  else if (kind === 'table') {
    section.skipInteger();
    readLimits(section);
  } else if (kind === 'global') {
    section.skipInteger();
    section.byte();
  } else if (kind === 'tag') {
    section.byte();
    section.skipInteger();
  } else section.skip(section.left + 1); // of unknown length: nothing after it can be read
}

function readExport(section: Cursor): ModuleExport {
  const name = text(section);
  return { name, kind: kinds[section.byte()] ?? 'unknown', index: section.unsigned() };
}

function readMemory(section: Cursor, imported: boolean): Memory {
  const { shared, least, most } = readLimits(section);
  return { initialPages: least, ...(most === undefined ? {} : { maximumPages: most }), shared, imported };
}

function readLimits(section: Cursor): { shared: boolean; least: number; most?: number } {
  const flags = section.byte();
  const shared = (flags & 2) !== 0;
  const least = section.unsigned();
  return (flags & 1) === 0 ? { shared, least } : { shared, least, most: section.unsigned() };
}

/** A data segment: where in memory it goes unless it waits to be asked for, then its bytes. */
function readData(section: Cursor, draft: Draft): void {
  const flags = section.unsigned();
  if (flags === 2) section.unsigned();
  if (flags !== 1) skipOffset(section);
  draft.data.push(stretch(section));
}

/** A constant expression up to its `end`: constants and globals, and sums of them. */
function skipOffset(section: Cursor): void {
  while (section.left > 0) {
    const opcode = section.byte();
    if (opcode === 0x0b) return;
    if (opcode === 0x41 || opcode === 0x42 || opcode === 0x23) section.skipInteger();
  }
}

function stretch(section: Cursor): Stretch {
  const { at, bytes } = section.take();
  return { at, length: bytes.length };
}

function text(section: Cursor): string {
  return new TextDecoder().decode(section.take().bytes.subarray(0, longestName));
}
