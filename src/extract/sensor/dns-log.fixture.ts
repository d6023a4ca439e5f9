import type { Expected, ExtractorFixture } from '../../../tests/fixture.ts';
import type { NameLookup } from '../../model/network-payloads.ts';

const client = '192.0.2.10';

function lookup(value: Partial<NameLookup>): Expected<'name-lookup'> {
  return { kind: 'name-lookup', value: { sensor: 'dns-log', ...value } };
}

function log(...lines: string[]): string {
  return `${lines.join('\n')}\n`;
}

export const fixture: ExtractorFixture = {
  fires: [
    {
      name: 'dnsmasq, a question and its answer',
      input: log(
        'Nov 23 16:31:06 dnsmasq[25540]: query[A] www.example.org from 192.0.2.11',
        'Nov 23 16:31:06 dnsmasq[25540]: query[A] gulf.moneroocean.stream from 192.0.2.10',
        'Nov 23 16:31:06 dnsmasq[25540]: forwarded gulf.moneroocean.stream to 198.51.100.53',
        'Nov 23 16:31:06 dnsmasq[25540]: reply gulf.moneroocean.stream is 203.0.113.7',
        'Nov 23 16:41:06 dnsmasq[25540]: query[A] gulf.moneroocean.stream from 192.0.2.10',
        'Nov 23 16:41:06 dnsmasq[25540]: cached gulf.moneroocean.stream is 203.0.113.8',
      ),
      expect: [
        lookup({
          name: 'gulf.moneroocean.stream',
          client,
          type: 'A',
          times: 2,
          outcome: 'answered',
          answers: ['203.0.113.7', '203.0.113.8'],
        }),
      ],
    },
    {
      name: 'Pi-hole, which blocks',
      input: log(
        'Nov 23 16:31:06 dnsmasq[540]: 17 192.0.2.10/49556 query[A] pool.supportxmr.com from 192.0.2.10',
        'Nov 23 16:31:06 dnsmasq[540]: 17 192.0.2.10/49556 gravity blocked pool.supportxmr.com is 0.0.0.0',
        'Nov 23 16:31:07 dnsmasq[540]: 18 192.0.2.11/49557 query[AAAA] POOL.supportxmr.com from 192.0.2.11',
        'Nov 23 16:31:07 dnsmasq[540]: 18 192.0.2.11/49557 regex denied pool.supportxmr.com is NODATA',
      ),
      expect: [
        lookup({ name: 'pool.supportxmr.com', client, outcome: 'blocked' }),
        lookup({ name: 'pool.supportxmr.com', client: '192.0.2.11', type: 'AAAA', outcome: 'blocked' }),
      ],
    },
    {
      name: 'BIND, with a view and a policy zone, through rsyslog',
      input: log(
        '2026-11-23T16:43:31.805000+00:00 ns named[7]: client @0x7f4980ad8098 192.0.2.10#52005 (pool.supportxmr.com): view inside: query: pool.supportxmr.com IN A +E(0)K (192.0.2.53)',
        '2026-11-23T16:43:31.805000+00:00 ns named[7]: client @0x7f4980ad8098 192.0.2.10#52005 (pool.supportxmr.com): view inside: rpz QNAME NXDOMAIN rewrite pool.supportxmr.com/A/IN via pool.supportxmr.com.rpz',
      ),
      expect: [
        lookup({
          name: 'pool.supportxmr.com',
          client,
          resolver: '192.0.2.53',
          outcome: 'blocked',
          start: '2026-11-23T16:43:31.805Z',
        }),
      ],
    },
    {
      name: "BIND's own file",
      input: log(
        '23-Nov-2026 16:34:24.141 queries: info: client @0x7fc783add098 2001:db8::5#44729 (xmr-eu1.nanopool.org): query: xmr-eu1.nanopool.org IN AAAA + (2001:db8::53)',
        '23-Nov-2026 16:34:24.141 query-errors: info: client @0x7fc783add098 2001:db8::5#44729 (xmr-eu1.nanopool.org): query failed (REFUSED) for xmr-eu1.nanopool.org/IN/AAAA at query.c:5708',
      ),
      expect: [lookup({ name: 'xmr-eu1.nanopool.org', client: '2001:db8::5', type: 'AAAA', outcome: 'refused' })],
    },
    {
      name: 'Unbound with replies and local actions',
      input: log(
        '[1795451478] unbound[25654:0] query: 192.0.2.10 gulf.moneroocean.stream. A IN',
        '[1795451478] unbound[25654:0] reply: 192.0.2.10 gulf.moneroocean.stream. A IN NOERROR 0.012000 0 57',
        '[1795451479] unbound[25654:0] info: 192.0.2.10 pool.supportxmr.com. A IN',
        '[1795451479] unbound[25654:0] info: supportxmr.com. always_nxdomain 192.0.2.10@48421 pool.supportxmr.com. A IN',
        '[1795451479] unbound[25654:0] info: 192.0.2.10 pool.supportxmr.com. A IN NXDOMAIN 0.000000 1 40',
      ),
      expect: [
        lookup({
          name: 'gulf.moneroocean.stream',
          client,
          outcome: 'answered',
          start: '2026-11-23T16:31:18.000Z',
        }),
        lookup({ name: 'pool.supportxmr.com', client, outcome: 'blocked' }),
      ],
    },
    {
      name: 'an answer whose question is not in the log',
      input: log('Nov 23 16:31:06 dnsmasq[1]: reply gulf.moneroocean.stream is 203.0.113.7'),
      expect: [lookup({ name: 'gulf.moneroocean.stream', outcome: 'answered', answers: ['203.0.113.7'] })],
    },
  ],
  silent: [
    {
      name: 'a blocklist that is loaded',
      input: log(
        'Nov 23 16:31:05 dnsmasq[25540]: read /etc/pihole/gravity.list - 120431 names',
        'Nov 23 16:31:05 dnsmasq[25540]: using only locally-known addresses for supportxmr.com',
        'Nov 23 16:31:05 pihole[1]: list of mining pools now holds nanopool.org and minexmr.com',
      ),
    },
    {
      name: 'names that only look like a pool’s',
      input: log(
        'Nov 23 16:31:06 dnsmasq[1]: query[A] notnanopool.org from 192.0.2.10',
        'Nov 23 16:31:06 dnsmasq[1]: query[A] nanopool.org.example.com from 192.0.2.10',
      ),
    },
    { name: 'a log of something else', input: log('Nov 23 16:31:06 box cron[1]: ran /opt/check nanopool.org') },
    { name: 'a list of hosts', input: log('0.0.0.0 nanopool.org', '0.0.0.0 minexmr.com') },
  ],
};
