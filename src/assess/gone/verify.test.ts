import { describe, expect, test } from 'vitest';
import {
  cronEntry,
  cronLine,
  incident,
  incidentParts,
  minerConfig,
  minerPath,
  minerProcess,
  minersUnit,
  trace,
} from '../../../tests/machine-incident.ts';
import { makeMachineCase, type OnMachine, reportOf, sha256Of } from '../../../tests/make-machine-case.ts';
import { type Answer, answerSchema } from '../../model/answer.ts';
import type { Case, PlaceNow } from '../../model/case.ts';
import type { Report } from '../../model/report.ts';
import { gone } from '../gone.ts';
import { reach } from '../reach.ts';

const before = reportOf(incident(), [reach.assess(incident())]);
const absent: PlaceNow = { state: 'absent' };

interface Then {
  readonly report?: Report;
  readonly places?: Readonly<Record<string, PlaceNow>>;
  readonly gaps?: Case['gaps'];
}

/** The same machine, looked at again. */
function again(evidence: Case, { report = before, places = {}, gaps = [] }: Then = {}): Answer {
  return gone.assess({
    ...evidence,
    gaps,
    earlier: { name: 'before.json', report, places: new Map(Object.entries(places)) },
  });
}

function states(answer: Answer): string[] {
  return (answer.checks?.items ?? []).map(({ state, place }) => `${state} ${place}`);
}

const cleaned = {
  [minerPath]: absent,
  '/tmp/.x/run.log': absent,
  '/etc/systemd/system/netd.service': absent,
  '/etc/crontab': { state: 'there', lines: [], sha256: sha256Of('another') },
} as const;
const innocent = incidentParts.filter(
  (part) => ![minerProcess, minerConfig, cronEntry, minersUnit].includes(part) && !part.in.startsWith('/tmp/'),
);

