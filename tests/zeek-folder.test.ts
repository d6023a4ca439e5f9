/**
 * Zeek writes each kind of log to a file of its own. What one traffic says must not depend on how it was written down:
 * in one file, in many, as JSON or in Zeek's own form, rotated and compressed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { scan } from '../src/engine/node/scan.ts';
import type { Report } from '../src/model/report.ts';
import { jsonLines, type LogRecord, tenOClock, zeekFields, zeekLog, zeekSides } from './make-sensor-logs.ts';
import { temporaryFolder } from './temporary-folder.ts';

type Path = 'conn' | 'dns' | 'ssl' | 'x509' | 'http' | 'files';
type Values = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** A record and the log that it stands in. */
interface Entry {
  readonly path: Path;
  readonly values: Values;
}

const fields: Readonly<Record<Path, readonly string[]>> = {
  conn: zeekFields.conn,
  dns: zeekFields.dns,
  ssl: [...zeekFields.ssl, 'cert_chain_fps', 'subject', 'issuer'],
  x509: ['ts', 'fingerprint', 'certificate.version', 'certificate.subject', 'certificate.issuer', 'san.dns'],
  http: zeekFields.http,
  files: ['ts', 'fuid', 'uid', 'source', 'mime_type', 'seen_bytes'],
};

let uids = 0;
const newUid = (): string => `C${String(++uids).padStart(17, 'x')}`;
const at = (seconds: number): number => tenOClock + seconds + 0.25;
const resolver = '192.0.2.53:53';

function lookup(seconds: number, client: string, query: string, ...answers: string[]): Entry {
  const asked = { proto: 'udp', trans_id: 7, query, qtype: 1, qtype_name: 'A', rcode_name: 'NOERROR', answers };
  return { path: 'dns', values: { ts: at(seconds), ...zeekSides(newUid(), `${client}:53000`, resolver), ...asked } };
}

interface Connection {
  readonly from: string;
  readonly to: string;
  readonly begins?: number;
  readonly seconds?: number;
  readonly up?: number;
  readonly down?: number;
  /** Absent where Zeek knows no protocol in it. */
  readonly service?: string;
  readonly ssl?: Values;
}

/** One connection as the logs tell of it: the handshake as it happens, the connection when it has ended. */
function connection({ from, to, begins = 1, seconds = 3, up = 900, down = 9_000, service, ssl }: Connection): Entry[] {
  const sides = zeekSides(newUid(), from, to);
  const packets = { orig_pkts: Math.ceil(up / 100), resp_pkts: Math.ceil(down / 200) };
  const totals = { duration: seconds + 0.5, orig_bytes: up, resp_bytes: down, ...packets };
  const common = { ts: at(begins), ...sides };
  const spoken = { ...(service === undefined ? {} : { service }), ...(ssl === undefined ? {} : { service: 'ssl' }) };
  const conn: Entry = {
    path: 'conn',
    values: { ...common, proto: 'tcp', ...spoken, ...totals, conn_state: 'SF', history: 'ShADadFf' },
  };
  return ssl === undefined ? [conn] : [{ path: 'ssl', values: { ...common, version: 'TLSv12', ...ssl } }, conn];
}

/** What a miner's connection of some hours comes to. */
const hours = (count: number): Pick<Connection, 'seconds' | 'up' | 'down'> => ({
  seconds: count * 3600,
  up: count * 20_000,
  down: count * 40_000,
});

function certificate(digit: string, subject: string, ...names: string[]): Entry {
  const said = { 'certificate.version': 3, 'certificate.subject': subject, 'certificate.issuer': 'CN=Example Trust' };
  return { path: 'x509', values: { ts: at(0), fingerprint: digit.repeat(64), ...said, 'san.dns': names } };
}

/** Some people's day: pages, mail, and connections that are kept for hours and say little. */
function ordinaryDay(machines: number): Entry[] {
  const entries: Entry[] = [];
  for (let i = 0; i < machines; i++) {
    const client = `192.0.2.${20 + i}`;
    const page = `203.0.113.${100 + (i % 20)}:443`;
    const name = `www${i % 20}.example.com`;
    entries.push(
      lookup(10, client, name, `203.0.113.${100 + (i % 20)}`),
      certificate('abcdef'[i % 6] ?? 'a', `CN=${name}`, name),
      ...connection({ from: `${client}:50001`, to: page, ssl: { server_name: name, subject: `CN=${name}` } }),
      ...connection({
        from: `${client}:50002`,
        to: '198.51.100.5:443',
        ...hours(8),
        ssl: { server_name: 'push.example' },
      }),
      ...connection({ from: `${client}:50003`, to: '198.51.100.6:5228', ...hours(9) }),
      ...connection({ from: `${client}:50004`, to: '10.0.0.5:993', ...hours(4), service: 'ssl' }),
      ...connection({ from: `${client}:50005`, to: '198.51.100.7:3333', seconds: 12 }),
    );
  }
  return entries;
}

