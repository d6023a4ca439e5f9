import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyFilter } from '../../../tests/upx-filter.ts';
import { undoFilter } from './filters.ts';

const mark = 0xa7;

/** Bytes with many calls, jumps and conditional jumps among them; the mark is none of them, as packing chooses it. */
const code: fc.Arbitrary<Uint8Array> = fc
  .array(
    fc.oneof(
      fc
        .tuple(fc.constantFrom([0xe8], [0xe9], [0x0f, 0x84], [0x0f, 0x8f]), fc.nat(3000))
        .map(([opcode, distance]) => [...opcode, distance & 0x7f, distance >> 8, 0, 0]),
      fc.array(fc.nat(0x70), { maxLength: 9 }),
    ),
    { maxLength: 200 },
  )
  .map((parts) => Uint8Array.from(parts.flat()));

describe('a UPX filter', () => {
  it.each([0x26, 0x24, 0x25, 0x46, 0x49, 0x50, 0x52, 0x13, 0x16])('%i is undone', (id) => {
    fc.assert(
      fc.property(code, fc.constantFrom(0, 0x1000), (bytes, base) => {
        const filtered = applyFilter(bytes, { id, mark, base });
        expect(undoFilter(filtered, { id, mark, base })).toBe(true);
        expect(filtered).toEqual(bytes);
      }),
    );
  });

  it('turns a place back into a distance', () => {
    const bytes = Uint8Array.from([0x90, 0xe8, mark, 0, 0, 0x20, 0x90, 0x90]);
    undoFilter(bytes, { id: 0x49, mark, base: 0 });
    expect([...bytes]).toEqual([0x90, 0xe8, 0x1e, 0, 0, 0, 0x90, 0x90]);
  });

  it('leaves bytes alone where it is none or not known', () => {
    const bytes = Uint8Array.from([0xe8, 1, 2, 3, 4, 5, 6, 7]);
    expect(undoFilter(bytes, { id: 0, mark: 1, base: 0 })).toBe(true);
    expect(undoFilter(bytes, { id: 0x83, mark: 1, base: 0 })).toBe(false);
    expect([...bytes]).toEqual([0xe8, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('makes nothing of bytes that are too few', () => {
    for (const id of [0x11, 0x16, 0x26, 0x49, 0x50, 0x52])
      for (let length = 0; length < 6; length++)
        expect(undoFilter(new Uint8Array(length), { id, mark, base: 0 })).toBe(true);
  });
});
