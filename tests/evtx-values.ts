/** Values as event logs hold them, for the writer of event logs. */

/** A string, a number of 32 bits without sign, a boolean, null, several strings, or what `type` says. */
export type EvtxWritten =
  | string
  | number
  | boolean
  | null
  | readonly string[]
  | { readonly type: 'uint8' | 'uint16' | 'int32' | 'fileTime'; readonly value: number }
  | { readonly type: 'uint64' | 'hex32' | 'hex64'; readonly value: bigint }
  | { readonly type: 'guid' | 'sid'; readonly value: string }
  /** As its bytes stand there, under the type's number in the file. */
  | { readonly type: number; readonly bytes: Uint8Array };

export type EvtxPart = string | EvtxPlace | EvtxElement | EvtxRaw | EvtxInstance;

/** A template within the XML, without values. */
interface EvtxInstance {
  readonly template: EvtxPart;
}

/** Tokens as they stand in the file. */
interface EvtxRaw {
  readonly raw: readonly number[];
}

/** Where a value of the record is put. */
interface EvtxPlace {
  readonly place: number;
  readonly type: number;
}

interface EvtxElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, EvtxPart>>;
  readonly content?: readonly EvtxPart[];
}

/** A value's type, by its number in the file, and its bytes. */
export interface EvtxEncoded {
  readonly type: number;
  readonly bytes: Uint8Array;
}

/** FILETIME of 1 January 1970. */
const ticksTo1970 = 116_444_736_000_000_000n;

export function encoded(value: EvtxWritten): EvtxEncoded {
  if (value === null) return { type: 0x00, bytes: new Uint8Array(0) };
  if (typeof value === 'string') return { type: 0x01, bytes: wide(value) };
  if (typeof value === 'number') return { type: 0x08, bytes: little(4, value) };
  if (typeof value === 'boolean') return { type: 0x0d, bytes: little(4, value ? 1 : 0) };
  if (!('type' in value)) return { type: 0x81, bytes: wide(value.map((text) => `${text}\0`).join('')) };
  if ('bytes' in value) return value;
  switch (value.type) {
    case 'uint8':
      return { type: 0x04, bytes: little(1, value.value) };
    case 'uint16':
      return { type: 0x06, bytes: little(2, value.value) };
    case 'int32':
      return { type: 0x07, bytes: little(4, value.value) };
    case 'uint64':
      return { type: 0x0a, bytes: little(8, value.value) };
    case 'fileTime':
      return { type: 0x11, bytes: little(8, fileTime(value.value)) };
    case 'hex32':
      return { type: 0x14, bytes: little(4, value.value) };
    case 'hex64':
      return { type: 0x15, bytes: little(8, value.value) };
    case 'guid':
      return { type: 0x0f, bytes: guidBytes(value.value) };
    case 'sid':
      return { type: 0x13, bytes: sidBytes(value.value) };
  }
}

/** As text, for a record without a template. */
export function valueText(value: EvtxWritten): string {
  if (value === null || typeof value !== 'object') return String(value ?? '');
  if (!('type' in value)) return value.join(', ');
  if ('bytes' in value) return Buffer.from(value.bytes).toString('hex').toUpperCase();
  if (value.type === 'fileTime') return new Date(value.value).toISOString();
  return value.type === 'hex32' || value.type === 'hex64' ? `0x${value.value.toString(16)}` : String(value.value);
}

/** Milliseconds since 1970 as FILETIME. */
export function fileTime(ms: number): bigint {
  return BigInt(Math.floor(ms)) * 10_000n + ticksTo1970;
}

export function wide(text: string): Uint8Array {
  return Buffer.from(text, 'utf16le');
}

function little(size: number, value: number | bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt.asIntN(64, BigInt(value)), true);
  return bytes.subarray(0, size);
}

function guidBytes(text: string): Uint8Array {
  const plain = Buffer.from(text.replace(/[{}-]/g, ''), 'hex');
  return Uint8Array.from([3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15], (place) => plain[place] ?? 0);
}

function sidBytes(text: string): Uint8Array {
  const [revision = 0, authority = 0, ...parts] = text.split('-').slice(1).map(Number);
  const bytes = new Uint8Array(8 + 4 * parts.length);
  const view = new DataView(bytes.buffer);
  bytes.set([revision, parts.length]);
  view.setUint32(4, authority);
  for (const [i, part] of parts.entries()) view.setUint32(8 + 4 * i, part, true);
  return bytes;
}
