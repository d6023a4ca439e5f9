import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hold, Rooms, resumed } from './hold.ts';
import { fill, memorySource, type Source } from './source.ts';

const bytesUpTo = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i & 0xff);

/** A source that says it has `size` bytes. */
function saying(size: number | undefined, bytes: Uint8Array): Source {
  return { ...memorySource('sample', bytes, () => ''), size };
}

test('all of it or the first bytes, whatever it says of its size, and what is not held comes after', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(300),
      fc.option(fc.nat(400), { nil: undefined }),
      fc.integer({ min: 1, max: 200 }),
      fc.nat(300),
      async (length, size, buffer, most) => {
        const bytes = bytesUpTo(length);
        const source = saying(size, bytes);
        const begun = new Uint8Array(buffer);
        const filled = await fill(source, begun);
        const held = await hold(source, begun.subarray(0, filled), filled < buffer, most, new Rooms());
        expect(held.whole).toBe(length <= most);
        expect([...held.bytes]).toEqual([...bytes.subarray(0, held.bytes.length)]);
        if (held.whole) expect(held.bytes).toHaveLength(length);
        const again = resumed(source, held.bytes);
        const all = new Uint8Array(length + 1);
        expect(await fill(again, all)).toBe(length);
        expect([...all.subarray(0, length)]).toEqual([...bytes]);
      },
    ),
  );
});

test('a room is taken again after it was given back, and never twice', () => {
  const rooms = new Rooms();
  const first = rooms.take(1_000);
  const second = rooms.take(1_000);
  expect(second.buffer).not.toBe(first.buffer);
  rooms.giveBack(first.subarray(0, 10));
  expect(rooms.take(2_000).buffer).toBe(first.buffer);
  expect(rooms.take(2_000).buffer).not.toBe(first.buffer);
});
