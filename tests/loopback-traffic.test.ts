/**
 * What is read of traffic that peers of ours made on loopback and tcpdump recorded: pools and miners in every dialect, and
 * innocent programs that sound like them; and of the logs and flow records that other people's programs wrote of it. What the
 * peers themselves counted is the truth. See tests/traffic.
 */
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { scan } from '../src/engine/node/scan.ts';
import type { StratumSession } from '../src/model/payloads.ts';
import type { Report } from '../src/model/report.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { crowdOf, type Part } from './traffic/crowd.ts';
import { exporterLacks, exporters, flowRecords } from './traffic/flow-records.ts';
import { missing, type Play, type Told } from './traffic/play.ts';
import { xmrigDonation } from './traffic/pools/accounts.ts';
import { type Recorded, record } from './traffic/record.ts';
import { writeCapture } from './traffic/recording.ts';
import { plays } from './traffic/set.ts';
import { whyNot } from './traffic/tcpdump.ts';

/** Large captures are examined by worker threads, which are the compiled ones. */
const trouble = existsSync('dist/src/engine/node/worker.js') ? whyNot() : 'needs the build';
/** Where the machine is busy; one that is not takes half a minute. */
const mostRecordingMs = 400_000;
/** Machines that do the same, and packets of all together. */
const copiesInCrowd = 20;
const leastOfCrowd = 100_000;
/** Bytes of a play that is in a crowd only once: a film is more than all others together. */
const largeForCrowd = 10_000_000;

/** The programs that plays lack here. */
const absent = new Map(plays.map((play) => [play.name, missing(play)]));

function note({ name, about }: Play): string {
  const lacks = absent.get(name);
  return lacks === undefined ? about : `${about} (skipped: ${lacks} is not installed)`;
}

function sessionsOf(report: Report): StratumSession[] {
  return report.observations.flatMap((one) => (one.kind === 'stratum-session' ? [one.value] : []));
}

/** By account, and those of one account by what they came to: they may have begun at once. */
function sorted<T extends Told>(sessions: readonly T[]): T[] {
  const byAccount = (a: T, b: T): number => (a.login ?? '').localeCompare(b.login ?? '');
  return [...sessions].sort(
    (a, b) => byAccount(a, b) || (a.submits ?? 0) - (b.submits ?? 0) || (a.jobs ?? 0) - (b.jobs ?? 0),
  );
}

