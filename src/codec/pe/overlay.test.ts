import { describe, expect, it } from 'vitest';
import { ascii, u32 } from '../../../examples/2018-installer/layout.ts';
import { makePe, type PeFacts } from '../../../tests/make-pe.ts';
import { readPeImage } from './image.ts';
import { readImports } from './imports.ts';
import { overlays } from './overlay.ts';

const section = { name: '.data', bytes: ascii('data'), rva: 0x1000 };
const size = makePe({ sections: [section] }).length;

function behind(facts: Partial<PeFacts>, more: readonly number[]): [number, number][] {
  const bytes = Uint8Array.from([...makePe({ sections: [section], ...facts }), ...more]);
  const image = readPeImage(bytes);
  if (image.status !== 'ok') throw new Error('no image');
  return overlays(bytes, image.value, bytes.length).map(({ at, end }) => [at - size, end - size]);
}

const load = ascii('x'.repeat(40));

describe('what stands behind a program', () => {
  it('begins where the sections end', () => {
    expect(behind({}, load)).toEqual([[0, 40]]);
    expect(behind({}, [])).toEqual([]);
  });

  it('does not count padding', () => {
    expect(behind({}, [0, 0, 0, 0])).toEqual([]);
  });

  it('is told from signatures, before and after them', () => {
    const directories = new Map([[4, [size + 40, 48] as const]]);
    const table = new Array<number>(48).fill(1);
    expect(behind({ directories }, [...load, ...table])).toEqual([[0, 40]]);
    expect(behind({ directories }, [...load, ...table, ...load])).toEqual([
      [0, 40],
      [88, 128],
    ]);
  });

  it('is told from symbols, which hide nothing', () => {
    const symbols = [...new Array<number>(2 * 18).fill(7), ...u32(20), ...new Array<number>(16).fill(7)];
    expect(behind({ symbols: [size, 2] }, [...symbols, ...load])).toEqual([
      [0, 56],
      [56, 96],
    ]);
  });

  it('is whole where the headers claim symbols or signatures beyond the file', () => {
    expect(behind({ symbols: [0x7fffffff, 0x7fffffff] }, load)).toEqual([[0, 40]]);
    expect(behind({ directories: new Map([[4, [0x7fffffff, 40]]]) }, load)).toEqual([[0, 40]]);
  });
});

describe('imports', () => {
  const rva = 0x1000;
  const name = (text: string): number[] => [...ascii(text), 0];
  const descriptors = 3 * 20;
  const [firstThunks, secondThunks] = [descriptors, descriptors + 12];
  const names = secondThunks + 8;
  const table = [
    ...[...u32(rva + firstThunks), ...u32(0), ...u32(0), ...u32(rva + names), ...u32(0)],
    ...[...u32(0), ...u32(0), ...u32(0), ...u32(rva + names + 6), ...u32(rva + secondThunks)],
    ...new Array<number>(20).fill(0),
    ...[...u32(0x80000001), ...u32(0x80000002), ...u32(0), ...u32(0x80000007), ...u32(0)],
    ...[...name('a.dll'), ...name('b.dll')],
  ];
  const bytes = makePe({
    sections: [{ name: '.idata', bytes: table, rva }],
    directories: new Map([[1, [rva, descriptors] as const]]),
  });

  function read(input: Uint8Array): ReturnType<typeof readImports> {
    const image = readPeImage(input);
    return image.status === 'ok' ? readImports(input, image.value) : image;
  }

  it('are counted by library, whichever of the two lists a linker left', () => {
    const libraries = [
      { name: 'a.dll', functions: 2 },
      { name: 'b.dll', functions: 1 },
    ];
    expect(read(bytes)).toMatchObject({ status: 'ok', value: { libraries, length: 40 } });
  });

  it('are absent in an image without a table', () => {
    expect(read(makePe({ sections: [section] }))).toEqual({ status: 'not-this-format' });
  });
});
