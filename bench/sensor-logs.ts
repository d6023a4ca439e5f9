/**
 * Logs of sensors in which nothing stands: Suricata's EVE, Zeek's JSON and Zeek's own form, a gigabyte each, beside what
 * people search such logs with. Every line is made anew from a seed: addresses, names, numbers and times differ.
 * Traps: grep and ripgrep look for literals and print lines, jq reads every line and knows no list of names; Davylamp
 * reads the candidates, looks for wallets as well and writes a report. jq is slow and runs once.
 */
import { closeSync, existsSync, mkdirSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { random } from '../fuzz/mutate.ts';
import { portAnchors, wordAnchors } from '../src/extract/sensor/sensor-anchors.ts';
import { folder } from './data.ts';
import { compare, type Figures, median, type Side } from './measure.ts';
import { davylamp, installed } from './peers.ts';

const logBytes = 1_000_000_000;
const batchLines = 10_000;

type Next = () => number;

const words = 'mail files login cdn news static api cloud video update telemetry shop maps docs print wiki'.split(' ');
const zones = 'example.com example.net example.org corp.example office.example cdn.example.net'.split(' ');
const agents = [
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0',
  'curl/8.5.0',
  'Debian APT-HTTP/1.3 (2.6.1)',
];
const ports = [443, 443, 443, 443, 80, 80, 53, 53, 22, 993, 8080, 3478, 3000, 8443, 5228, 123];

const below = (next: Next, limit: number): number => Math.floor(next() * limit);
const pick = <T>(next: Next, list: readonly T[]): T => list[below(next, list.length)] as T; // an index within it
const name = (next: Next): string => `${pick(next, words)}${below(next, 5000)}.${pick(next, zones)}`;
const hex = (next: Next, digits: number): string =>
  Array.from({ length: digits }, () => below(next, 16).toString(16)).join('');
const client = (next: Next): string => `10.${below(next, 4)}.${below(next, 256)}.${1 + below(next, 254)}`;
const server = (next: Next): string =>
  `${1 + below(next, 222)}.${below(next, 256)}.${below(next, 256)}.${1 + below(next, 254)}`;

/** Seconds since 1970; the log grows by milliseconds. */
const begin = 1_795_400_000;
const secondsAt = (line: number): number => begin + line / 500;
const dateAt = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('Z', '123+0000');

function eveLine(line: number, next: Next): string {
  const at = secondsAt(line);
  const port = pick(next, ports);
  const from = client(next);
  const to = server(next);
  const common = `{"timestamp":"${dateAt(at)}","flow_id":${1e15 + below(next, 1e15)},"in_iface":"eth0"`;
  const sides = `"src_ip":"${from}","src_port":${32768 + below(next, 28000)},"dest_ip":"${to}","dest_port":${port},"proto":"${port === 53 ? 'UDP' : 'TCP'}"`;
  const kind = next();
  if (kind < 0.4) {
    const [up, down] = [200 + below(next, 90_000), 200 + below(next, 900_000)];
    const counts = `"pkts_toserver":${1 + (up >> 9)},"pkts_toclient":${1 + (down >> 10)},"bytes_toserver":${up},"bytes_toclient":${down}`;
    const times = `"start":"${dateAt(at - 9)}","end":"${dateAt(at)}","age":9,"state":"closed","reason":"timeout","alerted":false`;
    return `${common},"event_type":"flow",${sides},"app_proto":"tls","flow":{${counts},${times}},"community_id":"1:${hex(next, 27)}="}\n`;
  }
  if (kind < 0.7) {
    const asked = name(next);
    return `${common},"event_type":"dns",${sides},"dns":{"version":2,"type":"answer","id":${below(next, 65536)},"flags":"8180","qr":true,"rd":true,"ra":true,"rrname":"${asked}","rrtype":"A","rcode":"NOERROR","answers":[{"rrname":"${asked}","rrtype":"A","ttl":${below(next, 3600)},"rdata":"${to}"}],"grouped":{"A":["${to}"]}}}\n`;
  }
  if (kind < 0.9)
    return `${common},"event_type":"tls",${sides},"tls":{"subject":"CN=${name(next)}","issuerdn":"C=US, O=Example Trust, CN=R${below(next, 20)}","serial":"${hex(next, 32)}","fingerprint":"${hex(next, 40).replace(/..(?=.)/g, '$&:')}","sni":"${name(next)}","version":"TLS 1.3","notbefore":"2026-10-01T00:00:00","notafter":"2026-12-30T00:00:00","ja3":{"hash":"${hex(next, 32)}"},"ja3s":{"hash":"${hex(next, 32)}"}}}\n`;
  return `${common},"event_type":"http",${sides},"tx_id":0,"http":{"hostname":"${name(next)}","url":"/${pick(next, words)}/${hex(next, 12)}","http_user_agent":"${pick(next, agents)}","http_content_type":"text/html","http_method":"GET","protocol":"HTTP/1.1","status":200,"length":${below(next, 90_000)}}}\n`;
}

function zeekJsonLine(line: number, next: Next): string {
  const from = client(next);
  const to = server(next);
  const port = pick(next, ports);
  const common = `"ts":${secondsAt(line).toFixed(6)},"uid":"C${hex(next, 16)}","id.orig_h":"${from}","id.orig_p":${32768 + below(next, 28000)},"id.resp_h":"${to}","id.resp_p":${port}`;
  const kind = next();
  if (kind < 0.5) {
    const [up, down] = [200 + below(next, 90_000), 200 + below(next, 900_000)];
    return `{"_path":"conn",${common},"proto":"tcp","service":"ssl","duration":${(next() * 60).toFixed(6)},"orig_bytes":${up},"resp_bytes":${down},"conn_state":"SF","local_orig":true,"local_resp":false,"missed_bytes":0,"history":"ShADadFf","orig_pkts":${1 + (up >> 9)},"orig_ip_bytes":${up + 2000},"resp_pkts":${1 + (down >> 10)},"resp_ip_bytes":${down + 2000}}\n`;
  }
  if (kind < 0.8)
    return `{"_path":"dns",${common},"proto":"udp","trans_id":${below(next, 65536)},"rtt":${next().toFixed(6)},"query":"${name(next)}","qclass":1,"qclass_name":"C_INTERNET","qtype":1,"qtype_name":"A","rcode":0,"rcode_name":"NOERROR","AA":false,"TC":false,"RD":true,"RA":true,"Z":0,"answers":["${server(next)}"],"TTLs":[${below(next, 3600)}.0],"rejected":false}\n`;
  return `{"_path":"ssl",${common},"version":"TLSv13","cipher":"TLS_AES_128_GCM_SHA256","curve":"x25519","server_name":"${name(next)}","resumed":false,"established":true,"ssl_history":"CsiI","ja3":"${hex(next, 32)}"}\n`;
}

const tabs = '\t';

function zeekLine(line: number, next: Next): string {
  const [up, down] = [200 + below(next, 90_000), 200 + below(next, 900_000)];
  const sides = [client(next), 32768 + below(next, 28000), server(next), pick(next, ports)];
  const totals = [
    'tcp',
    'ssl',
    (next() * 60).toFixed(6),
    up,
    down,
    'SF',
    'T',
    'F',
    0,
    'ShADadFf',
    1 + (up >> 9),
    up + 2000,
  ];
  return `${[secondsAt(line).toFixed(6), `C${hex(next, 16)}`, ...sides, ...totals, 1 + (down >> 10), down + 2000, '-'].join(tabs)}\n`;
}

const zeekHeader = `#separator \\x09
#set_separator	,
#empty_field	(empty)
#unset_field	-
#path	conn
#fields	ts	uid	id.orig_h	id.orig_p	id.resp_h	id.resp_p	proto	service	duration	orig_bytes	resp_bytes	conn_state	local_orig	local_resp	missed_bytes	history	orig_pkts	orig_ip_bytes	resp_pkts	resp_ip_bytes	tunnel_parents
`;

interface Log {
  readonly title: string;
  readonly file: string;
  readonly header: string;
  readonly line: (line: number, next: Next) => string;
  /** What an analyst would ask jq for. */
  readonly ask?: string;
}

const logs: readonly Log[] = [
  {
    title: "Suricata's EVE",
    file: 'innocent-eve.json',
    header: '',
    line: eveLine,
    ask: 'select(.dest_port == 3333 or ((.dns.rrname // .tls.sni // .http.hostname // "") | test("supportxmr|nanopool")))',
  },
  {
    title: "Zeek's JSON",
    file: 'innocent-zeek.json',
    header: '',
    line: zeekJsonLine,
    ask: 'select(."id.resp_p" == 3333 or ((.query // .server_name // "") | test("supportxmr|nanopool")))',
  },
  { title: "Zeek's conn.log", file: 'innocent-conn.log', header: zeekHeader, line: zeekLine },
];

function madeOnce({ file, header, line }: Log): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, file);
  if (existsSync(path)) return path;
  const next = random(5);
  const out = openSync(path, 'w');
  let written = writeSync(out, header);
  for (let made = 0; written < logBytes; ) {
    let batch = '';
    for (const end = made + batchLines; made < end; made++) batch += line(made, next);
    written += writeSync(out, batch);
  }
  closeSync(out);
  return path;
}