describe('an earlier report, checked again', () => {
  test('on a machine that was cleaned, says that all is gone, and what cannot be known', () => {
    const answer = again(makeMachineCase(innocent, []), { places: cleaned });
    expect(states(answer)).toEqual([
      'cannot-be-known /var/www/.ssh/id_ed25519',
      'cannot-be-known the machine web01',
      'gone /etc/crontab',
      'gone /etc/systemd/system/netd.service',
      `gone ${minerPath}`,
      `gone ${minerPath}`,
      'gone /tmp/.x/run.log',
    ]);
    expect(answer.says).toContain('All 5 items that could be checked are gone');
    expect(answer.says).toContain('no check can tell');
    // A line of root's crontab fetched and ran whatever it was given.
    expect(answer.says).toContain('build this machine anew');
    expect(answerSchema.parse(answer)).toEqual(answer);
    expect(answer.weighing?.items.map(({ indicator }) => indicator)).toEqual(
      expect.arrayContaining(['process-ended', 'files-gone', 'nothing-starts-it']),
    );
  });

  test('on a machine where nothing was done, says that all is there still', () => {
    const answer = again(incident());
    expect(states(answer).filter((one) => one.startsWith('still-there'))).toHaveLength(5);
    expect(answer.says).toContain('No: it runs now.');
  });

  test('one line left is found, though nothing ties it to a miner any more', () => {
    const plain = { ...cronEntry, value: { ...cronEntry.value, why: [] } } as OnMachine; // the same entry, told as ordinary
    const answer = again(makeMachineCase([...innocent, plain], []), { places: cleaned });
    expect(states(answer)).toContain('still-there /etc/crontab');
    expect(answer.says).toContain('No: parts of it are there. Still there: /etc/crontab.');
  });

  test('a line is found by its file alone, where no probe told of it', () => {
    const places = { ...cleaned, '/etc/crontab': { state: 'there', lines: [cronLine] } } as const;
    expect(states(again(makeMachineCase(innocent, []), { places }))).toContain('still-there /etc/crontab');
  });

  test('a file whose content is another one has changed', () => {
    const places = { ...cleaned, [minerPath]: { state: 'there', sha256: sha256Of('other') } } as const;
    expect(states(again(makeMachineCase(innocent, []), { places }))).toContain(`changed ${minerPath}`);
  });

  test('a process that started after the report came back, and what starts it is told', () => {
    const newer = {
      ...minerProcess,
      value: { ...minerProcess.value, pid: 9000, start: '2026-11-22T10:00:00.000Z' },
    } as OnMachine; // a process as well
    const answer = again(incident([minerProcess], [newer]));
    const check = answer.checks?.items.find(({ state }) => state === 'came-back');
    expect(check?.place).toBe(minerPath);
    expect(check?.why).toContain('2026-11-22 10:00');
    expect(check?.why).toContain('/etc/systemd/system/netd.service starts it');
    expect(answer.says).toContain('Came back');
    expect(answer.next.join(' ')).toContain('Close that before you clean again');
  });

  test('what was gone at one check and is there at the next came back', () => {
    const clean = again(makeMachineCase(innocent, []), { places: cleaned });
    const between = reportOf(makeMachineCase(innocent, []), [clean], '2026-11-21T12:00:00.000Z');
    const answer = again(makeMachineCase([...innocent, cronEntry], []), { report: between, places: {} });
    expect(states(answer)).toContain('came-back /etc/crontab');
  });

  test('what could not be read is not called gone', () => {
    const gaps = [{ artifact: '/etc/systemd', code: 'no-permission', what: 'permission denied' }] as const;
    const answer = again(makeMachineCase(innocent, []), { gaps: [...gaps], places: cleaned });
    expect(states(answer)).toContain('not-checked /etc/systemd/system/netd.service');
    expect(answer.says).toContain('Not all could be checked');
  });

  test('a disk shows no processes', () => {
    const answer = again(makeMachineCase(innocent, [], {}, 'disk'), { places: cleaned });
    expect(states(answer)).toContain(`not-checked ${minerPath}`);
  });

  test('with nothing in it counts no items, and says that there was nothing', () => {
    const clean = makeMachineCase(innocent, []);
    const answer = again(clean, { report: reportOf(clean, [reach.assess(clean)]) });
    expect(answer.checks?.items).toEqual([]);
    expect(answer.says).toBe('The earlier report found nothing to be rid of, and nothing new was found.');
    expect(answer.next).toEqual([expect.stringMatching(/^Restart, wait a day, and run the same command/)]);
  });

  test('says where the steps for what is left stand, once nothing mines and this report has none', () => {
    const evidence = makeMachineCase([...innocent, cronEntry], []);
    const answer = again(evidence, { places: cleaned });
    expect(answer.next[0]).toBe(
      'Remove what is left, as the earlier report says (`davylamp explain before.json reach`): /etc/crontab.',
    );
    const earlier = { name: 'before.json', report: before, places: new Map() };
    expect(reach.assess({ ...evidence, earlier }).says).toContain('checked again under Gone');
  });

  test('has the steps in the order in which they are done: the way in before what came back, the next check last', () => {
    const newer = {
      ...minerProcess,
      value: { ...minerProcess.value, pid: 9000, start: '2026-11-22T10:00:00.000Z' },
    } as OnMachine; // a process as well
    const { next } = again(incident([minerProcess], [newer]));
    expect(next[0]).toContain('Close that before you clean again');
    expect(next[1]).toMatch(/^Remove what is left, as Reach says: /);
    expect(next.at(-1)).toMatch(/^Restart, wait a day/);
    expect(new Set(next).size).toBe(next.length);
  });

  test('what is new beside it is told', () => {
    const other = '/dev/shm/.y/kinsing';
    const config: OnMachine = { ...minerConfig, in: other };
    const evidence = makeMachineCase(
      [...innocent, config, trace(other)],
      [{ detector: 'x', stage: 'configured', over: [innocent.length] }],
    );
    expect(states(again(evidence, { places: cleaned }))).toContain(`new ${other}`);
  });
});

describe('a machine without an earlier report', () => {
  test('that mines says so, and how to check it later', () => {
    const answer = gone.assess(incident());
    expect(answer.says).toContain('No: it runs now. 2 entries start it again: /etc/crontab');
    expect(answer.next.join(' ')).toContain('davylamp host --verify before.json');
    expect(answer.hypotheses[0]?.id).toBe('running');
  });

  test('where it only starts again says that', () => {
    expect(gone.assess(incident([minerProcess])).says).toContain(
      'No. No process mines at the moment; 2 entries start it again',
    );
  });
});
