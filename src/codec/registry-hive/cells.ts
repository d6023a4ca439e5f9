/** The cells of a hive: everything in it stands in one. Source: regf, "Hive bin cells". */

/** Where cells begin; offsets in the hive count from here. */
const firstBin = 4096;
const none = 0xffffffff;
const utf16 = new TextDecoder('utf-16le');
const ascii = new TextDecoder('latin1');

/** Stretches of a hive, by the offset of their size. */
export class Cells {
  readonly bytes: Uint8Array;
  readonly view: DataView;

  constructor(bytes: Uint8Array, view: DataView) {
    this.bytes = bytes;
    this.view = view;
  }

  /** Where a cell's content begins and ends in the file; undefined where it stands outside. */
  place(offset: number): { readonly from: number; readonly to: number } | undefined {
    if (offset === none) return undefined;
    const at = firstBin + offset;
    if (at + 4 > this.bytes.length) return undefined;
    // In use where negative; what is free is read as well, as a hive that was cut off may still point there.
    const size = Math.abs(this.view.getInt32(at, true));
    const to = Math.min(at + size, this.bytes.length);
    return size < 8 ? undefined : { from: at + 4, to };
  }

  signature(from: number): string {
    return String.fromCharCode(this.bytes[from] ?? 0, this.bytes[from + 1] ?? 0);
  }

  /** Names are of one byte a character where a flag says so. */
  text(from: number, to: number, isNarrow: boolean): string {
    return (isNarrow ? ascii : utf16).decode(this.bytes.subarray(from, to));
  }
}
