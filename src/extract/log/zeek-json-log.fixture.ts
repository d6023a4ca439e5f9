import type { LogFormatFixture } from '../../../tests/fixture.ts';

const time = '2026-11-23T16:31:56.109Z';
const sides =
  '"ts":1795451516.109,"uid":"C1","id.orig_h":"192.0.2.10","id.orig_p":40000,"id.resp_h":"192.0.2.53","id.resp_p":53';
const lookup = `{${sides},"query":"pool.example.com","rejected":false,"answers":["203.0.113.7"]}`;

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'a lookup, told by its fields',
      input: `${lookup}\n`,
      expect: [
        {
          source: { product: 'zeek', service: 'dns' },
          time,
          fields: { query: 'pool.example.com', rejected: false, answers: ['203.0.113.7'], 'id.resp_p': 53 },
        },
      ],
    },
    {
      name: 'a log of a rarer kind, told by its file',
      file: 'current/smb_files.log',
      input: `{${sides},"action":"SMB::FILE_OPEN","name":"a.exe"}\n`,
      expect: [{ source: { product: 'zeek', service: 'smb_files' }, fields: { name: 'a.exe' } }],
    },
    {
      name: 'a stream of all logs, whose records say what they are',
      file: 'dns.log',
      input: `{"_path":"rdp",${sides},"cookie":"x"}\n{"_path":"conn",${sides}}\n`,
      expect: [{ source: { product: 'zeek', service: 'rdp' } }, { source: { product: 'zeek', service: 'conn' } }],
    },
    {
      name: 'dates as text, and a record that a shipper carries',
      input: `${lookup.replace('1795451516.109', '"2026-11-23T16:31:56.109Z"')}\n${JSON.stringify({ message: lookup })}\n`,
      expect: [
        { source: { product: 'zeek', service: 'dns' }, time },
        { source: { product: 'zeek', service: 'dns' }, time },
      ],
    },
    {
      name: 'what stands between broken lines',
      input: `${lookup}\n{"ts":\nnot JSON at all\n${lookup.slice(0, 60)}\n${lookup}`,
      expect: [{ time }, { time }],
    },
  ],
  silent: [
    { name: 'nothing', input: '' },
    { name: 'JSON of something else', input: '{"ts":1,"level":"info","msg":"started"}\n' },
    { name: 'Suricata', input: '{"timestamp":"2026-11-23T16:31:56.1+0000","event_type":"dns","dns":{}}\n' },
  ],
};
