/**
 * Values of BinXml, as the event viewer shows them; whole numbers and booleans stay what they are.
 * Source: MS-EVEN6, section 2.2.12.3, https://learn.microsoft.com/openspecs/windows_protocols/ms-even6/; libevtx,
 * "Windows XML Event Log (EVTX) format", https://github.com/libyal/libevtx/tree/main/documentation.
 * Does not see: the code page of ANSI text (read as ISO 8859-1). What is shorter than its type, and types that nobody
 * documented, are shown as bytes.
 */
import type { LogValue } from '../../model/log-event.ts';
import { latin1 } from '../latin1/latin1.ts';
import { fileTimeText, systemTimeText } from './file-time.ts';
import { utf16Text } from './utf16-text.ts';

/** The numbers of the types; with `array` added, several of one. */
export const valueType = {
  null: 0x00,
  string: 0x01,
  ansi: 0x02,
  int8: 0x03,
  uint8: 0x04,
  int16: 0x05,
  uint16: 0x06,
  int32: 0x07,
  uint32: 0x08,
  int64: 0x09,
  uint64: 0x0a,
  float: 0x0b,
  double: 0x0c,
  boolean: 0x0d,
  binary: 0x0e,
  guid: 0x0f,
  size: 0x10,
  fileTime: 0x11,
  systemTime: 0x12,
  sid: 0x13,
  hex32: 0x14,
  hex64: 0x15,
  binXml: 0x21,
  array: 0x80,
} as const;

/** Bytes of the types that have always the same. */
const widthOf = new Map<number, number>([
  ...[valueType.int8, valueType.uint8].map((type) => [type, 1] as const),
  ...[valueType.int16, valueType.uint16].map((type) => [type, 2] as const),
  ...[valueType.int32, valueType.uint32, valueType.float, valueType.boolean].map((type) => [type, 4] as const),
  ...[valueType.int64, valueType.uint64, valueType.double, valueType.fileTime].map((type) => [type, 8] as const),
  ...[valueType.guid, valueType.systemTime].map((type) => [type, 16] as const),
  ...[[valueType.hex32, 4] as const, [valueType.hex64, 8] as const],
]);
/** The same, for a look-up without a map. */
const widths = Uint8Array.from({ length: 0x100 }, (_, type) => widthOf.get(type) ?? 0);

/** Bytes of a value of this type; 0 where they differ. */
export function fixedSize(type: number): number {
  return widths[type] ?? 0;
}

/** Where values stand. */
export interface ValueBytes {
  readonly bytes: Uint8Array;
  /** Of the same bytes. */
  readonly view: DataView;
}

/** The value of `size` bytes at `at`, which the caller has seen to be there. BinXml is not for here. */
export function readValue(from: ValueBytes, at: number, size: number, type: number): LogValue {
  if (type === valueType.string) return textToEnd(from.bytes, at, size);
  if (type === valueType.null || (size === 0 && type !== valueType.ansi)) return type > valueType.array ? [] : null;
  if (type > valueType.array) return readArray(from, at, size, type - valueType.array);
  return size < fixedSize(type) ? hexText(from.bytes, at, size) : readOne(from, at, size, type);
}

function readOne(from: ValueBytes, at: number, size: number, type: number): LogValue {
  const { view, bytes } = from;
  switch (type) {
    case valueType.ansi:
      return latin1(bytes.subarray(at, at + size)).split('\0', 1)[0] ?? '';
    case valueType.int8:
      return view.getInt8(at);
    case valueType.uint8:
      return view.getUint8(at);
    case valueType.int16:
      return view.getInt16(at, true);
    case valueType.uint16:
      return view.getUint16(at, true);
    case valueType.int32:
      return view.getInt32(at, true);
    case valueType.uint32:
      return view.getUint32(at, true);
    case valueType.int64:
      return wideNumber(view, at, view.getInt32(at + 4, true));
    case valueType.uint64:
      return wideNumber(view, at, view.getUint32(at + 4, true));
    case valueType.float:
      return realNumber(view.getFloat32(at, true));
    case valueType.double:
      return realNumber(view.getFloat64(at, true));
    case valueType.boolean:
      return view.getUint32(at, true) !== 0;
    case valueType.guid:
      return guidText(bytes, at);
    case valueType.fileTime:
      return fileTimeText(view, at) ?? hexNumber(view, at, 8);
    case valueType.systemTime:
      return systemTimeText(view, at);
    case valueType.sid:
      return sidText(view, at, size) ?? hexText(bytes, at, size);
    case valueType.hex32:
      return hexNumber(view, at, 4);
    case valueType.hex64:
      return hexNumber(view, at, 8);
    case valueType.size:
      return size === 4 || size === 8 ? hexNumber(view, at, size) : hexText(bytes, at, size);
    default:
      return hexText(bytes, at, size);
  }
}

