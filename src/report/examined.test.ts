import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { incident } from '../../tests/machine-incident.ts';
import { makeMachineCase, type OnMachine, reportOf } from '../../tests/make-machine-case.ts';
import { reach } from '../assess/reach.ts';
import type { MachineState } from '../model/machine-payloads.ts';
import type { Report } from '../model/report.ts';
import { lookedAt } from './examined.ts';
import { renderExplanation } from './explain.ts';
import { renderHtml } from './html.ts';
import { renderRemoval } from './removal.ts';
import { renderText } from './text.ts';

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

const looked: MachineState['looked'] = [
  { at: 'files', count: 1_337_387 },
  { at: 'processes', count: 93 },
  { at: 'process numbers', count: 32_768 },
  { at: 'systemd units', count: 176 },
  { at: 'cron entries', count: 8 },
  { at: 'hooks of Python', count: 1 },
  { at: 'rules of logins', count: 73 },
  { at: 'containers of Docker', count: 1 },
  { at: 'at jobs', count: 0 },
  { at: 'something that a later probe counts', count: 2 },
];

/** A report of a machine on which nothing was found. */
function clean(state: Partial<MachineState> = {}): Report {
  const value: MachineState = { form: 'running', name: 'web1', asRoot: true, looked, ...state };
  const report = reportOf(makeMachineCase([], []), []);
  return {
    ...report,
    observations: report.observations.map((seen) => (seen.kind === 'machine' ? { ...seen, value } : seen)),
    stats: { files: 1_337_387, bytes: 239_000_000, seconds: 9.4 },
  };
}

function found(more: readonly OnMachine[] = []): Report {
  const evidence = incident([], more);
  return reportOf(evidence, [reach.assess(evidence)]);
}

function onDisk(): Report {
  const report = found();
  return {
    ...report,
    observations: report.observations.map((seen) =>
      seen.kind === 'machine' ? { ...seen, value: { ...seen.value, form: 'disk' } } : seen,
    ),
  };
}

describe('every sort of thing that probes count', () => {
  const folder = new URL('../extract/machine/', import.meta.url);
  const named = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('.test.') && !file.includes('.fixture.'))
    .flatMap((file) => [
      ...readFileSync(new URL(file, folder), 'utf8').matchAll(/looked: \{ at: '([^']+)'|\.end\('([^']+)'/g),
    ])
    .flatMap(([, at, end]) => at ?? end ?? []);

  test.each([...new Set([...named, 'logs of services'])])('%s has words of its own', (at) => {
    const count = [{ at, count: 2 }];
    expect(lookedAt({ form: 'disk', looked: count })).not.toContain('of the sort');
  });
});

describe('a clean machine', () => {
  test('says what was looked at, so that silence means something', () => {
    const text = flat(renderText(clean()));
    expect(text).toContain('NONE No sign of mining.');
    expect(text).toContain('this running machine, web1: 93 processes, 1 container, 185 things that may start by');
    expect(text).toContain(
      '73 rules of who may log in and be root, 2 things of the sort “something that a later probe counts”. 1,337,387 files passed, 239 MB of them read, in 9.4 s.',
    );
    expect(text).not.toContain('32,768');
  });

  test('says what was not, and what that leaves open', () => {
    const text = flat(renderText(clean()));
    expect(text).toContain('Not looked at: what the network carried, the memory of processes');
    expect(text).toContain('a rootkit can hide');
    expect(text).not.toContain('running processes');
    expect(text).not.toContain('without root');
  });

  test('says what root would have seen, and how to get there', () => {
    for (const text of [flat(renderText(clean({ asRoot: false }))), renderHtml(clean({ asRoot: false }))]) {
      expect(text).toContain('Examined without root.');
      expect(text).toContain('sudo davylamp host');
    }
  });

  test('is doubted where nothing of a machine stands there', () => {
    const empty = clean({ form: 'disk', name: undefined, looked: [{ at: 'files', count: 3 }] });
    expect(flat(renderText(empty))).toContain('This does not look like a machine');
    expect(flat(renderText(clean({ form: 'disk' })))).not.toContain('does not look like');
    expect(flat(renderText(clean()))).not.toContain('does not look like');
  });
});

describe('a machine with a miner', () => {
  test('says first what there is to do, also in brief', () => {
    const brief = flat(renderText(found(), { brief: true }));
    expect(brief).toContain('ACTIVE Mining.');
    expect(brief).toContain('First: what starts it again r1');
    expect(brief).not.toContain('r2');
  });

  test('opens with “First”, whatever there is to do', () => {
    const evidence = incident();
    const answer = reach.assess(evidence);
    const items = (answer.items ?? []).filter(({ what }) => what === 'file');
    const text = flat(renderText(reportOf(evidence, [{ ...answer, items }])));
    expect(text).toContain('First: what stands there');
  });

  test('calls processes by their number, and names the command that makes the report', () => {
    const text = flat(renderText(found()));
    expect(text).toContain('process 4711');
    expect(text).not.toContain('/proc/4711');
    expect(text).toContain('davylamp host --format json --out before.json');
    expect(text).not.toContain('davylamp scan …');
  });

  test('names the folder that was examined, where that can be typed as it is', () => {
    const disk = (root: string): string => flat(renderText({ ...onDisk(), inputs: [root] }));
    expect(disk('/mnt/disk')).toContain('davylamp host --root /mnt/disk --format removal');
    expect(disk('/mnt/a`;reboot`')).toContain('davylamp host --root … --format removal');
  });

  test('explains an item down to what shows it', () => {
    const [item] = found().answers.flatMap(({ items }) => items ?? []);
    const text = flat(renderExplanation(found(), item?.id ?? '') ?? '');
    expect(text).toContain(item?.place);
    for (const id of item?.because ?? []) expect(text).toContain(id);
  });

  test('explains what it touched with every item, as the earlier report of a check is asked for', () => {
    const text = flat(renderExplanation(found(), 'reach') ?? '');
    for (const { id, place } of found().answers.flatMap(({ items }) => items ?? []))
      expect(text).toContain(`${id} ${place}`);
  });

  test('has a script whose every line says at what to look', () => {
    const script = renderRemoval(found()) ?? '';
    for (const line of script.split('\n').filter((one) => /^by_hand '/.test(one)))
      expect(line).toMatch(/\/|r\d+|docker|the machine /);
  });
});
