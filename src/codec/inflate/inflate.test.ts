import { constants, createDeflateRaw, deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflate, inflateZlib, MessageInflater } from './inflate.ts';

const text = (length: number): Buffer => Buffer.from('{"job_id":"a","blob":"10"}'.repeat(length));

describe('inflate', () => {
  it.each<[string, Parameters<typeof deflateRawSync>[1]]>([
    ['codes of its own', {}],
    ['fixed codes', { strategy: constants.Z_FIXED }],
    ['stored blocks', { level: 0 }],
    ['all its skill', { level: 9 }],
    ['no copies', { strategy: constants.Z_HUFFMAN_ONLY }],
  ])('undoes zlib with %s', (_, options) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.nat(200), (noise, repeats) => {
        const plain = Buffer.concat([text(repeats), noise]);
        const unpacked = inflate(deflateRawSync(plain, options), plain.length);
        expect(unpacked).toMatchObject({ status: 'ok' });
        expect(unpacked.status === 'ok' && plain.equals(unpacked.value)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
  it('undoes a zlib stream, and knows what is none', () => {
    expect(inflateZlib(deflateSync(text(3)), 1000)).toEqual({ status: 'ok', value: new Uint8Array(text(3)) });
    expect(inflateZlib(deflateRawSync(text(3)), 1000)).toEqual({ status: 'not-this-format' });
  });
  it('stops at its limit', () => {
    expect(inflate(deflateRawSync(Buffer.alloc(1e6)), 1000)).toMatchObject({ status: 'limit' });
  });
  it('never throws at broken bytes, and says so', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const unpacked = inflate(bytes, 10_000);
        if (unpacked.status === 'ok') expect(unpacked.value.length).toBeLessThanOrEqual(10_000);
      }),
    );
    expect(inflate(new Uint8Array(0), 10)).toMatchObject({ status: 'malformed' });
  });
});

describe('messages that share a window', () => {
  /** Each message's bytes as a WebSocket sends them: flushed, and without the flush's four bytes. */
  async function pack(messages: readonly string[]): Promise<Uint8Array[]> {
    const deflater = createDeflateRaw();
    const packed: Uint8Array[] = [];
    let parts: Buffer[] = [];
    deflater.on('data', (part: Buffer) => parts.push(part));
    for (const message of messages) {
      deflater.write(message);
      await new Promise<void>((done) => deflater.flush(constants.Z_SYNC_FLUSH, done));
      packed.push(Uint8Array.from(Buffer.concat(parts).subarray(0, -4)));
      parts = [];
    }
    deflater.close();
    return packed;
  }
  const messages = ['{"type":"job","params":{}}', '{"type":"job","params":{}}', '', '{"type":"job","params":{"a":1}}'];
  const read = (inflater: MessageInflater, bytes: Uint8Array): string | undefined => {
    const message = inflater.message(bytes, 1000);
    return message.status === 'ok' ? Buffer.from(message.value).toString() : undefined;
  };

  it('are undone in their order', async () => {
    const inflater = new MessageInflater(true);
    expect((await pack(messages)).map((bytes) => read(inflater, bytes))).toEqual(messages);
  });
  it('are broken where the window is not kept', async () => {
    const inflater = new MessageInflater(false);
    expect((await pack(messages)).map((bytes) => read(inflater, bytes))[1]).toBeUndefined();
  });
});
