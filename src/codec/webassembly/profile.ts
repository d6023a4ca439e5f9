/**
 * What each function of a module does, by counting its instructions, and which constants it holds. Code that hashes
 * looks unlike other code: many exclusive-ors, shifts and rotations; CryptoNight adds multiplications of 64 bits and a
 * mask that keeps addresses within its scratchpad, RandomX floating point between integers.
 * An opcode that is unknown ends that function's profile, and no other's.
 * Does not see: constants that are computed, and what stands behind an unknown opcode.
 */
import { Cursor } from './cursor.ts';
import { isPrefix, skipImmediates } from './immediates.ts';
import type { Stretch, WebAssemblyModule } from './module.ts';

/** Instructions by what they are for. */
interface Operations {
  readonly all: number;
  readonly loops: number;
  readonly loads: number;
  readonly stores: number;
  /** Exclusive-or, shift and rotate, of 32 and 64 bits. */
  readonly mixing: number;
  /** Multiplications of 64-bit integers. */
  readonly wideMultiplications: number;
  readonly doubles: number;
  readonly vectors: number;
}

export interface FunctionProfile {
  readonly body: Stretch;
  readonly operations: Operations;
  /** Those of the sought constants that it holds. */
  readonly constants: ReadonlySet<bigint>;
  /** False where its code could not be read to the end. */
  readonly complete: boolean;
}

type Counts = { -readonly [P in keyof Operations]: number };

/** Constants to look for, however many: by their lower 32 bits. All are unsigned, of 64 bits or 32. */
export class SoughtConstants {
  readonly #byLow = new Map<number, { readonly high: number; readonly value: bigint }[]>();

  constructor(values: Iterable<bigint>) {
    for (const value of values) {
      const low = Number(BigInt.asIntN(32, value));
      const entry = { high: Number(BigInt.asIntN(32, value >> 32n)), value };
      const others = this.#byLow.get(low);
      if (others === undefined) this.#byLow.set(low, [entry]);
      else others.push(entry);
    }
  }

  /** The sought value with these halves, both as signed 32-bit numbers. */
  find(low: number, high: number): bigint | undefined {
    return this.#byLow.get(low)?.find((entry) => entry.high === high)?.value;
  }
}

/** Profiles the functions one by one, in the order of the module. */
export function* profileFunctions(
  bytes: Uint8Array,
  { functions }: Pick<WebAssemblyModule, 'functions'>,
  sought: SoughtConstants,
): Generator<FunctionProfile> {
  for (const body of functions) yield profileFunction(bytes, body, sought);
}

function profileFunction(bytes: Uint8Array, body: Stretch, sought: SoughtConstants): FunctionProfile {
  const code = new Cursor(bytes, body.at, body.at + body.length);
  const counts: Counts = {
    all: 0,
    loops: 0,
    loads: 0,
    stores: 0,
    mixing: 0,
    wideMultiplications: 0,
    doubles: 0,
    vectors: 0,
  };
  const constants = new Set<bigint>();
  skipLocals(code);
  while (code.left > 0) {
    const first = code.byte();
    counts.all++;
    if (first === 0x41 || first === 0x42) {
      const value = readConstant(code, first === 0x42, sought);
      if (value !== undefined) constants.add(value);
    } else if (isPrefix(first)) {
      const opcode = code.unsigned();
      if (first === 0xfd) counts.vectors++;
      if (first === 0xfc && (opcode === 21 || opcode === 22)) counts.wideMultiplications++;
      if (!skipImmediates(code, opcode, first)) return { body, operations: counts, constants, complete: false };
    } else {
      count(first, counts);
      if (!skipImmediates(code, first)) return { body, operations: counts, constants, complete: false };
    }
  }
  return { body, operations: counts, constants, complete: code.brokenAt === undefined };
}

/** Groups of local variables: how many, of which type. */
function skipLocals(code: Cursor): void {
  const groups = code.unsigned();
  for (let i = 0; i < groups && code.left > 0; i++) {
    code.skipInteger();
    const type = code.byte();
    if (type === 0x63 || type === 0x64) code.skipInteger(); // a reference to a type of the module's own
  }
}

function count(opcode: number, counts: Counts): void {
  if (opcode === 0x03) counts.loops++;
  else if (opcode >= 0x28 && opcode <= 0x35) counts.loads++;
  else if (opcode >= 0x36 && opcode <= 0x3e) counts.stores++;
  else if ((opcode >= 0x73 && opcode <= 0x78) || (opcode >= 0x85 && opcode <= 0x8a)) counts.mixing++;
  else if (opcode === 0x7e) counts.wideMultiplications++;
  else if (opcode >= 0x99 && opcode <= 0xa6) counts.doubles++;
}

/** A signed LEB128 in two halves of 32 bits: no BigInt is made for constants that nobody seeks. */
function readConstant(code: Cursor, wide: boolean, sought: SoughtConstants): bigint | undefined {
  let low = 0;
  let high = 0;
  let shift = 0;
  for (;;) {
    const byte = code.byte();
    const part = byte & 0x7f;
    if (shift < 32) low |= part << shift;
    if (shift > 25) high |= shift < 32 ? part >>> (32 - shift) : part << (shift - 32);
    shift += 7;
    if (byte < 0x80) {
      if ((byte & 0x40) !== 0) [low, high] = signed(low, high, shift);
      break;
    }
    if (shift >= 70) return undefined;
  }
  return sought.find(low, wide ? high : 0);
}

/** Fills what stands left of a negative number's last part. */
function signed(low: number, high: number, shift: number): [low: number, high: number] {
  if (shift < 32) return [low | (-1 << shift), -1];
  return [low, shift < 64 ? high | (-1 << (shift - 32)) : high];
}
