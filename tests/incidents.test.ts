/**
 * Three whole incidents, each on a made-up server: what was placed is listed and nothing innocent is; what the removal
 * script says is done to a copy, and the check says that it is gone; one thing left, and it says so.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examineMachine } from '../src/engine/node/host/examine-machine.ts';
import type { Answer, ReachItem } from '../src/model/answer.ts';
import type { Report } from '../src/model/report.ts';
import { renderRemoval } from '../src/report/removal.ts';
import { dockerApi } from './incidents/docker-api.ts';
import type { Incident } from './incidents/incident.ts';
import { end } from './incidents/server.ts';
import { stolenKey } from './incidents/stolen-key.ts';
import { webShell } from './incidents/web-shell.ts';
import { plant } from './machine-tree.ts';

const answerTo = (report: Report, question: Answer['question']): Answer | undefined =>
  report.answers.find((answer) => answer.question === question);
const itemsOf = (report: Report): readonly ReachItem[] => answerTo(report, 'reach')?.items ?? [];
const isMiners = ({ proof, what }: ReachItem): boolean =>
  proof !== 'possible' && what !== 'secret' && what !== 'machine';
const pathOf = (place: string): string => place.replace(/(?:^| )\/?proc\/\d+.*/, '');

const isRoot = process.geteuid?.() === 0;
const now = (): Date => new Date(end);

describe.each([webShell, dockerApi, stolenKey].map((incident): [string, Incident] => [incident.name, incident]))(
  '%s',
  (_, incident) => {
    let top = '';
    let root = '';
    let report: Report;

    beforeAll(async () => {
      top = mkdtempSync(join(tmpdir(), 'davylamp-incident-'));
      root = join(top, 'disk');
      plant(incident.files, root);
      report = await examineMachine({ root, now });
    }, 60_000);
    afterAll(() => rmSync(top, { recursive: true }));

    /** The removal script, run over a copy of the disk; what stands in `keep` is put back afterwards. */
    function cleaned(name: string, keep: readonly string[] = []): string {
      const copy = join(top, name);
      cpSync(root, copy, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
      // It was started again meanwhile: what ran does not run.
      rmSync(join(copy, 'proc'), { recursive: true });
      const script = join(top, `${name}.sh`);
      const text = renderRemoval(report) ?? '';
      writeFileSync(script, text.replace(/^root=.*$/m, `root='${copy}'`));
      const run = spawnSync('sh', [script, '--yes', '--keep', join(top, `${name}-kept`)], {
        encoding: 'utf8',
        cwd: top,
      });
      expect(run.stderr).toBe('');
      expect(run.status).toBe(0);
      doByHand(copy);
      for (const path of keep)
        cpSync(join(root, path), join(copy, path), { verbatimSymlinks: true, preserveTimestamps: true });
      return copy;
    }

    /** On a disk that does not run, the script leaves to a person what only the container runtime can do. */
    function doByHand(copy: string): void {
      for (const { removal } of itemsOf(report))
        for (const step of removal)
          if (step.do === 'remove-container')
            rmSync(join(copy, '/var/lib/docker/containers', step.container), { recursive: true });
    }

    const checked = async (copy: string): Promise<Report> =>
      examineMachine({ root: copy, earlier: { name: 'before.json', report }, now });

    test('it mined, or was set to', () => {
      expect(['configured', 'active']).toContain(report.verdict.stage);
    });

    test('reach lists everything that was placed', () => {
      const places = itemsOf(report)
        .filter(isMiners)
        .map(({ place }) => place);
      for (const path of incident.placed)
        expect(
          places.some((place) => place.includes(path)),
          path,
        ).toBe(true);
    });

    test('and nothing innocent', () => {
      const innocent = itemsOf(report)
        .filter(isMiners)
        .filter(({ what }) => what !== 'process')
        .map(({ place }) => pathOf(place))
        .filter((place) => !incident.placed.some((path) => place.includes(path)));
      expect(innocent).toEqual([]);
    });

    test.skipIf(!isRoot)(
      'secrets within reach are told, as no more than that (skipped beside root, who alone sets owners)',
      () => {
        const secrets = itemsOf(report).filter(({ what }) => what === 'secret');
        for (const path of incident.secrets) {
          const item = secrets.find(({ place }) => place.includes(path));
          expect(item, path).toMatchObject({ proof: 'possible' });
        }
      },
    );

    test('how it got in is told on one timeline with files and processes', () => {
      const entry = answerTo(report, 'entry');
      expect(`${entry?.says} ${entry?.details?.join(' ')}`).toMatch(incident.entry);
      expect(entry?.timeline?.moments.length).toBeGreaterThan(2);
    });

    test('once the script has run, it is gone', async () => {
      const copy = cleaned('cleaned');
      const again = await checked(copy);
      const left = answerTo(again, 'gone')?.checks?.items.filter(({ state }) =>
        ['still-there', 'came-back', 'changed', 'new'].includes(state),
      );
      expect(left).toEqual([]);
      expect(answerTo(again, 'gone')?.says).toMatch(/gone/i);
      // What is innocent stands as it stood.
      for (const path of ['/etc/cron.d/backup', '/opt/app/server', '/home/admin/.ssh/authorized_keys', '/etc/crontab'])
        expect(readFileSync(join(copy, path)), path).toEqual(readFileSync(join(root, path)));
    });

    test('one thing left, and it says which', async () => {
      const copy = cleaned('forgotten', [incident.forgotten]);
      expect(existsSync(join(copy, incident.forgotten))).toBe(true);
      const again = await checked(copy);
      const left = answerTo(again, 'gone')?.checks?.items.filter(
        ({ state }) => state === 'still-there' || state === 'came-back',
      );
      expect(left?.map(({ place }) => place).join(' ')).toContain(incident.forgotten);
      expect(answerTo(again, 'gone')?.says).not.toMatch(/ gone, and nothing new was found/);
    });

    test('what was gone and stands there again came back, and the words say so', async () => {
      const copy = cleaned('returned');
      const between = await checked(copy);
      const back = join(copy, incident.forgotten);
      cpSync(join(root, incident.forgotten), back);
      const later = new Date(end + 86_400_000);
      utimesSync(back, later, later);
      const again = await examineMachine({
        root: copy,
        earlier: { name: 'between.json', report: between },
        now: () => new Date(end + 2 * 86_400_000),
      });
      const gone = answerTo(again, 'gone');
      const items = gone?.checks?.items.filter(({ state }) => state === 'came-back') ?? [];
      expect(items.map(({ place }) => place)).toEqual([incident.forgotten]);
      expect(items[0]?.why).toMatch(/was gone at the last check/);
      expect(items[0]?.why).toMatch(/its way in may be open still|perhaps by|starts it|was started by/);
      expect(gone?.says).toContain(`Came back: ${incident.forgotten}`);
    });
  },
);
