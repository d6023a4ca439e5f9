import { describe, expect, test } from 'vitest';
import { readConfluenceLine } from './confluence.ts';

const line = (request: string, rest = '200 21ms 48 http://wiki.example.com/ Mozilla/5.0 (X11)'): string =>
  `[03/Nov/2026:04:12:55 +0100] alice http-nio-8090-exec-7 192.0.2.10 ${request} HTTP/1.1 ${rest}`;

describe("a line of Confluence's access log", () => {
  test('is read as it stands in server.xml', () => {
    const event = readConfluenceLine(line('GET /display/DS/Home?x=1'));
    expect(event?.time?.ms).toBe(Date.UTC(2026, 10, 3, 3, 12, 55));
    expect(event?.fields).toMatchObject({
      'c-ip': '192.0.2.10',
      'cs-username': 'alice',
      'cs-method': 'GET',
      'cs-uri-stem': '/display/DS/Home',
      'cs-uri-query': 'x=1',
      'sc-status': 200,
      'sc-bytes': 48,
      'cs-referer': 'http://wiki.example.com/',
      'cs-user-agent': 'Mozilla/5.0 (X11)',
    });
  });

  test('has no user, size, referer or agent where a dash stands', () => {
    const event = readConfluenceLine(
      '[03/Nov/2026:04:12:55 +0000] - http-nio-8090-exec-7 192.0.2.10 GET / HTTP/1.1 302 3ms - - -',
    );
    expect(Object.keys(event?.fields ?? {})).not.toContain('cs-username');
    expect(event?.fields).not.toHaveProperty('cs-referer');
    expect(event?.fields).toMatchObject({ 'sc-status': 302, 'cs-method': 'GET' });
  });

  test('keeps a target with spaces and with words of a protocol in it', () => {
    const event = readConfluenceLine(line('GET /a HTTP/1.1 b'));
    expect(event?.fields['c-uri']).toBe('/a HTTP/1.1 b');
  });

  test.each(['', '[', line('GET /').slice(0, 60), '192.0.2.1 - - [03/Nov/2026:04:12:55 +0100] "GET / HTTP/1.1" 200 1'])(
    'is not %j',
    (text) => expect(readConfluenceLine(text)).toBeUndefined(),
  );

  test('of any length is done with at once', () => {
    expect(readConfluenceLine(line('GET /', `200 1ms 2 ${'- '.repeat(50_000)}`))).toBeUndefined();
    expect(readConfluenceLine(`${line('GET /').slice(0, 70)}${' HTTP/'.repeat(20_000)}`)).toBeUndefined();
  });
});
