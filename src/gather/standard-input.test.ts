import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inputReader } from './standard-input.ts';

async function* chunksOf(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

test('chunks of any size come through buffers of any size unchanged, with their hash', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 40 })),
      fc.integer({ min: 1, max: 50 }),
      async (chunks, size) => {
        const reader = inputReader(chunksOf(chunks));
        const buffer = new Uint8Array(size);
        const read: number[] = [];
        for (let count = await reader.read(buffer); count > 0; count = await reader.read(buffer))
          read.push(...buffer.subarray(0, count));
        const whole = Buffer.concat(chunks);
        expect(Buffer.from(read)).toEqual(whole);
        expect(reader.sha256()).toBe(createHash('sha256').update(whole).digest('hex'));
      },
    ),
  );
});
