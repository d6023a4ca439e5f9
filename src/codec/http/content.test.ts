import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readContent } from './content.ts';
import { readHttpMessage } from './message.ts';

function content(coding: string, body: Uint8Array, most?: number): unknown {
  const head = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Encoding: ${coding}\r\nContent-Length: ${body.length}\r\n\r\n`);
  const message = readHttpMessage(Buffer.concat([head, body]), 0);
  if (message.status !== 'ok') throw new Error('no message');
  const read = readContent(message.value, most);
  return read.status === 'ok' ? Buffer.from(read.value).toString() : read.status;
}

describe("an HTTP body's content", () => {
  const plain = Buffer.from('{"id":1,"result":true}');
  it.each<[string, Uint8Array]>([
    ['gzip', gzipSync(plain)],
    ['X-GZIP', gzipSync(plain)],
    ['deflate', deflateSync(plain)],
    ['deflate', deflateRawSync(plain)],
    ['identity', plain],
    ['br', plain],
  ])('is read where its coding is %s', (coding, body) => {
    expect(content(coding, body)).toBe(plain.toString());
  });
  it('is bounded, and broken is broken', () => {
    expect(content('gzip', gzipSync(Buffer.alloc(5000)), 1000)).toBe('limit');
    expect(content('gzip', plain)).toBe('malformed');
    expect(content('gzip', gzipSync(plain).subarray(0, 20))).toBe('malformed');
  });
});
