/**
 * SigmaHQ's rules for miners (../shared/corpus), each on a log of its own kind: on one in which a miner shows, and on an
 * ordinary one. All logs are ours.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scan } from '../src/engine/node/scan.ts';
import { type EvtxEventToWrite, evtxFile } from './evtx-writer.ts';
import { temporaryFolder } from './temporary-folder.ts';

const rules = '../shared/corpus/sigma/miner-rules';
const here = existsSync(rules);
const note = here ? '' : ' (skipped: ../shared/corpus is not here)';

/** A log, made for what a machine asked for or ran. */
type MadeOf = (what: string) => string | Uint8Array;

const sysmon = (eventId: number, data: Readonly<Record<string, string>>): Uint8Array => {
  const event: EvtxEventToWrite = {
    provider: 'Microsoft-Windows-Sysmon',
    channel: 'Microsoft-Windows-Sysmon/Operational',
    eventId,
    time: '2026-11-23T16:31:56Z',
    computer: 'desk7.example.com',
    data: { Image: 'C:\\Windows\\Temp\\x.exe', ...data },
  };
  return evtxFile([event]);
};
const linuxSysmon = (eventId: number, data: Readonly<Record<string, string>>): string => {
  const values = Object.entries(data).map(([name, value]) => `<Data Name="${name}">${value}</Data>`);
  const system = `<Provider Name="Linux-Sysmon" Guid="{ff032593-a8d3-4f13-b0d6-01fc615a0f97}"/><EventID>${eventId}</EventID><TimeCreated SystemTime="2026-11-23T16:00:01.123456000Z"/><Computer>box</Computer>`;
  return `2026-11-23T16:00:01.123456+00:00 box sysmon: <Event><System>${system}</System><EventData>${values.join('')}</EventData></Event>\n`;
};
const audit: MadeOf = (command) => {
  const words = command.split(' ').map((word, i) => ` a${i}="${word}"`);
  return `type=EXECVE msg=audit(1795451516.109:42): argc=${words.length}${words.join('')}\n`;
};

const sides = '1795451516.109000\tCabcdefghij1234567\t192.0.2.10\t40000\t192.0.2.53\t53';
const zeekHeader = [
  '#separator \\x09',
  '#set_separator\t,',
  '#empty_field\t(empty)',
  '#unset_field\t-',
  '#path\tdns',
  '#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tquery\trejected\tanswers',
  '#types\ttime\tstring\taddr\tport\taddr\tport\tstring\tbool\tvector[string]',
].join('\n');
const zeekTsv = (query: string, rejected = 'F', answers = '203.0.113.7'): string =>
  `${zeekHeader}\n${sides}\t${query}\t${rejected}\t${answers}\n`;
const zeekJson: MadeOf = (query) =>
  `{"ts":1795451516.109,"uid":"C1","id.orig_h":"192.0.2.10","id.orig_p":40000,"id.resp_h":"192.0.2.53","id.resp_p":53,"query":"${query}","rejected":false,"answers":["203.0.113.7"]}\n`;
const zeekHttp: MadeOf = (agent) =>
  `{"_path":"http","ts":1795451516.109,"uid":"C1","id.orig_h":"192.0.2.10","id.orig_p":40000,"id.resp_h":"203.0.113.7","id.resp_p":80,"method":"GET","host":"www.example.com","uri":"/","user_agent":"${agent}"}\n`;
const eve = (type: string, part: object): string =>
  `${JSON.stringify({ timestamp: '2026-11-23T16:31:56.109123+0000', event_type: type, src_ip: '192.0.2.10', dest_ip: '192.0.2.53', [type]: part })}\n`;
const squid: MadeOf = (agent) =>
  `1795451516.109 1001 192.0.2.10 TCP_MISS/404 180 GET http://www.example.com/a - HIER_DIRECT/198.51.100.8 text/html "${agent}"\n`;
const access: MadeOf = (agent) =>
  `192.0.2.66 - - [23/Nov/2026:16:31:56 +0000] "GET / HTTP/1.1" 404 153 "-" "${agent}"\n`;
const suricataDns: MadeOf = (rrname) => eve('dns', { type: 'query', rrname, rrtype: 'A' });

interface Case {
  readonly rule: string;
  readonly log: string;
  readonly make: MadeOf;
  readonly miner: string;
  readonly ordinary: string;
}

const commands = { miner: './x -o stratum+tcp://pool.example.com:3333', ordinary: 'grep stratum /var/log/ntp.conf' };
const options = { miner: './x --cpu-priority=5', ordinary: './x --cpu-limit=5' };
const lookups = { miner: 'pool.supportxmr.com', ordinary: 'www.example.com' };
const agents = { miner: 'XMRig /6.22.0 (Linux x86_64)', ordinary: 'curl/8.5.0' };

