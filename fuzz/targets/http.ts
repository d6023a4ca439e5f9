import { readContent } from '../../src/codec/http/content.ts';
import { readBasicCredentials, readHttpMessage } from '../../src/codec/http/message.ts';
import type { FuzzTarget } from '../target.ts';

const seeds = [
  'POST / HTTP/1.1\r\nHost: a:1\r\nAuthorization: Basic YTpi\r\nContent-Length: 2\r\n\r\n{}',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nWiki\r\n0\r\nA: b\r\n\r\n',
  'HTTP/1.0 204 No Content\n\n',
  'HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: 3\r\n\r\n\x03\x00\x00',
];

/** Messages follow each other, each within the bytes and no longer than they. */
export const target: FuzzTarget = {
  id: 'http',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed + seed)),
  run(bytes) {
    for (let at = 0; at < bytes.length; ) {
      const message = readHttpMessage(bytes, at);
      if (message.status !== 'ok') return;
      const { end, bodyAt, body, headers } = message.value;
      if (end <= at || end > bytes.length || bodyAt > end) throw new Error(`a message from ${at} to ${end}`);
      if (body.length > end - bodyAt) throw new Error('a body longer than its bytes');
      readContent(message.value, 1_000_000);
      readBasicCredentials(headers.get('authorization') ?? '');
      at = end;
    }
  },
};
