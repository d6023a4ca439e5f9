/**
 * The members of an lzip file, each as the LZMA file that 7-Zip can read: another header before the same stream.
 * Source: lzip manual, "File format"; lzma-file-format.txt of XZ Utils.
 * Does not see: checksums. A file whose last member was cut has no trailer to go by and counts as one member.
 */
const headBytes = 6;
const trailerBytes = 20;
const leastBytes = headBytes + trailerBytes;
/** Properties lc = 3, lp = 0, pb = 2, which every lzip file has. */
const properties = 0x5d;

/** LZMA files, in the order of the members. */
export function lzmaOfLzip(bytes: Uint8Array): Uint8Array[] {
  const members: Uint8Array[] = [];
  let end = bytes.length;
  while (end >= leastBytes) {
    const start = end - sizeAt(bytes, end - 8);
    if (start < 0 || end - start < leastBytes || !beginsMember(bytes, start)) break;
    members.push(lzmaFile(bytes.subarray(start, end - trailerBytes), bytes.subarray(end - 16, end - 8)));
    end = start;
  }
  return end === 0 ? members.reverse() : [lzmaFile(bytes, undefined)];
}

function sizeAt(bytes: Uint8Array, at: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 8);
  return view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
}

function beginsMember(bytes: Uint8Array, at: number): boolean {
  return [0x4c, 0x5a, 0x49, 0x50, 1].every((byte, i) => bytes[at + i] === byte);
}

function lzmaFile(member: Uint8Array, size: Uint8Array | undefined): Uint8Array {
  const stream = member.subarray(headBytes);
  const file = new Uint8Array(13 + stream.length);
  file[0] = properties;
  new DataView(file.buffer).setUint32(1, dictionaryBytes(member[5] ?? 0), true);
  // All ones: the size is not known, and the stream has a mark at its end.
  file.set(size ?? new Uint8Array(8).fill(0xff), 5);
  file.set(stream, 13);
  return file;
}

/** A power of two, less some sixteenths of it. */
function dictionaryBytes(coded: number): number {
  const base = 2 ** (coded & 0x1f);
  return Math.min(2 ** 29, Math.max(4096, base - (base / 16) * (coded >> 5)));
}
