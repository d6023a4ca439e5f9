import type { Expected, ExtractorFixture } from '../../../tests/fixture.ts';
import type { FlowCadence } from '../../model/network-payloads.ts';

const shortNames = 'ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt,in,out';
const longNames = 'firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort,packets,bytes,flows';

function flow(value: Partial<FlowCadence>): Expected<'flow-cadence'> {
  const ends = { client: '192.0.2.10:50496', server: '198.51.100.7:3333', transport: 'tcp' } as const;
  return { kind: 'flow-cadence', value: { ...ends, sensor: 'netflow', ...value } };
}

/** A quarter of an hour from this hour on, one direction. */
function quarter(hour: number, up: boolean, port = 3333): string {
  const ends = up ? `192.0.2.10,198.51.100.7,50496,${port}` : `198.51.100.7,192.0.2.10,${port},50496`;
  const at = `2026-11-23 ${String(hour).padStart(2, '0')}`;
  return `${at}:00:00,${at}:15:00,900.000,${ends},TCP,...AP.S.,0,0,30,${up ? 3000 : 9000},0,0,0,0`;
}

function csv(...lines: string[]): string {
  return `${lines.join('\n')}\nSummary\nflows,bytes,packets,avg_bps,avg_pps,avg_bpp\n30,28265,188,881,0,150\n`;
}

export function jsonFlow(up: boolean, port = 3333, more: object = {}): object {
  const [client, server] = ['192.0.2.10', '198.51.100.7'];
  return {
    type: 'FLOW',
    first: '2026-11-23T14:19:40.359',
    last: '2026-11-23T15:19:40.566',
    in_packets: 30,
    in_bytes: up ? 3000 : 9000,
    proto: 6,
    src_port: up ? 50_496 : port,
    dst_port: up ? port : 50_496,
    src4_addr: up ? client : server,
    dst4_addr: up ? server : client,
    ...more,
  };
}

/** As nfdump sets it: a value a line, a tab before it, blanks around the colon. */
export function jsonText(...flows: object[]): string {
  const record = (one: object): string =>
    `{\n${Object.entries(one)
      .map(([key, value]) => `\t"${key}" : ${JSON.stringify(value)}`)
      .join(',\n')}\n}`;
  return `\n[\n${flows.map(record).join(',\n')}\n]\n`;
}

export const fixture: ExtractorFixture = {
  fires: [
    {
      name: 'two directions and three exports of one conversation',
      input: csv(
        shortNames,
        ...[0, 1].flatMap((i) => [quarter(i, true), quarter(i, false)]).slice(0, 2),
        quarter(0, true),
      ),
      expect: [flow({ seconds: 900, bytesUp: 6000, bytesDown: 9000, packetsUp: 60, packetsDown: 30, records: 3 })],
    },
    {
      name: 'both directions in one record, with long names',
      input: `${longNames},outPackets,outBytes\n2026-11-23 14:19:40.359,3600.5,TCP,2001:db8::10,50496,2001:db8::7,10128,30,3000,1,60,9000\n`,
      expect: [
        flow({
          client: '[2001:db8::10]:50496',
          server: '[2001:db8::7]:10128',
          seconds: 3600.5,
          bytesUp: 3000,
          bytesDown: 9000,
        }),
      ],
    },
    {
      name: 'JSON as an array over many lines',
      input: jsonText(jsonFlow(true), jsonFlow(false), jsonFlow(true, 443)),
      expect: [flow({ seconds: 3600.207, bytesUp: 3000, bytesDown: 9000, records: 2 })],
    },
    {
      name: 'JSON, an object a line',
      input: [jsonFlow(true, 3333, { out_bytes: 9000, out_packets: 60 }), jsonFlow(true, 443)]
        .map((one) => `${JSON.stringify(one)}\n`)
        .join(''),
      expect: [flow({ seconds: 3600.207, bytesUp: 3000, bytesDown: 9000, packetsDown: 60 })],
    },
  ],
  silent: [
    { name: 'an Ethereum node', input: csv(shortNames, quarter(0, true, 30_303), quarter(0, false, 30_303)) },
    {
      name: 'a game at port 3333: fast, or short',
      input: csv(
        shortNames,
        '2026-11-23 00:00:00,2026-11-23 00:15:00,900.000,192.0.2.10,198.51.100.7,5000,3333,TCP,.,0,0,90000,9000000,90000,9000000,0,0',
        '2026-11-23 00:00:00,2026-11-23 00:00:09,9.000,192.0.2.10,198.51.100.7,5001,3333,TCP,.,0,0,9,900,9,900,0,0',
      ),
    },
    {
      name: 'a development server at port 3333 that is asked now and then',
      input: csv(shortNames, ...Array.from({ length: 9 }, (_, i) => quarter(i, true).replace(',900.000,', ',0.120,'))),
    },
    { name: 'one direction alone', input: csv(shortNames, quarter(0, true)) },
    { name: 'UDP at that port', input: csv(shortNames, quarter(0, true), quarter(0, false)).replaceAll('TCP', 'UDP') },
    {
      name: 'statistics',
      input: 'ts,te,td,pr,val,fl,flP,pkt,pktP,byt,bytP,pps,bps,bpp\n2026-11-23 00:00:00,1,2,TCP,3333,1\n',
    },
    { name: 'JSON of another kind', input: '[{"type":"other","dst_port":3333}]' },
  ],
};