describe.skipIf(trouble !== undefined)(
  `traffic on loopback${trouble === undefined ? '' : ` (skipped: ${trouble})`}`,
  () => {
    const folder = temporaryFolder();
    const recordings = new Map<string, Recorded>();
    const recordingOf = (name: string): Recorded => {
      const recorded = recordings.get(name);
      if (recorded === undefined) throw new Error(`${name} was not recorded`);
      return recorded;
    };

    beforeAll(async () => {
      const playable = plays.filter(({ name }) => absent.get(name) === undefined);
      for (const one of await record(playable, folder)) recordings.set(one.play.name, one);
    }, mostRecordingMs);

    for (const play of plays)
      it.skipIf(absent.get(play.name) !== undefined)(`${play.name}: ${note(play)}`, async () => {
        const { path, told, packets, broken } = recordingOf(play.name);
        expect(broken).toBeUndefined();
        expect(packets).toBeGreaterThan(0);
        const report = await scan([path]);
        expect(report.gaps).toEqual([]);
        expectTruth[play.truth](report, told);
        if (play.says !== undefined) expect(above(report)).toContainEqual(expect.stringContaining(play.says));
      });

    for (const { name, logs = [] } of plays)
      for (const { file, stage, detector } of logs)
        it.skipIf(absent.get(name) !== undefined)(`${name}: ${file} alone comes to “${stage}”`, async () => {
          const report = await scan([join(recordingOf(name).folder, file)]);
          expect(report.gaps).toEqual([]);
          expect(report.verdict.stage).toBe(stage);
          expect(report.findings.map((finding) => finding.detector)).toContain(detector);
        });

    // Flow records hold addresses, ports and totals: a port of pools is all there is to go by, and never more than that.
    describe.each(exporters)('as $name tells of it', (exporter) => {
      const lacks = exporterLacks(exporter);
      it.skipIf(lacks !== undefined).each([
        ['xmrig-plain', 'capability'],
        ['ethereum-proxy', 'capability'],
        ['private-proxy-tls', 'none'],
        ['tls-heartbeat', 'none'],
        ['electrum', 'none'],
      ])(
        `%s comes to “%s”${lacks === undefined ? '' : ` (skipped: ${lacks} is not installed)`}`,
        async (name, stage) => {
          const { csv, json } = await flowRecords(exporter, recordingOf(name).path, folder);
          for (const path of [csv, json]) {
            const { gaps, verdict } = await scan([path]);
            expect(gaps).toEqual([]);
            expect(verdict.stage).toBe(stage);
          }
        },
      );
    });

    it('reckons the speed of a miner from its shares', async () => {
      const [session] = sessionsOf(await scan([recordingOf('xmrig-plain').path]));
      // What the peers were told to play: a share of 75,000 hashes every 30 seconds. Chance moves it by a tenth.
      expect(session?.speed?.mid).toBeGreaterThan(75_000 / 30 / 1.5);
      expect(session?.speed?.mid).toBeLessThan((75_000 / 30) * 1.5);
      expect(session?.coin).toBe('monero');
    });

    describe('of hundreds of machines in one capture', () => {
      const innocent = (copies: number): Part[] =>
        [...recordings.values()]
          .filter(({ play }) => play.truth === 'nothing' || play.truth === 'coin node')
          .map(({ path }) => ({ path, copies: statSync(path).size < largeForCrowd ? copies : 1 }));
      const scanCrowd = async (name: string, parts: readonly Part[]): Promise<Report> => {
        const packets = crowdOf(parts);
        expect(packets.length).toBeGreaterThan(leastOfCrowd);
        const path = join(folder, `${name}.pcap`);
        writeFileSync(path, writeCapture(packets));
        return scan([path]);
      };

      it('claims nothing where all are innocent', async () => {
        const report = await scanCrowd('innocent', innocent(copiesInCrowd));
        expect(report.gaps).toEqual([]);
        expect(above(report)).toEqual([]);
      });

      it.each(['xmrig-plain', 'private-proxy-tls'])(
        'finds the one that mines (%s), and claims nobody else',
        async (name) => {
          const miner = { path: recordingOf(name).path, copies: 1 };
          const report = await scanCrowd(`among-${name}`, [miner, ...innocent(copiesInCrowd)]);
          expect(report.gaps).toEqual([]);
          expect(above(report)).toEqual([expect.stringMatching(/: 10\.1\.0\.10 /)]);
        },
      );
    });

    it('joins the parts of a rotated capture into what one capture shows', async () => {
      const { parts, told } = recordingOf('xmrig-plain');
      expect(parts.length).toBeGreaterThan(2);
      const report = await scan(parts);
      const [whole] = told;
      const sum = (field: 'jobs' | 'submits' | 'accepted'): number =>
        sessionsOf(report).reduce((total, session) => total + session[field], 0);
      expect({ jobs: sum('jobs'), submits: sum('submits'), accepted: sum('accepted') }).toEqual({
        jobs: whole?.jobs,
        submits: whole?.submits,
        accepted: whole?.accepted,
      });
      expect(report.findings.filter(({ stage }) => stage === 'active')).toHaveLength(1);
    });
  },
);

/** What may be said of a play, by its truth. */
const expectTruth: Record<Play['truth'], (report: Report, told: readonly Told[]) => void> = {
  mining(report, told) {
    const refused = told.every(({ jobs }) => jobs === 0);
    expect(report.verdict.stage).toBe(refused ? 'configured' : 'active');
    const sessions = sorted(sessionsOf(report));
    expect(sessions).toMatchObject(sorted(told));
    for (const { login, donation } of sessions) expect(donation !== undefined).toBe(login === xmrigDonation);
  },
  'mining, unreadable'(report) {
    expect(sessionsOf(report)).toEqual([]);
    expect(report.verdict.stage).toBe('configured');
  },
  'mining, named'(report) {
    expect(sessionsOf(report)).toEqual([]);
    expect(report.findings.map(({ detector }) => detector)).toContain('pool-contact');
    expect(['configured', 'active']).toContain(report.verdict.stage);
  },
  'mining, unseen'(report) {
    expect(sessionsOf(report)).toEqual([]);
    expect(report.verdict.stage).not.toBe('active');
  },
  'pool sought'(report) {
    expect(report.findings.map(({ detector }) => detector)).toContain('pool-contact');
    expect(['mention', 'configured']).toContain(report.verdict.stage);
  },
  'coin node'(report) {
    expect(report.observations.map(({ kind }) => kind)).toContain('coin-node');
    expect(above(report)).toEqual([]);
  },
  nothing(report) {
    expect(sessionsOf(report)).toEqual([]);
    expect(above(report)).toEqual([]);
  },
};

/** What was claimed beyond a mention, in words, so that a failure names it. */
function above({ findings }: Report): string[] {
  return findings.filter(({ stage }) => stage !== 'mention').map(({ stage, title }) => `${stage}: ${title}`);
}
