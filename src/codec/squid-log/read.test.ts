import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSquidLine } from './read.ts';

describe('a line of Squid’s log', () => {
  it('is read in Squid’s own format', () => {
    const line =
      '1795451516.109   1001 192.0.2.10 TCP_TUNNEL/200 48 CONNECT Gulf.MoneroOcean.stream:10128 mallory HIER_DIRECT/203.0.113.7 -';
    expect(readSquidLine(line)).toEqual({
      client: '192.0.2.10',
      method: 'CONNECT',
      result: 'TCP_TUNNEL',
      url: 'Gulf.MoneroOcean.stream:10128',
      host: 'gulf.moneroocean.stream',
      port: 10128,
      status: 200,
      bytes: 48,
      user: 'mallory',
      server: '203.0.113.7',
      seconds: 1.001,
      time: 1_795_451_515_108,
    });
  });
  it('is read in the formats of web servers', () => {
    const head = '192.0.2.10 - - [23/Nov/2026:17:31:56 +0100] ';
    const connect = `${head}"CONNECT [2001:db8::7]:3333 HTTP/1.1" 403 3417 TCP_DENIED:HIER_NONE`;
    expect(readSquidLine(connect)).toMatchObject({ host: '2001:db8::7', port: 3333, time: 1_795_451_516_000 });
    const page = `${head}"GET http://nanopool.org:8080/a? HTTP/1.1" 200 180 "http://x/" "Browser "q" 1" TCP_MISS:HIER_DIRECT`;
    expect(readSquidLine(page)).toMatchObject({
      host: 'nanopool.org',
      port: 8080,
      path: '/a?',
      agent: 'Browser "q" 1',
      result: 'TCP_MISS',
    });
  });
  it.each([
    [
      'a request that was none',
      '1795451524.123 0 192.0.2.1 NONE_NONE/400 3376 garbage error:invalid-request - HIER_NONE/- -',
    ],
    ['a web server’s log', '192.0.2.10 - - [23/Nov/2026:16:31:56 +0000] "GET /a HTTP/1.1" 200 48'],
    ['a port that is none', '1795451516.109 1 192.0.2.1 TCP_TUNNEL/200 48 CONNECT x:99999 - HIER_DIRECT/- -'],
    ['nothing', ''],
    // What a site's own `logformat` lines may write: other fields, or the same in another order.
    ['no size', '1795451516.109 1001 192.0.2.1 TCP_TUNNEL/200 CONNECT x:3333 - HIER_DIRECT/203.0.113.7 -'],
    ['no length', '1795451516.109 192.0.2.1 TCP_TUNNEL/200 48 CONNECT x:3333 - HIER_DIRECT/203.0.113.7 -'],
    ['the user first', '1795451516.109 1 192.0.2.1 TCP_TUNNEL/200 48 CONNECT alice x:3333 HIER_DIRECT/203.0.113.7 -'],
    ['a date of its own', '23/Nov/2026:16:31:56 1 192.0.2.1 TCP_TUNNEL/200 48 CONNECT x:3333 - HIER_DIRECT/- -'],
    ['marks between', '1795451516.109|1|192.0.2.1|TCP_TUNNEL/200|48|CONNECT|x:3333|-|HIER_DIRECT/-|-'],
    ['names of fields', 'time=1795451516.109 client=192.0.2.1 result=TCP_TUNNEL/200 method=CONNECT url=x:3333'],
  ])('is none: %s', (_, line) => {
    expect(readSquidLine(line)).toBeUndefined();
  });
  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20_000 }), (line) => {
        readSquidLine(line);
      }),
    );
  });
});
