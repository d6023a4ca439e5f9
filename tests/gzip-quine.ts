/**
 * A gzip file that unpacks to itself, built in code, for tests of tools that open what they have opened.
 * Source: R. Cox, "Zip Files All The Way Down" (2010), https://research.swtch.com/zip, for the idea; RFC 1951 and 1952.
 *
 * It prints pieces of itself and repeats what it printed. An instruction of either kind takes five bytes: a stored
 * block's header that prints the bytes behind it, or a block of fixed codes that repeats the last ones.
 */
import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';

const unit = 5;

/** Prints the bytes that stand behind it. */
function print(bytes: number): Buffer {
  const block = Buffer.alloc(unit);
  block.writeUInt16LE(bytes, 1);
  block.writeUInt16LE(bytes ^ 0xffff, 3);
  return block;
}

/** Repeats the last 18 to 20 bytes that were printed, in two copies: with both ends of the block, that is 40 bits. */
function repeat(bytes: number): Buffer {
  const copy = (length: number): string =>
    // Code 257 is a length of three; distances of 17 to 24 are the eighth code, with three bits, the lowest first.
    (length - 3 + 1).toString(2).padStart(7, '0') +
    '01000' +
    [...(bytes - 17).toString(2).padStart(3, '0')].reverse().join('');
  const bits = `010${copy(10)}${copy(bytes - 10)}0000000`;
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt([...byte].reverse().join(''), 2)));
}

/** Header, name and instructions; `seed` is a date that changes nothing, `sum` the checksum of all of it. */
function build(seed: number, sum: number): Buffer {
  const head = Buffer.concat([Buffer.from('1f8b0808000000000003', 'hex'), Buffer.from('self\0')]);
  head.writeUInt32LE(seed, 4);
  const tail = Buffer.alloc(13);
  tail.set([1, 0, 0, 0xff, 0xff]); // the last block, which is empty
  tail.writeUInt32LE(sum, 5);
  const [four, whole, none] = [4 * unit, repeat(4 * unit), print(0)];
  const begin = [head, print(head.length + unit)];
  const end = [repeat(tail.length + unit), tail];
  const parts = [
    ...[...begin, ...begin, whole, print(unit), whole, print(unit), print(unit)],
    ...[print(four), whole, print(unit), print(unit), print(four), whole],
    ...[print(four), whole, print(four), whole, print(four), whole],
    ...[print(four), whole, none, none, print(tail.length + unit), whole, none, none, print(tail.length + unit)],
    ...[...end, ...end],
  ];
  tail.writeUInt32LE(
    parts.reduce((bytes, { length }) => bytes + length, 0),
    9,
  );
  return Buffer.concat(parts);
}

/** A checksum grows with each of its own bits in the same way, whatever the others are: so the one that holds can be solved for. */
function soundSum(seed: number): number | undefined {
  const zero = crc32(build(seed, 0));
  const rows = Array.from({ length: 32 }, (_, bit) => {
    const one = 2 ** bit;
    return { effect: (crc32(build(seed, one)) ^ zero ^ one) >>> 0, bits: one };
  });
  let [left, sum] = [zero, 0];
  for (let bit = 31; bit >= 0; bit--) {
    const at = rows.findIndex(({ effect }) => 31 - Math.clz32(effect) === bit);
    const [row] = at < 0 ? [] : rows.splice(at, 1);
    if (row === undefined) {
      if ((left >>> bit) % 2 === 1) return undefined;
      continue;
    }
    for (const other of rows)
      if ((other.effect >>> bit) % 2 === 1) {
        other.effect = (other.effect ^ row.effect) >>> 0;
        other.bits = (other.bits ^ row.bits) >>> 0;
      }
    if ((left >>> bit) % 2 === 1) [left, sum] = [(left ^ row.effect) >>> 0, (sum ^ row.bits) >>> 0];
  }
  return sum;
}

export function gzipQuine(): Uint8Array {
  for (let seed = 0; ; seed++) {
    const sum = soundSum(seed);
    if (sum !== undefined) return build(seed, sum);
  }
}
