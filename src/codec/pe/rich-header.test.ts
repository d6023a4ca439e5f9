import { describe, expect, it } from 'vitest';
import { ascii, u32 } from '../../../examples/2018-installer/layout.ts';
import { makePe } from '../../../tests/make-pe.ts';
import { readRichHeader } from './rich-header.ts';

/** Tools as product << 16 | build, and how many parts each made. */
const tools = [
  [0x01046b8c, 11],
  [0x00010000, 47],
] as const;

const rotate = (value: number, by: number): number => ((value << (by & 31)) | (value >>> ((32 - by) & 31))) >>> 0;

/** The linker's own sum: the DOS header without the pointer to what comes next, then the tools. */
function keyOf(dos: readonly number[]): number {
  let sum = dos.length;
  dos.forEach((byte, i) => {
    sum = (sum + (i >= 60 ? 0 : rotate(byte, i))) >>> 0;
  });
  for (const [tool, count] of tools) sum = (sum + rotate(tool, count)) >>> 0;
  return sum;
}

const dos = [...ascii('MZ'), ...new Array<number>(62).fill(0)];
const key = keyOf(dos);
const masked = (value: number): number[] => u32((value ^ key) >>> 0);
const stub = [
  ...[...masked(0x536e6144), ...masked(0), ...masked(0), ...masked(0)],
  ...tools.flatMap(([tool, count]) => [...masked(tool), ...masked(count)]),
  ...[...ascii('Rich'), ...u32(key)],
];
const image = makePe({ sections: [], stub });

describe('the Rich header', () => {
  it('gives each tool, its build and how many parts it made', () => {
    expect(readRichHeader(image)).toMatchObject({
      status: 'ok',
      value: {
        entries: [
          { product: 0x104, build: 0x6b8c, count: 11 },
          { product: 1, build: 0, count: 47 },
        ],
        checksumHolds: true,
        at: 64,
        length: stub.length,
      },
    });
  });

  it('says so where somebody changed a tool or the DOS header by hand', () => {
    for (const at of [20, 64 + 20]) {
      const changed = Uint8Array.from(image);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(readRichHeader(changed)).toMatchObject({ status: 'ok', value: { checksumHolds: false } });
    }
  });

  it('is absent in what other linkers write', () => {
    expect(readRichHeader(makePe({ sections: [] }))).toEqual({ status: 'not-this-format' });
  });

  it('is absent where the mark stands alone', () => {
    const alone = makePe({ sections: [], stub: [...ascii('Rich'), ...u32(key)] });
    expect(readRichHeader(alone)).toEqual({ status: 'not-this-format' });
  });
});
