import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
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

describe('gzip in pieces', () => {
  const content = Buffer.from('a line that is told again and again\n'.repeat(20_000));
  async function* inPieces(bytes: Uint8Array, size = 1_000): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  async function unpack(bytes: Uint8Array): Promise<{ text: string; last: string }> {
    const parts: Uint8Array[] = [];
    let last = 'ok';
    for await (const piece of nodeHost.gunzipPieces(inPieces(bytes)))
      if (piece.status === 'ok') parts.push(piece.value);
      else last = piece.status === 'malformed' ? piece.what : piece.status;
    return { text: Buffer.concat(parts).toString(), last };
  }

  test('of several members comes whole', async () => {
    const packed = Buffer.concat([gzipSync(content), gzipSync('the end')]);
    expect(await unpack(packed)).toEqual({ text: `${content}the end`, last: 'ok' });
  });

  test('that breaks off gives what it held and says so', async () => {
    const packed = gzipSync(content);
    const { text, last } = await unpack(packed.subarray(0, packed.length - 9));
    expect(last).toBe('the gzip data end too early');
    expect(content.toString().startsWith(text)).toBe(true);
    expect(text.length).toBeGreaterThan(content.length / 2);
  });

  test('that is none says so', async () => {
    expect(await unpack(Buffer.from('no gzip at all'))).toEqual({ text: '', last: 'broken gzip data' });
  });

  test('stops reading where nobody wants more', async () => {
    let asked = 0;
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const piece of inPieces(gzipSync(noise, { level: 0 }))) {
        asked++;
        yield piece;
      }
    }
    for await (const _ of nodeHost.gunzipPieces(counted())) break;
    expect(asked).toBeLessThan(500);
  });
});

test('the module of 7-Zip is there', async () => {
  expect([...(await nodeHost.asset('7z')).subarray(0, 4)]).toEqual([0, 0x61, 0x73, 0x6d]);
});
