/** Writes WebAssembly modules for tests: constants and loops, and nothing that computes anything of use. */

interface ModuleParts {
  /** Pages of 64 KiB. */
  readonly memory?: { readonly initial: number; readonly maximum?: number };
  readonly imports?: readonly (readonly [module: string, name: string])[];
  /** Names, each for the first function. */
  readonly exports?: readonly string[];
  /** Code, without local variables and without the last `end`. */
  readonly functions?: readonly (readonly number[])[];
  readonly data?: readonly Uint8Array[];
  readonly customSections?: readonly string[];
}

/** A LEB128 of an unsigned number. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return [...bytes, left];
    bytes.push((left % 128) | 0x80);
  }
}

/** A LEB128 of a signed number. */
function signed(value: bigint): number[] {
  const bytes: number[] = [];
  for (let left = value; ; left >>= 7n) {
    const part = Number(left & 0x7fn);
    if ((left >= 0n && left < 64n) || (left < 0n && left >= -64n)) return [...bytes, part];
    bytes.push(part | 0x80);
  }
}

export const drop = 0x1a;
export const i32Const = (value: bigint): number[] => [0x41, ...signed(BigInt.asIntN(32, value))];
export const i64Const = (value: bigint): number[] => [0x42, ...signed(BigInt.asIntN(64, value))];
export const loop = (...body: readonly number[]): number[] => [0x03, 0x40, ...body, 0x0b];

function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function text(characters: string): number[] {
  const bytes = new TextEncoder().encode(characters);
  return [...unsigned(bytes.length), ...bytes];
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

/** A body: its length, no local variables, its code, `end`. */
function body(code: readonly number[]): number[] {
  return [...unsigned(code.length + 2), 0, ...code, 0x0b];
}

function limits({ initial, maximum }: { initial: number; maximum?: number }): number[] {
  return maximum === undefined ? [0, ...unsigned(initial)] : [1, ...unsigned(initial), ...unsigned(maximum)];
}

/** Data at address 0, however much there is: nothing ever runs. */
function segment(bytes: Uint8Array): number[] {
  return [0, 0x41, 0, 0x0b, ...unsigned(bytes.length), ...bytes];
}

export function makeModule(parts: ModuleParts): Uint8Array {
  const { memory, imports = [], exports = [], functions = [], data = [], customSections = [] } = parts;
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector([[0x60, 0, 0]])),
    ...section(2, vector(imports.map(([module, name]) => [...text(module), ...text(name), 0, 0]))),
    ...section(3, vector(functions.map(() => [0]))),
    ...(memory ? section(5, vector([limits(memory)])) : []),
    ...section(7, vector(exports.map((name) => [...text(name), 0, imports.length]))),
    ...section(10, vector(functions.map(body))),
    ...section(11, vector(data.map(segment))),
    ...customSections.flatMap((name) => section(0, text(name))),
  ]);
}
