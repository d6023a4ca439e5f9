/** Run shapes as a table, and what each byte may be part of. */
import type { RunShape } from '../model/anchor.ts';

/** What a byte may be: bits of the class table. Zero means neither letter nor digit. */
export const classBits: Readonly<Record<RunShape['alphabet'] | 'lower' | 'upper', number>> = {
  alphanumeric: 1,
  base58: 2,
  bech32: 4,
  hex: 8,
  lower: 16,
  upper: 32,
};

const digits = '0123456789';
const lower = 'abcdefghijklmnopqrstuvwxyz';
const members: Readonly<Record<keyof typeof classBits, string>> = {
  alphanumeric: digits + lower + lower.toUpperCase(),
  base58: '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz',
  // The characters of BIP 173's data part; what stands before it is told by the shape of the whole run.
  bech32: 'qpzry9x8gf2tvdw0s3jn54khce6mua7lQPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
  hex: `${digits}abcdefABCDEF`,
  lower,
  upper: lower.toUpperCase(),
};

/** Any run of so many characters holds eight at a multiple of 16 bytes and eight beside them: see core/runs.ts. */
const shortestRun = 26;

/** Bytes of one shape: alphabet, shortest, longest (0 where a stretch will do), nothing, set of first characters. */
export const shapeBytes = 32;

export function classTable(): Uint8Array {
  const table = new Uint8Array(256);
  for (const [name, characters] of Object.entries(members)) {
    // Object.entries loses the keys' type.
    const bit = classBits[name as keyof typeof classBits];
    for (const character of characters) {
      const code = character.charCodeAt(0);
      table[code] = (table[code] ?? 0) | bit;
    }
  }
  return table;
}

export function shapeTable(shapes: readonly RunShape[]): Uint8Array {
  const distinct = new Map(shapes.map((shape) => [keyOf(shape), shape]));
  const table = new Uint8Array(distinct.size * shapeBytes);
  const view = new DataView(table.buffer);
  let at = 0;
  for (const shape of distinct.values()) {
    if (shape.shortest < shortestRun) throw new RangeError(`a run shape has ${shortestRun} characters or more`);
    view.setUint32(at, classBits[shape.alphabet], true);
    view.setUint32(at + 4, shape.shortest, true);
    view.setUint32(at + 8, shape.longest ?? 0, true);
    for (const character of shape.first ?? members.alphanumeric) {
      const code = character.charCodeAt(0) & 0x7f;
      const byte = at + 16 + (code >> 3);
      table[byte] = (table[byte] ?? 0) | (1 << (code & 7));
    }
    at += shapeBytes;
  }
  return table;
}

function keyOf({ alphabet, shortest, longest, first }: RunShape): string {
  return [alphabet, shortest, longest, first].join(' ');
}
