/**
 * A miner that is watched while it mines: `tcpdump -w - | davylamp watch -` must tell of it before its session is over, and
 * the files into which tcpdump itself cuts the same traffic must come to the same as one.
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scan } from '../src/engine/node/scan.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { mineLive, startTcpdump, stop } from './traffic/live.ts';
import { whyNot } from './traffic/tcpdump.ts';
import { startWatch } from './watch-run.ts';

const trouble = whyNot();
const playSeconds = 12;

describe.skipIf(trouble !== undefined)(`a live capture${trouble === undefined ? '' : ` (skipped: ${trouble})`}`, () => {
  it('is told of while the session is open, and is the same in the files of a sniffer that rotates', async () => {
    const folder = temporaryFolder();
    const parts = join(folder, 'parts');
    mkdirSync(parts);
    const rotating = await startTcpdump('-G', '3', '-w', join(parts, 'part-%s.pcap'));
    const sniffer = await startTcpdump('-U', '-w', '-');
    const watch = startWatch(folder, ['--no-state', '-']);
    // Broken only where the watch has gone, which the test sees by itself.
    watch.process.stdin?.on('error', () => undefined);
    if (watch.process.stdin) sniffer.stdout?.pipe(watch.process.stdin);

    let over = false;
    const mining = mineLive(playSeconds, folder).finally(() => {
      over = true;
    });
    await watch.until(
      'the watch tells of the miner',
      () => over || watch.alerts.some(({ stage }) => stage === 'active'),
    );
    expect({ alerts: watch.alerts.map(({ title }) => title), over }).toMatchObject({ over: false });

    const told = await mining;
    await Promise.all([stop(rotating), stop(sniffer)]);
    expect(await watch.ended).toBe(1);
    expect(watch.alerts.filter(({ stage }) => stage === 'active')).toHaveLength(1);
    expect(watch.summary()).toMatchObject({ gaps: 0 });

    const files = readdirSync(parts).map((name) => join(parts, name));
    expect(files.length).toBeGreaterThan(2);
    const { observations, findings, gaps } = await scan(files);
    expect(gaps).toEqual([]);
    const sessions = observations.flatMap((one) => (one.kind === 'stratum-session' ? [one.value] : []));
    const sum = (field: 'jobs' | 'submits' | 'accepted'): number =>
      sessions.reduce((total, session) => total + session[field], 0);
    expect({ jobs: sum('jobs'), submits: sum('submits'), accepted: sum('accepted') }).toEqual({
      jobs: told.jobs,
      submits: told.submits,
      accepted: told.accepted,
    });
    expect(findings.filter(({ stage }) => stage === 'active')).toHaveLength(1);
  });
});
