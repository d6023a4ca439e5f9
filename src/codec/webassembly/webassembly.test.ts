import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { target } from '../../../fuzz/targets/webassembly.ts';
import { drop, i32Const, i64Const, loop, makeModule } from '../../../tests/make-webassembly.ts';
import { readModule, type WebAssemblyModule } from './module.ts';
import { type FunctionProfile, profileFunctions, SoughtConstants } from './profile.ts';

/** V8's own; no library of types that we load declares it. */
declare const WebAssembly: { validate(bytes: Uint8Array): boolean };

function read(bytes: Uint8Array): WebAssemblyModule {
  const result = readModule(bytes);
  if (result.status !== 'ok') throw new Error(result.status);
  return result.value;
}

function profiles(bytes: Uint8Array, sought: readonly bigint[] = []): FunctionProfile[] {
  return [...profileFunctions(bytes, read(bytes), new SoughtConstants(sought))];
}

const data = Uint8Array.from({ length: 300 }, (_, i) => i % 251);
const small = makeModule({
  memory: { initial: 2, maximum: 33 },
  imports: [['env', 'now']],
  exports: ['run', 'a'],
  functions: [loop(...i64Const(5n), drop), [...i32Const(0x1ffff0n), drop]],
  data: [data, Uint8Array.of(1, 2)],
  customSections: ['name'],
});

describe('a WebAssembly module', () => {
  it('is read in outline', () => {
    const module = read(small);
    expect(module).toMatchObject({
      imports: [{ module: 'env', name: 'now', kind: 'function' }],
      exports: [
        { name: 'run', kind: 'function', index: 1 },
        { name: 'a', kind: 'function' },
      ],
      memories: [{ initialPages: 2, maximumPages: 33, shared: false, imported: false }],
      customSections: ['name'],
    });
    expect(module.broken).toBeUndefined();
    expect(module.data.map(({ at, length }) => small.subarray(at, at + length))).toEqual([data, Uint8Array.of(1, 2)]);
  });
  it('is told from other files, and from components', () => {
    for (const bytes of [
      [],
      [0, 0x61, 0x73],
      [0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0],
      [0x7f, 0x45, 0x4c, 0x46, 1, 0, 0, 0],
    ])
      expect(readModule(Uint8Array.from(bytes)).status).toBe('not-this-format');
  });
  it('is one that V8 accepts, so that the writer of these tests writes modules', () => {
    expect(WebAssembly.validate(small)).toBe(true);
  });
  it('gives what stood before the place where it breaks off', () => {
    const cut = small.subarray(0, small.length - data.length);
    const module = read(cut);
    expect(module.functions).toHaveLength(2);
    expect(module.data).toHaveLength(1);
    expect(module.broken?.at).toBe(module.data[0]?.at);
  });
  it('may count more items than it holds', () => {
    const counted = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 10, 6, 0xff, 0xff, 0xff, 0xff, 0x0f, 0]);
    expect(read(counted).functions).toHaveLength(1);
  });
});

describe('the profile of a function', () => {
  it('counts its instructions by what they do', () => {
    const code = [
      ...loop(0x7e, 0x7c, 0x85, 0x8a, 0x78, 0x72), // i64.mul, i64.add, i64.xor, i64.rotr, i32.rotr, i32.or
      ...[0x28, 2, 0, 0x37, 3, 0x80, 0x01, 0xa2], // i32.load, i64.store, f64.mul
      ...[0xfd, 0x0c, ...new Array<number>(16).fill(0x0b), 0xfd, 0xae, 0x01], // v128.const full of ends, i32x4.add
      ...[0xfc, 22], // i64.mul_wide_u
    ];
    expect(profiles(makeModule({ functions: [code] }))).toMatchObject([
      {
        complete: true,
        operations: { loops: 1, loads: 1, stores: 1, mixing: 3, wideMultiplications: 2, doubles: 1, vectors: 2 },
      },
    ]);
  });
  it('ends at an opcode that nobody knows, and spoils no other function', () => {
    const [first, second] = profiles(makeModule({ functions: [[0xff, 0x7e], [0x7e]] }));
    expect(first).toMatchObject({ complete: false, operations: { wideMultiplications: 0 } });
    expect(second).toMatchObject({ complete: true, operations: { wideMultiplications: 1 } });
  });
  it('finds every constant that is sought, of 32 bits and of 64', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        const wide = BigInt.asUintN(64, value);
        const narrow = BigInt.asUintN(32, value);
        const bytes = makeModule({ functions: [[...i64Const(wide), drop], [...i32Const(narrow), drop], [drop]] });
        const [a, b, c] = profiles(bytes, [wide, narrow]);
        expect(a?.constants).toContain(wide);
        expect(b?.constants).toContain(narrow);
        expect(c?.constants.size).toBe(0);
      }),
    );
  });
  it('takes no constant for another that shares half of its bits', () => {
    const bytes = makeModule({ functions: [[...i64Const(0x1_2345_6789n), drop]] });
    expect(profiles(bytes, [0x2345_6789n, 0x2_2345_6789n])[0]?.constants.size).toBe(0);
  });
});

const installed = ['argon2-browser/dist', '7z-wasm'].flatMap((folder) => {
  const path = join('node_modules', folder);
  return existsSync(path) ? readdirSync(path).map((name) => join(path, name)) : [];
});

describe.each(installed.filter((path) => path.endsWith('.wasm')))('%s', (path) => {
  it('is read to its last instruction', { timeout: 30_000 }, () => {
    const bytes = new Uint8Array(readFileSync(path));
    expect(read(bytes).broken).toBeUndefined();
    expect(profiles(bytes).filter(({ complete }) => !complete)).toEqual([]);
  });
});

describe('hostile modules', () => {
  it('make nothing throw, wherever they are cut', () => {
    for (let length = 0; length <= small.length; length++) target.run(small.slice(0, length));
  });
  it('make nothing throw, whatever is changed in them', () => {
    fc.assert(
      fc.property(fc.nat(small.length - 1), fc.nat(255), (at, byte) => {
        const changed = small.slice();
        changed[at] = byte;
        target.run(changed);
      }),
    );
  });
});
