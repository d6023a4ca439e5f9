import type { LogFormatFixture } from '../../../tests/fixture.ts';

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'dnsmasq and Pi-hole: questions and answers',
      input: [
        'Nov 23 16:31:56 dnsmasq[312]: query[A] Pool.example.com from 192.0.2.10',
        'Nov 23 16:31:56 dnsmasq[312]: reply pool.example.com is 203.0.113.7',
        'Nov 23 16:31:56 dnsmasq[312]: gravity blocked pool.example.com is 0.0.0.0',
        'Nov 23 16:31:57 dnsmasq[312]: forwarded pool.example.com to 192.0.2.53',
        '',
      ].join('\n'),
      expect: [
        {
          source: { category: 'dns', service: 'dnsmasq' },
          fields: { type: 'query', query: 'pool.example.com', record_type: 'A', src_ip: '192.0.2.10' },
        },
        { fields: { type: 'answer', query: 'pool.example.com', answer: '203.0.113.7', status: 'answered' } },
        { fields: { type: 'answer', answer: undefined, status: 'blocked' } },
      ],
    },
    {
      name: 'BIND',
      input:
        '23-Nov-2026 16:32:23.437 queries: info: client @0x7fb2 192.0.2.10#55947 (pool.example.com): query: pool.example.com IN A + (192.0.2.53)\n',
      expect: [
        {
          source: { category: 'dns', service: 'bind' },
          fields: { query: 'pool.example.com', record_type: 'A', src_ip: '192.0.2.10', dst_ip: '192.0.2.53' },
        },
      ],
    },
    {
      name: 'Unbound, with its time',
      input: [
        '[1795451478] unbound[25654:0] info: 192.0.2.10 pool.example.com. A IN',
        '[1795451478] unbound[25654:0] info: 192.0.2.10 pool.example.com. A IN NXDOMAIN 0.000000 1 34',
      ].join('\n'),
      expect: [
        {
          source: { category: 'dns', service: 'unbound' },
          time: '2026-11-23T16:31:18.000Z',
          fields: { type: 'query', query: 'pool.example.com' },
        },
        { fields: { type: 'answer', status: 'none' } },
      ],
    },
    {
      name: 'nothing of other programs in a machine’s common log',
      input: 'Nov 23 16:31:56 web1 sshd[9]: client is in no hurry to query IN vain\n',
      expect: [],
    },
  ],
  silent: [
    { name: 'nothing', input: '' },
    { name: 'a text', input: 'Which name is asked for: pool.example.com\n' },
    { name: 'a zone file', input: '$ORIGIN example.com.\npool IN A 203.0.113.7\n' },
  ],
};
