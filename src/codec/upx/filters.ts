/**
 * UPX's filters: before packing, the targets of calls and jumps are written as places in the program instead of
 * distances, so that they repeat. Undone here, for x86 (0x11–0x16, 0x24–0x26, 0x46, 0x49), ARM (0x50) and ARM64 (0x52).
 * Source: UPX, src/filter, https://github.com/upx/upx (what they do; the code is ours).
 * Does not see: the other filters (0x36, 0x80–0x87, 16-bit ones, delta, PowerPC). Only code differs then, no text does.
 */

export interface UpxFilter {
  /** 0 for none. */
  readonly id: number;
  /** The byte that marks a target that was rewritten. */
  readonly mark: number;
  /** Bytes from the start of what was packed to the start of what was filtered. */
  readonly base: number;
}

const callByte = 0xe8;
const jumpByte = 0xe9;

/** Undoes a filter in place; false where it is one that is not known here. */
export function undoFilter(bytes: Uint8Array, filter: UpxFilter): boolean {
  const { id } = filter;
  if (id === 0) return true;
  if (id >= 0x11 && id <= 0x16) undoPlain(bytes, filter);
  else if ((id >= 0x24 && id <= 0x26) || id === 0x46 || id === 0x49) undoMarked(bytes, filter);
  else if (id === 0x50) undoArm(bytes, filter.base, { mask: 0x0f, match: 0x0b, bits: 24 });
  else if (id === 0x52) undoArm(bytes, filter.base, { mask: 0x7c, match: 0x14, bits: 26 });
  else return false;
  return true;
}

/** Every call or jump was rewritten: 0x11 to 0x13 little-endian, 0x14 to 0x16 big-endian. */
function undoPlain(bytes: Uint8Array, { id, base }: UpxFilter): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const kind = (id - 0x11) % 3; // calls, jumps, both
  for (let at = 0; at < bytes.length - 5; at++) {
    const byte = bytes[at];
    if (!((byte === callByte && kind !== 1) || (byte === jumpByte && kind !== 0))) continue;
    const target = view.getUint32(at + 1, id <= 0x13);
    view.setUint32(at + 1, target - (at + 1) - base, true);
    at += 4;
  }
}

/** Those with the mark were rewritten, big-endian under it; 0x49 also has conditional jumps (0f 80 to 0f 8f). */
function undoMarked(bytes: Uint8Array, { id, mark, base }: UpxFilter): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const calls = id !== 0x25;
  const jumps = id !== 0x24;
  let after = 0; // the byte after the last target
  for (let at = 0; at < bytes.length - 5; at++) {
    const byte = bytes[at] ?? 0;
    const conditional = id === 0x49 && (byte & 0xf0) === 0x80 && at !== after && bytes[at - 1] === 0x0f;
    if (!conditional && !(byte === callByte && calls) && !(byte === jumpByte && jumps)) continue;
    if (bytes[at + 1] !== mark) continue;
    const target = view.getUint32(at + 1) - mark * 0x1000000;
    view.setUint32(at + 1, target - (at + 1) - base, true);
    at += 4;
    after = at + 1;
  }
}

/** Branches with link (ARM) or all branches (ARM64): the low bits of a word count words. */
function undoArm(bytes: Uint8Array, base: number, branch: { mask: number; match: number; bits: number }): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const low = 2 ** branch.bits - 1;
  for (let at = 0; at < bytes.length - 4; at += 4) {
    if (((bytes[at + 3] ?? 0) & branch.mask) !== branch.match) continue;
    const word = view.getUint32(at, true);
    const target = ((word & low) - at / 4 - base) & low;
    view.setUint32(at, (word & ~low) | target, true);
  }
}
