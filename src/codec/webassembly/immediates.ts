/**
 * What follows each opcode, so that a walk over code finds the next one.
 * Source: WebAssembly Core Specification 3.0, Binary Format, Instructions:
 * https://webassembly.github.io/spec/core/binary/instructions.html
 * with threads (0xfe), wide arithmetic and the older exceptions (0x06 to 0x09, 0x18, 0x19), which compilers still write.
 */
import type { Cursor } from './cursor.ts';

/** One letter for each part: i an integer, 1 a byte, 4, 8 and w (16) bytes, m a place in memory, and two lists. */
type Shape = string;

const plain: Shape[] = [];
const garbageCollected: Shape[] = [];
const numeric: Shape[] = [];
const vector: Shape[] = [];
const atomic: Shape[] = [];

function fill(table: Shape[], from: number, to: number, shape: Shape): void {
  for (let opcode = from; opcode <= to; opcode++) table[opcode] = shape;
}

fill(plain, 0x00, 0x01, ''); // unreachable, nop
fill(plain, 0x02, 0x04, 'i'); // block, loop, if
fill(plain, 0x05, 0x05, ''); // else
fill(plain, 0x06, 0x09, 'i'); // try, catch, throw, rethrow
fill(plain, 0x0a, 0x0b, ''); // throw_ref, end
fill(plain, 0x0c, 0x0d, 'i'); // br, br_if
fill(plain, 0x0e, 0x0e, 'b'); // br_table
fill(plain, 0x0f, 0x0f, ''); // return
for (const call of [0x10, 0x12, 0x14, 0x15, 0x18]) plain[call] = 'i';
for (const indirect of [0x11, 0x13]) plain[indirect] = 'ii';
fill(plain, 0x19, 0x1b, ''); // catch_all, drop, select
fill(plain, 0x1c, 0x1c, 'v'); // select with types
fill(plain, 0x1f, 0x1f, 'c'); // try_table
fill(plain, 0x20, 0x26, 'i'); // locals, globals, tables
fill(plain, 0x28, 0x3e, 'm'); // loads and stores
fill(plain, 0x3f, 0x42, 'i'); // memory.size, memory.grow, i32.const, i64.const
plain[0x43] = '4';
plain[0x44] = '8';
fill(plain, 0x45, 0xc4, '');
for (const reference of [0xd0, 0xd2, 0xd5, 0xd6]) plain[reference] = 'i';
for (const reference of [0xd1, 0xd3, 0xd4]) plain[reference] = '';

fill(garbageCollected, 0, 1, 'i');
fill(garbageCollected, 2, 5, 'ii');
fill(garbageCollected, 6, 7, 'i');
fill(garbageCollected, 8, 10, 'ii');
fill(garbageCollected, 11, 14, 'i');
fill(garbageCollected, 15, 15, '');
fill(garbageCollected, 16, 16, 'i');
fill(garbageCollected, 17, 19, 'ii');
fill(garbageCollected, 20, 23, 'i');
fill(garbageCollected, 24, 25, '1iii');
fill(garbageCollected, 26, 30, '');

fill(numeric, 0, 7, ''); // saturating truncations
numeric[8] = 'ii';
numeric[9] = 'i';
numeric[10] = 'ii';
numeric[11] = 'i';
numeric[12] = 'ii';
numeric[13] = 'i';
numeric[14] = 'ii';
fill(numeric, 15, 17, 'i');
fill(numeric, 19, 22, ''); // i64.add128, sub128, mul_wide_s, mul_wide_u

fill(vector, 0, 11, 'm');
fill(vector, 12, 13, 'w'); // v128.const, i8x16.shuffle
fill(vector, 14, 20, '');
fill(vector, 21, 34, '1'); // lanes
fill(vector, 35, 83, '');
fill(vector, 84, 91, 'm1');
fill(vector, 92, 93, 'm');
fill(vector, 94, 0x1ff, '');

fill(atomic, 0, 2, 'm');
atomic[3] = '1';
fill(atomic, 0x10, 0x4e, 'm');

const prefixed: ReadonlyMap<number, readonly Shape[]> = new Map([
  [0xfb, garbageCollected],
  [0xfc, numeric],
  [0xfd, vector],
  [0xfe, atomic],
]);

/** True for a byte that only says which table the opcode after it is of. */
export function isPrefix(opcode: number): boolean {
  return opcode >= 0xfb && opcode <= 0xfe;
}

/**
 * Passes over what belongs to an opcode; false where the opcode is unknown, and nothing after it can be read.
 * @param prefix the byte before the opcode, where it has one
 */
export function skipImmediates(code: Cursor, opcode: number, prefix?: number): boolean {
  const shape = (prefix === undefined ? plain : prefixed.get(prefix))?.[opcode];
  if (shape === undefined) return false;
  for (let i = 0; i < shape.length; i++) skipPart(code, shape[i] ?? '');
  return code.brokenAt === undefined;
}

function skipPart(code: Cursor, part: string): void {
  if (part === 'i') code.skipInteger();
  else if (part === 'm') skipMemoryPlace(code);
  else if (part === '1') code.skip(1);
  else if (part === '4') code.skip(4);
  else if (part === '8') code.skip(8);
  else if (part === 'w') code.skip(16);
  else if (part === 'b') skipTargets(code);
  else if (part === 'v') skipIntegers(code, code.unsigned());
  else if (part === 'c') skipTryTable(code);
}

/** Alignment and offset; a flag in the alignment announces which of several memories is meant. */
function skipMemoryPlace(code: Cursor): void {
  const alignment = code.unsigned();
  if (alignment >= 64 && alignment < 128) code.skipInteger();
  code.skipInteger();
}

function skipIntegers(code: Cursor, count: number): void {
  for (let i = 0; i < count && code.left > 0; i++) code.skipInteger();
}

/** The targets of a br_table, and the one for all other cases. */
function skipTargets(code: Cursor): void {
  skipIntegers(code, code.unsigned());
  code.skipInteger();
}

function skipTryTable(code: Cursor): void {
  code.skipInteger();
  const clauses = code.unsigned();
  for (let i = 0; i < clauses && code.left > 0; i++) {
    const catchesAll = code.byte() >= 2;
    code.skipInteger();
    if (!catchesAll) code.skipInteger();
  }
}
