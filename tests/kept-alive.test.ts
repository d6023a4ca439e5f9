/**
 * A miner that is started again by what few look at, on a made-up server: each entry is listed and nothing innocent is;
 * the removal script and a person take it away, and the check says that it is gone, or what is left.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { examineMachine } from '../src/engine/node/host/examine-machine.ts';
import type { Answer, ReachItem } from '../src/model/answer.ts';
import type { Report } from '../src/model/report.ts';
import { renderRemoval } from '../src/report/removal.ts';
import { byHand, byScript, innocent, keptAlive } from './incidents/kept-alive.ts';
import { end } from './incidents/server.ts';
import { plant } from './machine-tree.ts';

const now = (): Date => new Date(end);
const answerTo = (report: Report, question: Answer['question']): Answer | undefined =>
  report.answers.find((answer) => answer.question === question);
const itemsOf = (report: Report): readonly ReachItem[] => answerTo(report, 'reach')?.items ?? [];

let top = '';
let root = '';
let report: Report;

beforeAll(async () => {
  top = mkdtempSync(join(tmpdir(), 'davylamp-kept-alive-'));
  root = join(top, 'disk');
  plant(keptAlive, root);
  report = await examineMachine({ root, now });
}, 60_000);
afterAll(() => rmSync(top, { recursive: true }));

/** Of what stands at the place; its process has the same one. */
const stateOf = (again: Report, place: string): string | undefined =>
  answerTo(again, 'gone')?.checks?.items.find((item) => item.place === place && !item.key.startsWith('process:'))
    ?.state;

test('each entry is listed, with a step for it', () => {
  const items = itemsOf(report);
  for (const place of byScript) {
    const item = items.find((one) => one.place === place && one.what !== 'process');
    expect(item, place).toMatchObject({ proof: 'shown' });
    expect(
      item?.removal.some((step) => step.do === 'delete-file' || step.do === 'delete-line'),
      place,
    ).toBe(true);
  }
  for (const [place, told] of byHand) {
    const item = items.find((one) => one.place === place);
    expect(item, place).toBeDefined();
    expect(JSON.stringify(item?.removal), place).toMatch(told);
  }
});

test('what keeps it in memory, or has it built in, is told how to let go of it', () => {
  const steps = JSON.stringify(itemsOf(report).map(({ removal }) => removal));
  expect(steps).toMatch(/supervisorctl update/);
  expect(steps).toMatch(/update-initramfs/);
});

test('and nothing innocent is listed', () => {
  const places = itemsOf(report).flatMap(({ place, proof }) => (proof === 'possible' ? [] : [place]));
  expect(places.filter((place) => innocent.includes(place))).toEqual([]);
});

test('once the script has run and a person has done the rest, it is gone; before that, it says what is left', async () => {
  const copy = join(top, 'cleaned');
  cpSync(root, copy, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  rmSync(join(copy, 'proc'), { recursive: true });
  const script = join(top, 'removal.sh');
  writeFileSync(script, (renderRemoval(report) ?? '').replace(/^root=.*$/m, `root='${copy}'`));
  const run = spawnSync('sh', [script, '--yes', '--keep', join(top, 'kept')], { encoding: 'utf8', cwd: top });
  expect([run.status, run.stderr]).toEqual([0, '']);
  for (const place of innocent) expect(existsSync(join(copy, place)), place).toBe(true);

  const earlier = { name: 'before.json', report };
  const between = await examineMachine({ root: copy, earlier, now });
  for (const place of byScript) expect(stateOf(between, place), place).toBe('gone');
  for (const [place] of byHand) expect(stateOf(between, place), place).toBe('still-there');

  for (const [place] of byHand) rmSync(join(copy, place));
  const after = await examineMachine({ root: copy, earlier, now });
  const left = answerTo(after, 'gone')?.checks?.items.filter(({ state }) =>
    ['still-there', 'came-back', 'changed', 'new'].includes(state),
  );
  expect(left).toEqual([]);
});
