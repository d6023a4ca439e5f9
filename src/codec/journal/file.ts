/**
 * systemd's journal as it lies on disk (`/var/log/journal/…/system.journal`), turned into Journal Export Format.
 * Source: https://systemd.io/JOURNAL_FILE_FORMAT/. A field is kept once, whichever entries hold it, and always stands before
 * the first of them: one pass from front to back sees every entry, in the order in which they were written.
 * Does not see: fields longer than a megabyte, and of one entry more than four megabytes of them; seals are not verified, nor are hashes. What an entry refers to and is no
 * longer held is left out of it.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import type { ByteReader } from '../../model/units.ts';
import { unpackBlock } from '../lz4/block.ts';
import { joined, memoryReader } from '../series/piece-reader.ts';
import { unpackShortXz } from '../xz/short-stream.ts';
import { zstdPieces } from '../zstd/frames.ts';
import { HeldFields } from './held-fields.ts';

const signature = 'LPKSHHRH';
const headerStart = 208;
const objectHeader = 16;
const [dataObject, entryObject, lastType] = [1, 3, 7];
const isCompact = 16;
/** XZ, LZ4, keyed hashes, Zstandard, compact. */
const knownFlags = 31;

const longestField = 1024 * 1024;
const mostItems = 1_024;
/** An entry's items, 16 bytes each. */
const longestEntry = 64 + 16 * mostItems;
/** Of an entry's fields together: a hostile one may name one long field a thousand times. */
const mostEntryBytes = 4 * longestField;
const pieceBytes = 64 * 1024;

export function beginsLikeJournal(head: Uint8Array): boolean {
  return (
    head[0] === 0x4c && head[1] === 0x50 && latin1(head.subarray(0, 8)) === signature && head.length >= headerStart
  );
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

interface Header {
  readonly bytes: number;
  readonly tail: number;
  readonly compact: boolean;
}

function readHeader(head: Uint8Array): Result<Header> {
  if (!beginsLikeJournal(head)) return notThisFormat;
  const view = viewOf(head);
  const flags = view.getUint32(12, true);
  if ((flags & ~knownFlags) !== 0) return malformed(12, 'a journal with features that are not known here');
  const bytes = numberAt(view, 88);
  if (bytes < headerStart || bytes > 4096) return malformed(88, 'a journal whose header is of no such length');
  return ok({ bytes, tail: numberAt(view, 136), compact: (flags & isCompact) !== 0 });
}

/** Entries in Journal Export Format, in pieces; a last one that is not `ok` says where it broke off. */
export async function* exportJournal(reader: ByteReader): AsyncGenerator<Result<Uint8Array>> {
  const head = await reader.read(headerStart);
  const header = readHeader(head);
  if (header.status !== 'ok') return yield header;
  const { tail, compact } = header.value;
  await reader.skip(header.value.bytes - head.length);
  const held = new HeldFields();
  let piece: Uint8Array[] = [];
  let bytes = 0;
  while (reader.position <= tail) {
    const at = reader.position;
    const object = await nextObject(reader, compact);
    if (object.status !== 'ok') {
      if (bytes > 0) yield ok(joined(piece));
      return yield object;
    }
    const { type, flags, body } = object.value;
    if (type === dataObject && body) held.keep(at, await unpacked(body, flags));
    if (type !== entryObject || !body) continue;
    const entry = exportedEntry(body, compact, held);
    piece.push(entry);
    bytes += entry.length;
    if (bytes < pieceBytes) continue;
    yield ok(joined(piece));
    [piece, bytes] = [[], 0];
  }
  if (bytes > 0) yield ok(joined(piece));
}

/** The next object: what data and entries hold behind their headers, nothing of the others. */
async function nextObject(
  reader: ByteReader,
  compact: boolean,
): Promise<Result<{ type: number; flags: number; body?: Uint8Array }>> {
  const at = reader.position;
  const head = await reader.read(objectHeader);
  if (head.length < objectHeader) return malformed(at, 'the journal is cut');
  const [type = 0, flags = 0] = head;
  const size = numberAt(viewOf(head), 8);
  if (type === 0 || type > lastType || size < objectHeader || !Number.isSafeInteger(size))
    return malformed(at, 'an object that is none');
  // Objects begin at multiples of eight.
  const rest = size - objectHeader;
  const padding = (8 - (size % 8)) % 8;
  const longest = type === dataObject ? longestField + 128 : type === entryObject ? longestEntry : 0;
  if (rest > longest) {
    const passed = await reader.skip(rest + padding);
    return passed < rest ? malformed(at, 'the journal is cut') : ok({ type, flags });
  }
  const body = await reader.read(rest);
  if (body.length < rest) return malformed(at, 'the journal is cut');
  await reader.skip(padding);
  // Hashes and places of others stand before a field; the compact form has eight bytes more.
  return ok({ type, flags, body: type === dataObject ? body.subarray(compact ? 56 : 48) : body });
}

/** `NAME=value`; nothing where it can't be unpacked or is too long. */
async function unpacked(payload: Uint8Array, flags: number): Promise<Uint8Array | undefined> {
  if ((flags & 7) === 0) return payload;
  if ((flags & 1) !== 0) return unpackShortXz(payload, longestField);
  if ((flags & 2) !== 0) return unpackLz4(payload);
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of zstdPieces(memoryReader(payload), 8 * longestField)) {
    if (piece.status !== 'ok' || bytes + piece.value.length > longestField) return undefined;
    pieces.push(piece.value.slice());
    bytes += piece.value.length;
  }
  return joined(pieces);
}

