import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PathTable } from './path-table.ts';

const folder = fc.constantFrom('/', '/usr/bin/', '/usr/lib/');
const name = fc.string({ maxLength: 3 });

it('paths are numbered as they come, each once, as a map would', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(folder, name), { maxLength: 200 }), (paths) => {
      const table = new PathTable();
      const map = new Map<string, number>();
      for (const [inFolder, one] of paths) {
        const key = inFolder + one;
        map.set(key, map.get(key) ?? map.size);
        expect(table.numberOf(inFolder, one) ?? map.size - 1).toBe(map.get(key));
        expect(table.add(inFolder, one)).toBe(map.get(key));
      }
      expect(table.size).toBe(map.size);
    }),
  );
});

it('hundred thousands are found again, and no others', () => {
  const table = new PathTable();
  const folders = Array.from({ length: 100 }, (_, i) => `/usr/share/part-${i}/`);
  for (const one of folders) for (let i = 0; i < 1000; i++) table.add(one, `file-${i}`);
  expect(table.size).toBe(100_000);
  expect(folders.map((one, i) => table.numberOf(one, 'file-999') === 1000 * i + 999)).not.toContain(false);
  expect(table.numberOf('/usr/share/part-7/', 'file-1000')).toBeUndefined();
  expect(table.numberOf('/usr/share/part-100/', 'file-1')).toBeUndefined();
});

it('a name of 255 bytes is kept; a longer one, and one that is no text, is not', () => {
  const table = new PathTable();
  expect(table.add('/', 'é'.repeat(127))).toBe(0);
  expect([table.add('/', 'é'.repeat(128)), table.add('/', 'caf\udce9')]).toEqual([undefined, undefined]);
  expect(table.add('/', 'caf\ufffd')).toBe(1);
  expect(table.numberOf('/', 'caf\udce9')).toBeUndefined();
});
