import { describe, expect, it } from 'vitest';
import { readRelayedLine, surerTime } from './relayed.ts';

describe('a web server’s line in another log', () => {
  it('is read as the server wrote it', () => {
    const access = '192.0.2.10 - - [23/Nov/2026:16:31:56 +0000] "GET /x?y HTTP/1.1" 200 48 "-" "Browser/1"';
    expect(readRelayedLine(access, 'nginx')).toMatchObject({
      source: { category: 'webserver', service: 'nginx' },
      fields: { 'c-ip': '192.0.2.10', 'cs-uri-stem': '/x' },
    });
    expect(readRelayedLine('2026/11/23 16:31:56 [error] 7#7: *1 x')).toMatchObject({ fields: { level: 'error' } });
    expect(readRelayedLine('INFO:     192.0.2.10:51234 - "POST /x HTTP/1.1" 200 OK')).toMatchObject({
      source: { service: 'uvicorn' },
    });
  });

  it('may be HAProxy’s, which answers before it tells of the request', () => {
    const line =
      '192.0.2.10:51234 [23/Nov/2026:16:31:56.123] front~ back/web1 0/0/1/2/3 404 1234 - - ---- 1/1/0/0/0 0/0 {www.example.com} "GET /x?y HTTP/1.1"';
    expect(readRelayedLine(line)?.fields).toMatchObject({
      'c-ip': '192.0.2.10',
      'cs-uri-stem': '/x',
      'sc-status': 404,
      'sc-bytes': 1234,
    });
  });

  it('is none where somebody else speaks', () => {
    const lines = ['Accepted password for "x" from 192.0.2.10', '[main] started', '2026 was "good"', ''];
    expect(lines.map((line) => readRelayedLine(line))).toEqual(lines.map(() => undefined));
  });

  it('has the time of the clock that names its zone', () => {
    const [sure, unsure, guessed] = [{ ms: 1 }, { ms: 2, zoneUnknown: true }, { ms: 3, yearGuessed: true }] as const;
    expect(surerTime(unsure, sure)).toBe(sure);
    expect(surerTime(guessed, sure)).toBe(sure);
    expect(surerTime(sure, unsure)).toBe(sure);
    expect(surerTime(guessed, unsure)).toBe(guessed);
    expect(surerTime(undefined, unsure)).toBe(unsure);
  });
});
