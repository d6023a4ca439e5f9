/**
 * A hive of the Windows registry: keys, their values and when they were written last, read where they are asked for.
 * Source: https://github.com/msuhanov/regf/blob/master/Windows%20registry%20file%20format%20specification.md (regf).
 * Does not see: what stands only in the transaction logs beside it (`isDirty` says that there may be something), deleted
 * keys, security descriptors, classes; hives of Windows NT 3.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { fileTimeMs } from '../evtx/file-time.ts';
import { Cells } from './cells.ts';
import { listedKeys } from './key-list.ts';
import { dataOf, type HiveData } from './value-data.ts';

const mostValues = 4096;
/** Of all values of one key, which may all be the same: what is beyond is left out. */
const mostOfKey = 64 * 1024 * 1024;
/** Names of keys have 255 characters, those of values 16,383. */
const longestKeyName = 2 * 255;
const longestValueName = 2 * 16_383;
const deepestPath = 64;

interface HiveValue {
  /** Empty: the key's default value. */
  readonly name: string;
  readonly type: number;
  /** In the file, in bytes. */
  readonly offset: number;
  /** Texts, numbers as text, lists of texts; other data stay bytes. */
  readonly data: HiveData;
}

export interface HiveKey {
  readonly name: string;
  /** Milliseconds since 1970: when it, or one of its values, was written. */
  readonly written?: number;
  readonly offset: number;
  readonly values: () => readonly HiveValue[];
  readonly keys: () => readonly HiveKey[];
}

export interface Hive {
  readonly root: HiveKey;
  /** As the hive names itself: the end of a path, `\SystemRoot\System32\Config\SOFTWARE`. */
  readonly name: string;
  /** It was not written to its end: what is newest may stand in the logs beside it alone. */
  readonly isDirty: boolean;
  /** The key at a path, `Microsoft\Windows`; names in either case. */
  at(path: string): HiveKey | undefined;
}

function isHive(head: Uint8Array): boolean {
  return head.length >= 4096 && head[0] === 0x72 && head[1] === 0x65 && head[2] === 0x67 && head[3] === 0x66;
}

export function readHive(bytes: Uint8Array): Result<Hive> {
  if (!isHive(bytes)) return notThisFormat;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const major = view.getUint32(20, true);
  if (major !== 1) return malformed(20, `a hive of version ${major}`);
  const cells = new Cells(bytes, view);
  const root = readKey(cells, view.getUint32(36, true));
  if (!root) return malformed(36, 'the root of the hive is no key');
  const name = utf16.decode(bytes.subarray(48, 112)).replace(/\0.*$/s, '');
  const isDirty = view.getUint32(4, true) !== view.getUint32(8, true);
  return ok({ root, name, isDirty, at: (path) => keyAt(root, path) });
}

const utf16 = new TextDecoder('utf-16le');

const keyHeader = 76;

function readKey(cells: Cells, offset: number): HiveKey | undefined {
  const cell = cells.place(offset);
  if (!cell || cell.to - cell.from < keyHeader || cells.signature(cell.from) !== 'nk') return undefined;
  const { view } = cells;
  const { from } = cell;
  const nameEnd = Math.min(cell.to, from + keyHeader + Math.min(longestKeyName, view.getUint16(from + 72, true)));
  const isNarrow = (view.getUint16(from + 2, true) & 0x20) !== 0;
  const written = fileTimeMs(view, from + 4);
  return {
    name: cells.text(from + keyHeader, nameEnd, isNarrow),
    offset: from,
    ...(written !== undefined && written > 0 ? { written } : {}),
    keys: () => {
      const count = view.getUint32(from + 20, true);
      const keys = listedKeys(cells, view.getUint32(from + 28, true), count);
      return keys.map((key) => readKey(cells, key)).filter((key) => key !== undefined);
    },
    values: () => readValues(cells, view.getUint32(from + 40, true), view.getUint32(from + 36, true)),
  };
}

function readValues(cells: Cells, offset: number, count: number): readonly HiveValue[] {
  const list = count === 0 ? undefined : cells.place(offset);
  if (!list) return [];
  const most = Math.min(count, mostValues, Math.floor((list.to - list.from) / 4));
  const values: HiveValue[] = [];
  let left = mostOfKey;
  for (let i = 0; i < most && left > 0; i++) {
    const value = readValue(cells, cells.view.getUint32(list.from + 4 * i, true));
    if (!value) continue;
    values.push(value);
    left -= 2 * value.name.length + sizeOf(value.data);
  }
  return values;
}

const valueHeader = 20;

function readValue(cells: Cells, offset: number): HiveValue | undefined {
  const cell = cells.place(offset);
  if (!cell || cell.to - cell.from < valueHeader || cells.signature(cell.from) !== 'vk') return undefined;
  const { view } = cells;
  const { from } = cell;
  const nameEnd = Math.min(cell.to, from + valueHeader + Math.min(longestValueName, view.getUint16(from + 2, true)));
  const isNarrow = (view.getUint16(from + 16, true) & 1) !== 0;
  const type = view.getUint32(from + 12, true);
  return {
    name: cells.text(from + valueHeader, nameEnd, isNarrow),
    type,
    offset: from,
    data: dataOf(cells, from, type),
  };
}

/** Bytes that it takes to keep them. */
function sizeOf(data: HiveData): number {
  if (typeof data === 'string') return 2 * data.length;
  return data instanceof Uint8Array ? data.length : data.reduce((sum, text) => sum + 2 * text.length, 0);
}

function keyAt(root: HiveKey, path: string): HiveKey | undefined {
  let key: HiveKey | undefined = root;
  for (const part of path.split('\\').slice(0, deepestPath)) {
    const name = part.toLowerCase();
    key = key?.keys().find((inner) => inner.name.toLowerCase() === name);
  }
  return key;
}