/** The length stands before the block. */
function unpackLz4(payload: Uint8Array): Uint8Array | undefined {
  if (payload.length < 8) return undefined;
  const length = numberAt(viewOf(payload), 0);
  if (length > longestField) return undefined;
  const out = new Uint8Array(length);
  return unpackBlock(payload.subarray(8), out, 0) === length ? out : undefined;
}

const utf8 = new TextEncoder();
const lineFeed = 0x0a;
const lineEnd = Uint8Array.of(lineFeed);

function exportedEntry(body: Uint8Array, compact: boolean, held: HeldFields): Uint8Array {
  if (body.length < 48) return new Uint8Array(0);
  const view = viewOf(body);
  const boot = Array.from(body.subarray(24, 40), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const [sequence, realtime, monotonic] = [0, 8, 16].map((at) => numberAt(view, at));
  const parts: Uint8Array[] = [
    `__CURSOR=i=${sequence?.toString(16)};b=${boot}`,
    `__REALTIME_TIMESTAMP=${realtime}`,
    `__MONOTONIC_TIMESTAMP=${monotonic}`,
    `_BOOT_ID=${boot}`,
  ].map((line) => utf8.encode(`${line}\n`));
  const step = compact ? 4 : 16;
  let left = mostEntryBytes;
  for (let at = 48; at + step <= body.length; at += step) {
    const field = held.field(compact ? view.getUint32(at, true) : numberAt(view, at));
    if (field === undefined || field.length > left) continue;
    left -= field.length;
    parts.push(...exportedField(field));
  }
  return joined([...parts, lineEnd]);
}

/** With its length before it where it holds a line end. */
function exportedField(field: Uint8Array): Uint8Array[] {
  const equals = field.indexOf(0x3d);
  if (equals <= 0 || latin1(field.subarray(0, Math.min(equals, 64))) === '_BOOT_ID') return [];
  if (!field.includes(lineFeed)) return [field, lineEnd];
  const length = new Uint8Array(8);
  viewOf(length).setBigUint64(0, BigInt(field.length - equals - 1), true);
  return [field.subarray(0, equals), lineEnd, length, field.subarray(equals + 1), lineEnd];
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function numberAt(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}
