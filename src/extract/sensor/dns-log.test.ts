import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { naiveHits, runSweep } from '../../../tests/harness.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { defaultLimits } from '../../model/limits.ts';
import { fixture } from './dns-log.fixture.ts';
import { dnsLog } from './dns-log.ts';

describe('dns-log', () => {
  it.each(fixture.fires)('sees $name', (example) => {
    const { sightings, misses } = runSweep(dnsLog, example);
    expect(misses).toEqual([]);
    expect(sightings).toMatchObject(example.expect);
    expect(sightings).toHaveLength(example.expect.length);
  });
  it.each(fixture.fires)('sees the same in small stretches: $name', (example) => {
    expect(runSweep(dnsLog, example, 7)).toEqual(runSweep(dnsLog, example));
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runSweep(dnsLog, example)).toEqual({ sightings: [], misses: [] });
  });
  it('gives no time where the log has no year', () => {
    const [first] = runSweep(dnsLog, fixture.fires[0] ?? { name: '', input: '' }).sightings;
    expect(first).not.toHaveProperty('time');
    expect(first?.value).not.toHaveProperty('start');
  });
  it('keeps so many clients apart, and says how many more there were', () => {
    const line = (i: number): string =>
      `Nov 23 16:31:06 dnsmasq[1]: query[A] nanopool.org from 2001:db8::${i.toString(16)}\n`;
    const input = Array.from({ length: 5_000 }, (_, i) => line(i)).join('');
    const { sightings, misses } = runSweep(dnsLog, { name: 'many', input });
    expect(sightings).toHaveLength(4_096);
    expect(misses).toMatchObject([{ gap: { code: 'limit-count', what: expect.stringContaining('904 more') } }]);
  });
  it('counts every lookup of a log that is full of them, though the sieve does not tell of every place', () => {
    const line = (i: number): string => `Nov 23 16:31:06 dnsmasq[1]: query[A] nanopool.org from 192.0.2.${i % 2}\n`;
    const bytes = Buffer.from(Array.from({ length: 10_000 }, (_, i) => line(i)).join(''));
    const places = naiveHits(dnsLog, bytes).slice(0, 5_000);
    const sweep = dnsLog.open({ name: 'full', head: bytes.subarray(0, 4_096), limits: defaultLimits });
    expect([...sweep.push({ bytes, base: 0, from: 0, to: bytes.length, last: true, hits: places })]).toEqual([]);
    expect([...sweep.end()]).toMatchObject([{ value: { times: 5_000 } }, { value: { times: 5_000 } }]);
  });
  it('passes over a line without an end', () => {
    const input = `Nov 23 16:31:06 dnsmasq[1]: ${'x nanopool.org '.repeat(20_000)}`;
    const { sightings, misses } = runSweep(dnsLog, { name: 'endless', input });
    expect(sightings).toEqual([]);
    expect(misses.length).toBeGreaterThan(0);
    expect(misses.length).toBeLessThanOrEqual(10);
  });
});

/** A question for one name, type A, as RFC 1035 has it. */
function question(name: string): Uint8Array {
  const labels = name.split('.').flatMap((label) => [label.length, ...Buffer.from(label)]);
  return Uint8Array.from([0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...labels, 0, 0, 1, 0, 1]);
}

async function ask(port: number, name: string): Promise<boolean> {
  const socket = createSocket('udp4');
  try {
    return await new Promise((resolve) => {
      const late = setTimeout(() => resolve(false), 500);
      socket.once('message', () => {
        clearTimeout(late);
        resolve(true);
      });
      socket.once('error', () => resolve(false));
      socket.send(question(name), port, '127.0.0.1');
    });
  } finally {
    socket.close();
  }
}

describe.skipIf(!hasPeer('dnsmasq'))("dnsmasq's own log (skipped where dnsmasq is not installed)", () => {
  it('tells who asked, how often, and what was blocked', async ({ skip }) => {
    const folder = temporaryFolder();
    const [log, config, port] = [join(folder, 'log'), join(folder, 'conf'), 20_000 + (process.pid % 20_000)];
    const settings = [
      ...['no-resolv', 'no-hosts', 'log-queries', 'listen-address=127.0.0.1', 'bind-interfaces', 'pid-file='],
      ...[`port=${port}`, `log-facility=${log}`, 'host-record=gulf.moneroocean.stream,203.0.113.7'],
      'address=/supportxmr.com/#',
    ];
    writeFileSync(config, settings.join('\n'));
    const server = spawn('dnsmasq', ['-k', `--user=${process.env['USER'] ?? 'root'}`, '-C', config], {
      stdio: 'ignore',
      timeout: 20_000,
    });
    try {
      let answered = false;
      for (let i = 0; i < 20 && !answered; i++) answered = await ask(port, 'ready.example');
      skip(!answered, 'no socket could be had on this machine');
      for (const name of ['gulf.moneroocean.stream', 'gulf.moneroocean.stream', 'pool.supportxmr.com'])
        expect(await ask(port, name)).toBe(true);
    } finally {
      server.kill();
    }
    const { sightings } = runSweep(dnsLog, { name: 'dnsmasq', input: readFileSync(log) });
    expect(sightings.map(({ value }) => value)).toEqual([
      {
        name: 'gulf.moneroocean.stream',
        sensor: 'dns-log',
        client: '127.0.0.1',
        type: 'A',
        answers: ['203.0.113.7'],
        outcome: 'answered',
        times: 2,
      },
      { name: 'pool.supportxmr.com', sensor: 'dns-log', client: '127.0.0.1', type: 'A', outcome: 'blocked' },
    ]);
  });
});
