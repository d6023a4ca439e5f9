/** Applies UPX's filters, for tests of their undoing: code whose calls stay within it, and no stray mark. */
import type { UpxFilter } from '../src/codec/upx/filters.ts';

export function applyFilter(bytes: Uint8Array, filter: UpxFilter): Uint8Array {
  const out = Uint8Array.from(bytes);
  const view = new DataView(out.buffer);
  if (filter.id === 0x50 || filter.id === 0x52) applyArm(view, filter);
  else applyCalls(out, view, filter);
  return out;
}

function applyArm(view: DataView, { id, base }: UpxFilter): void {
  const [mask, match, low] = id === 0x50 ? [0x0f, 0x0b, 0xffffff] : [0x7c, 0x14, 0x3ffffff];
  for (let at = 0; at < view.byteLength - 4; at += 4) {
    if ((view.getUint8(at + 3) & mask) !== match) continue;
    const word = view.getUint32(at, true);
    view.setUint32(at, (word & ~low) | (((word & low) + at / 4 + base) & low), true);
  }
}

function applyCalls(out: Uint8Array, view: DataView, { id, mark, base }: UpxFilter): void {
  const marked = id >= 0x20;
  const only = id % 0x10 === 4 ? 0xe8 : id % 0x10 === 5 ? 0xe9 : undefined;
  let after = 0;
  for (let at = 0; at < out.length - 5; at++) {
    const byte = out[at] ?? 0;
    const branch = (byte === 0xe8 || byte === 0xe9) && (only === undefined || only === byte);
    const conditional = id === 0x49 && (byte & 0xf0) === 0x80 && at !== after && out[at - 1] === 0x0f;
    if (!branch && !conditional) continue;
    const target = (view.getUint32(at + 1, true) + at + 1) >>> 0;
    if (marked && target >= out.length) continue;
    view.setUint32(at + 1, target + base + (marked ? mark * 0x1000000 : 0), !marked && id <= 0x13);
    at += 4;
    after = at + 1;
  }
}