/** Several values of one type; what remains at the end and fills no value is shown as bytes. */
function readArray(from: ValueBytes, at: number, size: number, type: number): LogValue {
  if (type === valueType.string) return endedTexts(utf16Text(from.bytes, at, size >> 1));
  if (type === valueType.ansi) return endedTexts(latin1(from.bytes.subarray(at, at + size)));
  const values: LogValue[] = [];
  let next = at;
  while (next < at + size) {
    const left = at + size - next;
    const width = type === valueType.sid ? sidSize(from.bytes, next) : fixedSize(type);
    const taken = width === 0 ? left : Math.min(width, left);
    values.push(readValue(from, next, taken, type));
    next += taken;
  }
  return values;
}

/** Texts that each end with a zero; the last one may lack it. */
function endedTexts(joined: string): string[] {
  const texts = joined.split('\0');
  if (texts.at(-1) === '') texts.pop();
  return texts;
}

/** Text up to its end; some writers count the zeros behind it as well. */
function textToEnd(bytes: Uint8Array, at: number, size: number): string {
  let end = at + (size & ~1);
  while (end > at && bytes[end - 1] === 0 && bytes[end - 2] === 0) end -= 2;
  return utf16Text(bytes, at, (end - at) >> 1);
}

/** As a number where it is one exactly, else in digits. */
function wideNumber(view: DataView, at: number, high: number): number | string {
  const low = view.getUint32(at, true);
  const number = high * 0x1_0000_0000 + low;
  return Number.isSafeInteger(number) ? number : String(BigInt(high) * 0x1_0000_0000n + BigInt(low));
}

/** JSON has no word for what is no number. */
function realNumber(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

function hexNumber(view: DataView, at: number, size: number): string {
  const high = size === 8 ? view.getUint32(at + 4, true) : 0;
  const low = view.getUint32(at, true).toString(16);
  return high === 0 ? `0x${low}` : `0x${high.toString(16)}${low.padStart(8, '0')}`;
}

const hexOf: readonly string[] = Array.from({ length: 0x100 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Bytes, as the event viewer shows them: digits alone, in capitals. */
function hexText(bytes: Uint8Array, at: number, size: number): string {
  let text = '';
  for (let i = at; i < at + size; i++) text += hexOf[bytes[i] ?? 0] ?? '';
  return text.toUpperCase();
}

/** The order in which a GUID shows its bytes (MS-DTYP, section 2.3.4), with its hyphens. */
const guidOrder = [3, 2, 1, 0, -1, 5, 4, -1, 7, 6, -1, 8, 9, -1, 10, 11, 12, 13, 14, 15];

function guidText(bytes: Uint8Array, at: number): string {
  let text = '{';
  for (const place of guidOrder) text += place < 0 ? '-' : (hexOf[bytes[at + place] ?? 0] ?? '');
  return `${text}}`;
}

function sidSize(bytes: Uint8Array, at: number): number {
  return 8 + 4 * (bytes[at + 1] ?? 0);
}

/** MS-DTYP, section 2.4.2; undefined where it does not fit. */
function sidText(view: DataView, at: number, size: number): string | undefined {
  if (size < 8 || size < 8 + 4 * view.getUint8(at + 1)) return undefined;
  const authority = view.getUint16(at + 2) * 0x1_0000_0000 + view.getUint32(at + 4);
  let text = `S-${view.getUint8(at)}-${authority}`;
  for (let i = 0; i < view.getUint8(at + 1); i++) text += `-${view.getUint32(at + 8 + 4 * i, true)}`;
  return text;
}
