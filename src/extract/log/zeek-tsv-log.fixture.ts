import type { LogFormatFixture } from '../../../tests/fixture.ts';

const time = '2026-11-23T16:31:56.109Z';
const source = { product: 'zeek', service: 'dns' };
const sides = '1795451516.109000\tCabcdefghij1234567\t192.0.2.10\t40000\t192.0.2.53\t53';

/** A log as Zeek writes it, its columns and their types by name. */
function table(path: string, columns: Readonly<Record<string, string>>, lines: readonly string[]): string {
  return [
    '#separator \\x09',
    '#set_separator\t,',
    '#empty_field\t(empty)',
    '#unset_field\t-',
    `#path\t${path}`,
    '#open\t2026-11-23-16-31-56',
    `#fields\t${Object.keys(columns).join('\t')}`,
    `#types\t${Object.values(columns).join('\t')}`,
    ...lines,
    '#close\t2026-11-23-17-00-00',
    '',
  ].join('\n');
}

const columns = {
  ts: 'time',
  uid: 'string',
  'id.orig_h': 'addr',
  'id.orig_p': 'port',
  'id.resp_h': 'addr',
  'id.resp_p': 'port',
  query: 'string',
  rejected: 'bool',
  answers: 'vector[string]',
  TTLs: 'vector[interval]',
};
const dns = table('dns', columns, [
  `${sides}\tpool.example.com\tF\t203.0.113.7,203.0.113.8\t60.0,61.5`,
  `${sides}\t\\x5cname\tT\t-\t(empty)`,
]);
const files = table('smb_files', { ts: 'time', action: 'enum', size: 'count' }, [
  '1795451516.109000\tSMB::FILE_OPEN\t48',
]);

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'lookups, each value by its type',
      file: 'dns.log',
      input: dns,
      expect: [
        {
          source,
          time,
          fields: {
            ts: 1795451516.109,
            uid: 'Cabcdefghij1234567',
            'id.orig_h': '192.0.2.10',
            'id.orig_p': 40000,
            'id.resp_h': '192.0.2.53',
            'id.resp_p': 53,
            query: 'pool.example.com',
            rejected: false,
            answers: ['203.0.113.7', '203.0.113.8'],
            TTLs: [60, 61.5],
          },
        },
        { source, time, fields: { query: '\\name', rejected: true, answers: undefined, TTLs: [] } },
      ],
    },
    {
      name: 'a log of another kind behind it',
      input: dns + files,
      expect: [
        { source },
        { source },
        { source: { product: 'zeek', service: 'smb_files' }, time, fields: { size: 48 } },
      ],
    },
    {
      name: 'long connections, which stand in a file of their own',
      input: table('conn_long', { ts: 'time', uid: 'string' }, ['1795451516.109000\tC1']),
      expect: [{ source: { product: 'zeek', service: 'conn' }, time }],
    },
    {
      name: 'a log without its header, by the file’s name',
      file: '/zeek/dns.16:00:00-17:00:00.log',
      input: `${sides}\tudp\t4711\t0.01\tpool.example.com\t1\tC_INTERNET\t1\tA\t0\tNOERROR\n`,
      expect: [{ source, time, fields: { query: 'pool.example.com', qtype_name: 'A' } }],
    },
  ],
  silent: [
    { name: 'nothing', input: '' },
    { name: 'a table of something else', input: '1795451516.109000\tx\ty\n' },
    { name: 'Zeek’s JSON', input: '{"ts":1795451516.1,"id.orig_h":"192.0.2.10","query":"pool.example.com"}\n' },
  ],
};
