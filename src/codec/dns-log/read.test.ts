import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDnsLogLine } from './read.ts';

describe('a line of a DNS server’s log', () => {
  it.each([
    ['an interface behind the client', 'query[A] pool.example.com from fe80::1%eth0', { client: 'fe80::1' }],
    ['a type that has no name', 'query[type=65] pool.example.com from 192.0.2.1', { type: 'type=65' }],
    ['an answer of /etc/hosts', '/etc/hosts pool.example.com is 0.0.0.0', { act: 'answer', outcome: 'blocked' }],
    ['a name that does not exist', 'reply pool.example.com is NXDOMAIN', { outcome: 'none' }],
    ['a name that is kept from all', 'config pool.example.com is NXDOMAIN', { outcome: 'blocked' }],
    ['Pi-hole’s older words', 'exactly blacklisted pool.example.com is 0.0.0.0', { outcome: 'blocked' }],
    [
      'BIND before 9.9',
      'client 192.0.2.1#4000: query: pool.example.com IN A + (192.0.2.53)',
      { client: '192.0.2.1', resolver: '192.0.2.53', type: 'A' },
    ],
    [
      'BIND that refuses',
      "client @0x7f 192.0.2.1#4000 (pool.example.com): query (cache) 'pool.example.com/A/IN' denied (allow-query-cache did not match)",
      { act: 'answer', outcome: 'refused' },
    ],
    [
      'a policy zone of Unbound',
      '[1795451478] unbound[1:0] info: rpz: applied [mining] pool.example.com. rpz-nxdomain 192.0.2.1@4000 pool.example.com. A IN',
      { act: 'answer', outcome: 'blocked', time: 1_795_451_478_000 },
    ],
    [
      'Unbound that refuses everything',
      '[1795451478] unbound[1:0] info: . refuse 192.0.2.1@4000 pool.example.com. A IN',
      { act: 'answer', outcome: 'refused' },
    ],
    [
      'Unbound through syslog',
      'Nov 23 16:00:01 ns unbound[7]: [7:0] info: 192.0.2.1 pool.example.com. A IN',
      { act: 'query', client: '192.0.2.1' },
    ],
  ])('is read: %s', (_, line, expected) => {
    expect(readDnsLogLine(line)).toMatchObject({ name: 'pool.example.com', ...expected });
  });
  it.each([
    ['a policy that lets pass', 'client 192.0.2.1#4 (x): rpz QNAME PASSTHRU rewrite pool.example.com/A/IN via x.rpz'],
    ['a zone that answers', '[1795451478] unbound[1:0] info: example.com. redirect 192.0.2.1@4 pool.example.com. A IN'],
    ['what dnsmasq forwards', 'forwarded pool.example.com to 192.0.2.53'],
    ['words of a program', 'the reply pool.example.com is 1'],
    ['a very long line', `query[A] ${'a'.repeat(4_000)} from 192.0.2.1`],
  ])('is none: %s', (_, line) => {
    expect(readDnsLogLine(line)).toBeUndefined();
  });
  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3_000 }), (line) => {
        readDnsLogLine(line);
      }),
    );
  });
});
