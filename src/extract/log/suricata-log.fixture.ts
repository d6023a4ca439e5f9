import type { LogFormatFixture } from '../../../tests/fixture.ts';

const time = '2026-11-23T16:31:56.109Z';
const lookup =
  '{"timestamp":"2026-11-23T16:31:56.109123+0000","flow_id":1,"event_type":"dns","host":"sensor1","src_ip":"192.0.2.10","dest_ip":"192.0.2.53","dest_port":53,"dns":{"type":"query","rrname":"pool.example.com","rrtype":"A"}}';

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'a lookup',
      input: `${lookup}\n`,
      expect: [
        {
          source: { product: 'suricata', service: 'dns' },
          time,
          machine: 'sensor1',
          fields: { src_ip: '192.0.2.10', dest_port: 53, 'dns.rrname': 'pool.example.com', 'dns.rrtype': 'A' },
        },
      ],
    },
    {
      name: 'questions in a list, as since Suricata 8, and a record that a shipper carries',
      input: `{"timestamp":"2026-11-23T16:31:56.109123+0000","event_type":"dns","dns":{"version":3,"queries":[{"rrname":"a.example.com"},{"rrname":"b.example.com"}]}}\n${JSON.stringify({ message: lookup })}\n`,
      expect: [
        { time, fields: { 'dns.queries.rrname': ['a.example.com', 'b.example.com'] } },
        { time, fields: { 'dns.rrname': 'pool.example.com' } },
      ],
    },
    {
      name: 'what stands between broken lines',
      input: `${lookup}\n{"event_type":\nnot JSON at all\n${lookup}`,
      expect: [{ time }, { time }],
    },
  ],
  silent: [
    { name: 'nothing', input: '' },
    { name: 'JSON of something else', input: '{"timestamp":"2026-11-23T16:31:56Z","level":"info"}\n' },
    { name: 'Zeek', input: '{"ts":1795451516.1,"id.orig_h":"192.0.2.10","query":"pool.example.com"}\n' },
  ],
};