function searchers(path: string): Side[] {
  const literals = join(folder, 'sensor-literals.txt');
  const texts = [...wordAnchors, ...portAnchors].map(({ text }) => text);
  writeFileSync(literals, `${[...new Set(texts)].join('\n')}\n`);
  const flags = ['-a', '-c', '-F', '-f', literals, path];
  const sides: Side[] = [];
  if (installed('rg')) sides.push({ name: 'ripgrep -F', command: 'rg', args: ['--no-ignore', '-j', '1', ...flags] });
  if (installed('grep')) sides.push({ name: 'GNU grep -F', command: 'env', args: ['LC_ALL=C', 'grep', ...flags] });
  return sides;
}

/** Figures on logs in which nothing stands. */
export async function sensorLogsBench(say: (line?: string) => void, runs: number): Promise<void> {
  for (const log of logs) {
    const path = madeOnce(log);
    const gigabytes = statSync(path).size / 1e9;
    const figures = await compare([davylamp(path, 2), davylamp(path), ...searchers(path)], runs);
    if (log.ask !== undefined && installed('jq'))
      figures.push(...(await compare([{ name: 'jq', command: 'jq', args: ['-c', log.ask, path] }], 1)));
    say(`### ${log.title}, ${gigabytes.toFixed(2)} GB in which nothing stands`);
    say('| | seconds (median) | GB/s | peak memory |');
    say('|---|---|---|---|');
    for (const side of figures) say(row(side, gigabytes));
    say();
  }
}

function row({ name, seconds, peakBytes }: Figures, gigabytes: number): string {
  const middle = median(seconds);
  return `| ${name} | ${middle.toFixed(2)} | ${(gigabytes / middle).toFixed(2)} | ${(peakBytes / 1e6).toFixed(0)} MB |`;
}
