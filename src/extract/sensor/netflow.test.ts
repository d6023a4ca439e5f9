import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runSweep } from '../../../tests/harness.ts';
import { ethernet, type Frame, ipv4, pcap, tcp } from '../../../tests/make-capture.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { defaultLimits } from '../../model/limits.ts';
import { fixture, jsonFlow, jsonText } from './netflow.fixture.ts';
import { netflow } from './netflow.ts';

const header = 'ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt';

/** A conversation of so many seconds between a machine and port 3333, both directions in one record. */
function row(machine: number, seconds: number): string {
  const address = `10.${machine >> 16}.${(machine >> 8) & 255}.${machine & 255}`;
  return `2026-11-23 00:00:00,2026-11-23 01:00:00,${seconds}.000,${address},198.51.100.7,5000,3333,TCP,.,0,0,9,9000,9,9000`;
}

describe('netflow', () => {
  it.each(fixture.fires)('sees $name', (example) => {
    const { sightings, misses } = runSweep(netflow, example);
    expect(misses).toEqual([]);
    expect(sightings).toMatchObject(example.expect);
    expect(sightings).toHaveLength(example.expect.length);
  });
  it.each(fixture.fires)('sees the same in small stretches: $name', (example) => {
    expect(runSweep(netflow, example, 7)).toEqual(runSweep(netflow, example));
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runSweep(netflow, example)).toEqual({ sightings: [], misses: [] });
  });
  it('says nothing of when it was, since nfdump writes no zone', () => {
    const [first] = runSweep(netflow, { name: 'json', input: jsonText(jsonFlow(true), jsonFlow(false)) }).sightings;
    expect(first).not.toHaveProperty('time');
    expect(first?.value).not.toHaveProperty('start');
  });
  it('takes what comes after hours of silence for another conversation', () => {
    const later = { first: '2026-11-23T23:00:00.000', last: '2026-11-23T23:30:00.000', out_bytes: 9000 };
    const input = jsonText(jsonFlow(true), jsonFlow(false), jsonFlow(true, 3333, later));
    const lengths = runSweep(netflow, { name: 'json', input }).sightings.map(({ value }) => value);
    expect(lengths).toMatchObject([{ seconds: 3600.207 }, { seconds: 1800 }]);
  });
  it('keeps the longest of more conversations than it can, and says how many went', () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => row(i, i === 7 ? 3600 : 400 + (i % 900)));
    const { sightings, misses } = runSweep(netflow, { name: 'many', input: [header, ...rows].join('\n') });
    expect(sightings.some(({ value }) => 'seconds' in value && value.seconds === 3600)).toBe(true);
    expect(sightings.length).toBeLessThanOrEqual(1_000);
    expect(misses).toMatchObject([{ gap: { code: 'limit-count' } }]);
  });
  it('reads every record of a file that holds nothing else', () => {
    const input = jsonText(
      ...Array.from({ length: 6_000 }, () => jsonFlow(true, 3333, { in_bytes: 1 })),
      jsonFlow(false),
    );
    const { sightings } = runSweep(netflow, { name: 'full', input });
    expect(sightings).toMatchObject([{ value: { records: 6_001 } }]);
  });
  it('reads JSON as other tools set it', () => {
    for (const space of [0, 1, '\t']) {
      const input = `[${JSON.stringify(jsonFlow(true), undefined, space)},${JSON.stringify(jsonFlow(false), undefined, space)}]`;
      expect(runSweep(netflow, { name: 'set', input }).sightings).toHaveLength(1);
    }
  });
  it('tells what it has by now of a file that grows, and goes on', () => {
    const first = `${header}\n${row(1, 900)}\n`;
    const bytes = new TextEncoder().encode(`${first}${row(2, 900)}\n`);
    const sweep = netflow.open({ name: 'nfdump.csv', head: bytes, limits: defaultLimits });
    const view = { bytes, base: 0, hits: [], last: false };
    expect([...sweep.push({ ...view, from: 0, to: first.length })]).toEqual([]);
    expect([...(sweep.flush?.() ?? [])]).toHaveLength(1);
    expect([...sweep.push({ ...view, from: first.length, to: bytes.length })]).toEqual([]);
    expect([...(sweep.flush?.() ?? [])]).toHaveLength(2);
    expect([...sweep.end()]).toHaveLength(2);
  });
  it('says how many records were broken, and where the first one stands', () => {
    const broken = row(1, 900).replace('10.0.0.1', 'ten');
    const { misses } = runSweep(netflow, { name: 'broken', input: [header, broken, broken].join('\n') });
    expect(misses).toMatchObject([
      { gap: { code: 'malformed', what: '2 records of flows could not be read', offset: 57 } },
    ]);
    const cut = `[{"type":"FLOW","dst_port":3333${' '.repeat(40_000)}`;
    expect(runSweep(netflow, { name: 'cut', input: cut }).misses).toMatchObject([{ gap: { code: 'malformed' } }]);
  });
});

/** An hour of a message a minute each way. */
function hourOfMessages(): Frame[] {
  const [client, pool] = ['192.0.2.10', '198.51.100.7'];
  const begin = Date.UTC(2026, 10, 23, 12);
  return Array.from({ length: 120 }, (_, i): Frame => {
    const up = i % 2 === 0;
    const segment = tcp(new Uint8Array(up ? 120 : 400), up ? { from: 50_496, to: 3333 } : { from: 3333, to: 50_496 });
    const ends = up ? { source: client, target: pool } : { source: pool, target: client };
    return { bytes: ethernet(ipv4(segment, ends)), time: begin + i * 30_000 };
  });
}

const peers = hasPeer('nfdump', '-V') && hasPeer('nfpcapd', '-h');

describe.skipIf(!peers)('nfdump (skipped where nfdump and nfpcapd are not installed)', () => {
  it.each(['csv', 'json'])('writes what is read: %s', (form) => {
    const folder = temporaryFolder();
    const [capture, flows] = [join(folder, 'capture'), join(folder, 'flows')];
    mkdirSync(flows);
    writeFileSync(capture, pcap(hourOfMessages()));
    execFileSync('nfpcapd', ['-r', capture, '-w', flows, '-l', flows], { stdio: 'ignore', timeout: 20_000 });
    const input = execFileSync('nfdump', ['-R', flows, '-o', form], {
      timeout: 20_000,
      env: { ...process.env, TZ: 'UTC' },
    });
    const { sightings, misses } = runSweep(netflow, { name: form, input });
    expect(misses).toEqual([]);
    expect(sightings).toMatchObject([
      {
        value: {
          client: '192.0.2.10:50496',
          server: '198.51.100.7:3333',
          transport: 'tcp',
          packetsUp: 60,
          packetsDown: 60,
        },
      },
    ]);
    const [first] = sightings;
    expect(first !== undefined && 'seconds' in first.value && first.value.seconds).toBeCloseTo(3570, 0);
  });
});