/** The three ways in which a pool's name and the length of a connection stand in different files. */
const miners: Entry[] = [
  lookup(0, '192.0.2.10', 'pool.supportxmr.com', '203.0.113.7'),
  ...connection({ from: '192.0.2.10:40001', to: '203.0.113.7:443', begins: 1, ...hours(6) }),
  ...connection({
    from: '192.0.2.11:40002',
    to: '203.0.113.8:443',
    begins: 2,
    ...hours(3),
    ssl: { server_name: 'gulf.moneroocean.stream' },
  }),
  certificate('7', 'CN=pool.hashvault.pro', 'pool.hashvault.pro'),
  ...connection({
    from: '192.0.2.12:40003',
    to: '203.0.113.9:9000',
    begins: 3,
    ...hours(12),
    ssl: { cert_chain_fps: ['7'.repeat(64)], subject: 'CN=pool.hashvault.pro', issuer: 'CN=Example Trust' },
  }),
];

// --- the same, written down in different ways -----------------------------------------------------------------

type Writing = (entries: readonly Entry[]) => ReadonlyMap<string, string | Uint8Array>;

function byPath(entries: readonly Entry[]): Map<Path, Values[]> {
  const logs = new Map<Path, Values[]>();
  for (const { path, values } of entries) logs.set(path, [...(logs.get(path) ?? []), values]);
  return logs;
}

const inOneFile: Writing = (entries) => {
  const records = entries.map(({ path, values }): LogRecord => ({ _path: path, ...values }));
  return new Map([['zeek.json', jsonLines(...records)]]);
};
const asJson: Writing = (entries) =>
  new Map([...byPath(entries)].map(([path, records]) => [`${path}.log`, jsonLines(...records)]));
const asTables: Writing = (entries) =>
  new Map([...byPath(entries)].map(([path, records]) => [`${path}.log`, zeekLog(path, fields[path], ...records)]));
const rotated: Writing = (entries) =>
  new Map(
    [...asTables(entries)].map(([name, log]) => [name.replace('.log', '.10:00:00-11:00:00.log.gz'), gzipSync(log)]),
  );

const writings: readonly (readonly [string, Writing])[] = [
  ['in files of JSON', asJson],
  ["in files of Zeek's own form", asTables],
  ['in files that were rotated and compressed', rotated],
];

function scanned(writing: Writing, entries: readonly Entry[]): Promise<Report> {
  const folder = join(temporaryFolder(), 'zeek');
  mkdirSync(folder);
  for (const [name, log] of writing(entries)) writeFileSync(join(folder, name), log);
  return scan([folder], { jobs: 1 });
}

const claims = ({ findings }: Report): string[] =>
  findings.map(({ detector, stage, confidence, title }) => `${detector} ${stage} ${confidence}: ${title}`).sort();

describe('a folder of Zeek’s logs', () => {
  it.each(writings)('says of miners what one file would say: %s', async (_, writing) => {
    const [one, many] = [await scanned(inOneFile, miners), await scanned(writing, miners)];
    expect(claims(one)).toHaveLength(3);
    expect(claims(many)).toEqual(claims(one));
  });

  it.each(writings)('ties long connections to the names that other files tell: %s', async (_, writing) => {
    const { findings } = await scanned(writing, [...ordinaryDay(30), ...miners]);
    expect(findings.map(({ stage, confidence }) => [stage, confidence])).toEqual([
      ['configured', 'high'],
      ['configured', 'high'],
      ['configured', 'high'],
    ]);
    expect(findings.map(({ title }) => title).sort()).toEqual([
      expect.stringContaining('192.0.2.10 was connected to pool.supportxmr.com:443 for 6 hours'),
      expect.stringContaining('192.0.2.11 was connected to gulf.moneroocean.stream:443 for 3 hours'),
      expect.stringContaining('192.0.2.12 was connected to pool.hashvault.pro:9000 for 12 hours'),
    ]);
  });

  it.each([...writings, ['in one file', inOneFile] as const])(
    'is silent about an ordinary day: %s',
    async (_, writing) => {
      const report = await scanned(writing, ordinaryDay(60));
      expect(report.findings).toEqual([]);
      expect(report.gaps).toEqual([]);
      // Of one server that everybody keeps a connection to, a few are kept to be compared.
      expect(report.observations.length).toBeLessThanOrEqual(4);
    },
  );
});