const lnxConnection = 'Linux Crypto Mining Pool Connections';
const winConnection = 'Network Communication With Crypto Mining Pool';
const dnsXmr = 'Monero Crypto Coin Mining Pool Lookup';
const zeekPools = 'DNS Events Related To Mining Pools';
const proxyAgent = 'Crypto Miner User Agent';
const redTail = 'RedTail Cryptominer User-Agent';
const lnxCommand = 'Linux Crypto Mining Indicators';

const cases: readonly Case[] = [
  { rule: 'Possible Coin Miner CPU Priority Param', log: 'audit.log', make: audit, ...options },
  { rule: lnxCommand, log: 'audit.log', make: audit, ...commands },
  { rule: lnxCommand, log: 'sysmon.log', make: (CommandLine) => linuxSysmon(1, { CommandLine }), ...commands },
  {
    rule: lnxConnection,
    log: 'sysmon.log',
    make: (DestinationHostname) => linuxSysmon(3, { DestinationHostname }),
    ...lookups,
  },
  {
    rule: winConnection,
    log: 'sysmon.evtx',
    make: (DestinationHostname) => sysmon(3, { DestinationHostname }),
    ...lookups,
  },
  {
    rule: 'Potential Crypto Mining Activity',
    log: 'sysmon.evtx',
    make: (CommandLine) => sysmon(1, { CommandLine }),
    ...commands,
  },
  {
    rule: dnsXmr,
    log: 'pihole.log',
    make: (name) => `Nov 23 16:31:56 dnsmasq[312]: query[A] ${name} from 192.0.2.10\n`,
    ...lookups,
  },
  {
    rule: dnsXmr,
    log: 'unbound.log',
    make: (name) => `[1795451478] unbound[25654:0] info: 192.0.2.10 ${name}. A IN\n`,
    ...lookups,
  },
  {
    rule: dnsXmr,
    log: 'query.log',
    make: (name) =>
      `23-Nov-2026 16:32:23.437 queries: info: client @0x7fb2 192.0.2.10#55947 (${name}): query: ${name} IN A + (192.0.2.53)\n`,
    ...lookups,
  },
  { rule: dnsXmr, log: 'eve.json', make: suricataDns, ...lookups },
  {
    rule: dnsXmr,
    log: 'eve.json',
    make: (rrname) => eve('dns', { version: 3, type: 'request', queries: [{ rrname, rrtype: 'A' }] }),
    ...lookups,
  },
  { rule: dnsXmr, log: 'dns.log', make: zeekJson, ...lookups },
  { rule: zeekPools, log: 'dns.log', make: zeekJson, ...lookups },
  { rule: zeekPools, log: 'dns.log', make: (query) => zeekTsv(query), ...lookups },
  { rule: proxyAgent, log: 'access.log', make: squid, ...agents },
  { rule: proxyAgent, log: 'http.log', make: zeekHttp, ...agents },
  {
    rule: proxyAgent,
    log: 'eve.json',
    make: (agent) => eve('http', { hostname: 'www.example.com', url: '/', http_user_agent: agent }),
    ...agents,
  },
  { rule: redTail, log: 'access.log', make: access, miner: 'libredtail-http', ordinary: 'curl/8.5.0' },
];

const folder = temporaryFolder();

/** Titles of the rules that match in a log. */
async function matching(name: string, log: string | Uint8Array): Promise<string[]> {
  const path = join(folder, name);
  writeFileSync(path, log);
  const report = await scan([path], { sigma: [rules] });
  expect(report.gaps).toEqual([]);
  return report.observations.flatMap(({ kind, value }) =>
    kind === 'rule-match' && value.engine === 'sigma' ? [value.title ?? ''] : [],
  );
}

describe.skipIf(!here)(`a rule for miners${note}`, () => {
  test.each(cases)('$rule: in $log', async ({ rule, log, make, miner, ordinary }) => {
    expect(await matching(log, make(miner))).toContain(rule);
    expect(await matching(log, make(ordinary))).toEqual([]);
  });

  test('all nine are tried', () => {
    expect(new Set(cases.map(({ rule }) => rule)).size).toBe(9);
  });

  test.each([
    ['answers that lead nowhere', zeekTsv(lookups.miner, 'F', '0.0.0.0')],
    ['lookups that were refused', zeekTsv(lookups.miner, 'T', '-')],
  ])('Zeek’s rule leaves out %s', async (_, log) => {
    expect(await matching('dns.log', log)).not.toContain(zeekPools);
  });
});
