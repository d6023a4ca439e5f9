import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HttpMessage, largestBody, largestHead, readBasicCredentials, readHttpMessage } from './message.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function read(text: string, at = 0): HttpMessage {
  const result = readHttpMessage(bytesOf(text), at);
  if (result.status !== 'ok') throw new Error(JSON.stringify(result));
  return result.value;
}

describe('an HTTP/1.x message', () => {
  it('is a request with its target, headers and body by Content-Length', () => {
    const text = 'POST /json_rpc HTTP/1.1\r\nHost: node:18081\r\ncontent-length: 2\r\n\r\n{}GET / HTTP/1.1\r\n\r\n';
    const first = read(text);
    expect(first).toMatchObject({ says: 'request', method: 'POST', target: '/json_rpc' });
    expect(first.headers.get('host')).toBe('node:18081');
    expect(textOf(first.body)).toBe('{}');
    expect(read(text, first.end)).toMatchObject({ method: 'GET' });
  });
  it('is a response whose chunks are joined', () => {
    const text =
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nWiki\r\n5\r\npedia\r\n0\r\nA: b\r\n\r\nHTTP/1.1 204 \r\n\r\n';
    const first = read(text);
    expect(textOf(first.body)).toBe('Wikipedia');
    expect(read(text, first.end)).toMatchObject({ says: 'response', status: 204 });
  });
  it('runs to the end of the connection where a response gives no length', () => {
    expect(textOf(read('HTTP/1.0 200 OK\r\n\r\nall of it').body)).toBe('all of it');
  });
  it('has no body in a request without a length, nor in 1xx, 204 and 304', () => {
    expect(read('GET / HTTP/1.1\r\n\r\nrest').body.length).toBe(0);
    for (const status of [100, 204, 304]) expect(read(`HTTP/1.1 ${status} x\r\n\r\nrest`).body.length).toBe(0);
  });
  it('says that its body is cut', () => {
    expect(read('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf').cut).toBe('bytes-ended');
    expect(read('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf').cut).toBe('bytes-ended');
  });
  it('keeps a bounded body and still finds the next message', () => {
    const long = largestBody + 5;
    const bytes = new Uint8Array(long + 200);
    const head = bytesOf(`POST / HTTP/1.1\r\nContent-Length: ${long}\r\n\r\n`);
    bytes.set(head);
    const result = readHttpMessage(bytes, 0);
    expect(result).toMatchObject({ status: 'ok', value: { cut: 'limit', end: head.length + long } });
  });
  it('accepts bare line feeds and odd header case', () => {
    expect(read('GET / HTTP/1.1\nHOST: a\n\n').headers.get('host')).toBe('a');
  });
  it('is not another protocol', () => {
    expect(readHttpMessage(bytesOf('SSH-2.0-x\r\n'), 0).status).toBe('not-this-format');
    expect(readHttpMessage(bytesOf('GET me a coffee\r\n\r\n'), 0).status).toBe('malformed');
    expect(readHttpMessage(bytesOf('GET / HTTP/1.1\r\nno colon\r\n\r\n'), 0).status).toBe('malformed');
  });
  it('has a bounded head', () => {
    const text = `GET / HTTP/1.1\r\n${'a: b\r\n'.repeat(largestHead)}`;
    expect(readHttpMessage(bytesOf(text), 0).status).toBe('limit');
    const distinct = Array.from({ length: 200 }, (_, i) => `h${i}: x\r\n`).join('');
    expect(readHttpMessage(bytesOf(`GET / HTTP/1.1\r\n${distinct}\r\n`), 0).status).toBe('limit');
  });
  it('never throws and never ends before it begins', () => {
    const start = fc.constantFrom(
      'GET / HTTP/1.1\r\n',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n',
      'POST',
    );
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 300 }), (head, tail) => {
        const bytes = new Uint8Array([...bytesOf(head), ...tail]);
        const result = readHttpMessage(bytes, 0);
        if (result.status === 'ok') expect(result.value.end).toBeGreaterThan(0);
        if (result.status === 'ok') expect(result.value.end).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});

describe('basic credentials', () => {
  it('are split at the first colon', () => {
    expect(readBasicCredentials(`Basic ${btoa('bigsky:1:2')}`)).toEqual({ user: 'bigsky', password: '1:2' });
  });
  it('are absent where they are something else', () => {
    expect(readBasicCredentials('Bearer abc')).toBeUndefined();
    expect(readBasicCredentials('Basic =====')).toBeUndefined();
    expect(readBasicCredentials(`Basic ${btoa('nocolon')}`)).toBeUndefined();
  });
});
