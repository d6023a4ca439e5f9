/**
 * A value's data: within the value itself (four bytes at most), in a cell, or in segments of one (`db`).
 * Source: regf, "Key value" and "Big data"; types: winnt.h (REG_SZ and its like).
 */
import type { Cells } from './cells.ts';

export type HiveData = string | readonly string[] | Uint8Array;

/** Bytes of data that are read: commands and lists of them are a thousandth of it. */
const mostData = 1024 * 1024;
/** Larger data are in segments of this size. */
const segmentBytes = 16_344;
const inline = 0x80000000;

const types = { text: 1, expanding: 2, binary: 3, number: 4, bigEndian: 5, link: 6, texts: 7, long: 11 } as const;
const utf16 = new TextDecoder('utf-16le');

/** `from`: where the value begins. */
export function dataOf(cells: Cells, from: number, type: number): HiveData {
  const bytes = bytesOf(cells, from);
  if (type === types.text || type === types.expanding || type === types.link)
    return utf16.decode(evenly(bytes)).replace(/\0.*$/s, '');
  if (type === types.texts)
    return utf16
      .decode(evenly(bytes))
      .split('\0')
      .filter((text) => text !== '');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === types.number && bytes.length >= 4) return String(view.getUint32(0, true));
  if (type === types.bigEndian && bytes.length >= 4) return String(view.getUint32(0, false));
  if (type === types.long && bytes.length >= 8) return String(view.getBigUint64(0, true));
  return bytes;
}

function evenly(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.length & ~1);
}

function bytesOf(cells: Cells, from: number): Uint8Array {
  const { bytes, view } = cells;
  const said = view.getUint32(from + 4, true);
  if (said >= inline) return bytes.subarray(from + 8, from + 8 + Math.min(4, said - inline));
  const length = Math.min(said, mostData);
  const cell = length === 0 ? undefined : cells.place(view.getUint32(from + 8, true));
  if (!cell) return new Uint8Array(0);
  if (said > segmentBytes && cells.signature(cell.from) === 'db') return segmentsOf(cells, cell, length);
  return bytes.subarray(cell.from, Math.min(cell.to, cell.from + length));
}

function segmentsOf(
  cells: Cells,
  { from, to }: { readonly from: number; readonly to: number },
  length: number,
): Uint8Array {
  const { bytes, view } = cells;
  const list = to - from < 8 ? undefined : cells.place(view.getUint32(from + 4, true));
  const whole = new Uint8Array(length);
  const count = list ? Math.min(view.getUint16(from + 2, true), Math.floor((list.to - list.from) / 4)) : 0;
  let at = 0;
  for (let i = 0; i < count && at < length && list; i++) {
    const segment = cells.place(view.getUint32(list.from + 4 * i, true));
    if (!segment) break;
    const part = bytes.subarray(
      segment.from,
      Math.min(segment.to, segment.from + segmentBytes, segment.from + length - at),
    );
    whole.set(part, at);
    at += part.length;
  }
  return whole.subarray(0, at);
}
