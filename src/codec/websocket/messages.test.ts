import { constants, createDeflateRaw } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packMessage, upgradeAnswer, upgradeRequest, webSocketFrame } from '../../../tests/make-websocket.ts';
import { readFrame } from './frame.ts';
import { type Packing, readMessages } from './messages.ts';
import { readUpgrade } from './upgrade.ts';

const key = [1, 2, 3, 4];
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

function texts(bytes: Uint8Array, packing: Packing = {}, resume?: (after: number) => number | undefined): string[] {
  return [...readMessages(bytes, 0, packing, resume ?? (() => undefined))].map((reading) =>
    'payload' in reading ? Buffer.from(reading.payload).toString() : `cut: ${reading.cut.status}`,
  );
}

describe('a frame', () => {
  it('gives its payload back whatever its length and mask', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 5, 125, 126, 65_535, 65_536), fc.boolean(), (length, masked) => {
        const payload = Buffer.alloc(length, 'ab');
        const frame = readFrame(webSocketFrame(payload, masked ? { key } : {}), 0);
        expect(frame).toMatchObject({ status: 'ok', value: { kind: 'text', last: true } });
        if (frame.status === 'ok') expect(payload.equals(frame.value.payload)).toBe(true);
      }),
    );
  });
  it.each<[string, number[], string]>([
    ['an unknown kind', [0x83, 0], 'not-this-format'],
    ['a reserved bit', [0xa1, 0], 'not-this-format'],
    ['a ping in pieces', [0x09, 0], 'not-this-format'],
    ['a length that is longer than it need be', [0x81, 126, 0, 5], 'malformed'],
    ['a length of 2^63 bytes', [0x81, 127, 0x80, 0, 0, 0, 0, 0, 0, 0], 'malformed'],
    ['half of it', [0x81, 5, 1], 'malformed'],
    ['nothing', [], 'malformed'],
  ])('is none with %s', (_, bytes, status) => {
    expect(readFrame(Uint8Array.from(bytes), 0)).toMatchObject({ status });
  });
  it('is passed over where it is too long', () => {
    const long = webSocketFrame(Buffer.alloc(2_000_000));
    expect(texts(Buffer.concat([long, webSocketFrame('next')]))).toEqual(['cut: limit', 'next']);
  });
});

describe('messages', () => {
  it('are joined from fragments, with a ping between them', () => {
    const frames = [
      webSocketFrame('{"a"', { key, last: false }),
      webSocketFrame('hello', { key, opcode: 9 }),
      webSocketFrame(':1}', { key, opcode: 0 }),
      webSocketFrame('', { opcode: 8 }),
    ];
    expect(texts(Buffer.concat(frames))).toEqual(['{"a":1}']);
  });
  it('stand from their first frame to their last', () => {
    const [first, second] = [webSocketFrame('ab', { last: false }), webSocketFrame('c', { opcode: 0 })];
    const [message] = readMessages(Buffer.concat([first, second]), 0, {}, () => undefined);
    expect(message).toMatchObject({ start: 0, end: first.length + second.length });
  });
  it('are unpacked, each by itself', () => {
    const frames = ['{"type":"job"}', '{"type":"job"}'].map((text) =>
      webSocketFrame(packMessage(text), { key, packed: true }),
    );
    expect(texts(Buffer.concat(frames), { window: 'new' })).toEqual(['{"type":"job"}', '{"type":"job"}']);
  });
  it('are unpacked with the window that is kept, and plain ones stand between', async () => {
    const deflater = createDeflateRaw();
    const parts: Buffer[] = [];
    deflater.on('data', (part: Buffer) => parts.push(part));
    const frames: Uint8Array[] = [];
    for (const text of ['{"type":"job","n":1}', '{"type":"job","n":2}']) {
      deflater.write(text);
      await new Promise<void>((done) => deflater.flush(constants.Z_SYNC_FLUSH, done));
      frames.push(
        webSocketFrame(Buffer.concat(parts.splice(0)).subarray(0, -4), { packed: true }),
        webSocketFrame('-'),
      );
    }
    deflater.close();
    const expected = ['{"type":"job","n":1}', '-', '{"type":"job","n":2}', '-'];
    expect(texts(Buffer.concat(frames), { window: 'kept' })).toEqual(expected);
    expect(texts(Buffer.concat(frames), {})).toEqual(['-', '-']);
  });
  it('go on at the next segment behind bytes that are no frame', () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xff, 0xff]), webSocketFrame('back')]);
    expect(texts(bytes)).toEqual([]);
    expect(texts(bytes, {}, (after) => (after < 3 ? 3 : undefined))).toEqual(['back']);
  });
  it('cost no more than their bound where each unpacks to much', () => {
    const bomb = webSocketFrame(packMessage('x'.repeat(1_000_000)), { packed: true });
    const read = texts(Buffer.concat(Array.from({ length: 400 }, () => bomb)), { window: 'new' });
    expect(read.length).toBeLessThan(100);
    expect(read.at(-1)).toBe('cut: limit');
  });
  it('count against their bound where they are broken at their end, too', () => {
    const whole = packMessage('x'.repeat(1_000_000));
    // A stored block whose length and its complement disagree.
    const broken = webSocketFrame(Uint8Array.from([...whole, 1, 0, 0, 0]), { packed: true });
    const good = webSocketFrame(packMessage('good'), { packed: true });
    const readBehind = (count: number): string[] =>
      texts(Buffer.concat([...Array.from({ length: count }, () => broken), good]), { window: 'new' });
    expect(readBehind(3)).toEqual(['good']);
    expect(readBehind(100)).toEqual([]);
  });
  it('are never thrown at', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom('kept' as const, 'new' as const),
        (bytes, window) => {
          for (const reading of readMessages(bytes, 0, { window }, (after) => after + 1))
            if ('end' in reading) expect(reading.end).toBeLessThanOrEqual(bytes.length);
        },
      ),
    );
  });
});

describe('an upgrade', () => {
  const deflate = 'Sec-WebSocket-Extensions: permessage-deflate; client_no_context_takeover\r\n';
  const request = bytesOf(upgradeRequest('pool.example:8181', '/proxy', 'Origin: https://page.example\r\n'));

  it('names the host, the page and how each side packs', () => {
    expect(readUpgrade(request, bytesOf(upgradeAnswer(deflate)))).toMatchObject({
      clientEnd: request.length,
      host: 'pool.example:8181',
      origin: 'https://page.example',
      client: { window: 'new' },
      server: { window: 'kept' },
    });
  });
  it('is known by one direction alone', () => {
    expect(readUpgrade(request, new Uint8Array(0))).toMatchObject({ serverEnd: 0, client: {} });
    expect(readUpgrade(new Uint8Array(0), bytesOf(upgradeAnswer()))).toMatchObject({ clientEnd: 0 });
  });
  it.each<[string, string, string]>([
    ['a refusal', upgradeRequest('a'), 'HTTP/1.1 403 Forbidden\r\n\r\n'],
    ['another protocol', 'GET / HTTP/1.1\r\nUpgrade: h2c\r\n\r\n', ''],
    ['no HTTP', 'hello', 'hello'],
  ])('is none: %s', (_, client, server) => {
    expect(readUpgrade(bytesOf(client), bytesOf(server))).toBeUndefined();
  });
});
