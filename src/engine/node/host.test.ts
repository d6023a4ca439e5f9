import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { nodeHost } from './host.ts';
import { within } from './within.ts';

async function inflate(packed: Uint8Array): Promise<{ bytes: Buffer; broken: boolean }> {
  const parts: Uint8Array[] = [];
  let broken = false;
  for await (const piece of nodeHost.inflateRawPieces(packed))
    if (piece.status === 'ok') parts.push(piece.value);
    else broken = true;
  return { bytes: Buffer.concat(parts), broken };
}

/** Does not pack well, the same each time. */
const noise = Buffer.from(Array.from({ length: 1_000_000 }, (_, i) => (i * i * 31 + (i >> 7)) & 0xff));
const packed = deflateRawSync(noise);

test('pieces are the whole, inflated', async () => {
  const { bytes, broken } = await inflate(packed);
  expect([bytes.equals(noise), broken]).toEqual([true, false]);
  expect((await inflate(deflateRawSync(''))).bytes).toHaveLength(0);
});

test('data that end early give what they held', async () => {
  const { bytes, broken } = await inflate(packed.subarray(0, packed.length >> 1));
  expect(broken).toBe(false);
  expect(bytes.length).toBeGreaterThan(100_000);
  expect(bytes.equals(noise.subarray(0, bytes.length))).toBe(true);
});

test('data that break give what came before, but for a piece', async () => {
  const stored = deflateRawSync(noise, { level: 0 });
  const damaged = Buffer.concat([stored.subarray(0, 524_288), Buffer.alloc(100_000, 0xff)]);
  const { bytes, broken } = await inflate(damaged);
  expect(broken).toBe(true);
  expect(bytes.length).toBeGreaterThan(524_288 - 3 * 65_536);
  expect(bytes.equals(noise.subarray(0, bytes.length))).toBe(true);
});

test('a piece that is not wanted ends the inflating', async () => {
  for await (const piece of nodeHost.inflateRawPieces(packed)) {
    expect(piece.status).toBe('ok');
    break;
  }
});

test('pieces hash as the whole does', async () => {
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    yield noise.subarray(0, 10);
    yield noise.subarray(10);
  };
  expect(await nodeHost.sha256Pieces(pieces())).toBe(await nodeHost.sha256(noise));
});

test('work that never ends is ended, even within a generator', () => {
  const endless = function* (): Generator<number> {
    for (let i = 0; ; i++) yield i;
  };
  let last = 0;
  const finished = within(50, () => {
    for (const i of endless()) last = i;
  });
  expect(finished).toBe(false);
  expect(last).toBeGreaterThan(0);
});

test('work that ends gives its effects, and what it throws', () => {
  let done = false;
  expect(
    within(1_000, () => {
      done = true;
    }),
  ).toBe(true);
  expect(done).toBe(true);
  expect(() =>
    within(1_000, () => {
      throw new RangeError('oh');
    }),
  ).toThrow(RangeError);
});
