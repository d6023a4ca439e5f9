import { expect, test } from 'vitest';
import { Incidents } from './incidents.ts';

const claim = { stage: 'configured', title: 'a machine mines' } as const;
const hour = 3_600_000;

test('an incident is told once, and again where it gets worse or goes on', () => {
  const incidents = new Incidents(hour);
  expect(incidents.note('a', claim, 0, false)?.why).toBe('first');
  expect(incidents.note('a', claim, 1, false)).toBeUndefined();
  expect(incidents.note('a', { ...claim, stage: 'active' }, 2, false)?.why).toBe('raised');
  expect(incidents.note('a', claim, 3, false)).toBeUndefined();
  expect(incidents.note('a', claim, hour + 2, false)).toMatchObject({ why: 'again', incident: { count: 5, told: 3 } });
  expect(incidents.suppressed).toBe(2);
});

test('what was read before a restart is told where it was not, and never told again', () => {
  const before = new Incidents(hour);
  before.note('a', claim, 0, false);
  const after = new Incidents(hour, before.atRest());
  expect(after.note('a', claim, 9 * hour, true)).toBeUndefined();
  expect(after.note('b', claim, 9 * hour, true)?.why).toBe('first');
});

test('the same alert has the same number after a crash that came before it was noted', () => {
  const kept = new Incidents(hour).atRest();
  const first = new Incidents(hour, kept).note('a', claim, 5, false);
  const second = new Incidents(hour, kept).note('a', claim, 7, false);
  expect(second?.incident.told).toBe(first?.incident.told);
});

test('incidents that are forgotten leave their numbers behind, so that none is given twice', () => {
  const incidents = new Incidents(0);
  for (let again = 0; again < 3; again++) incidents.note('old', claim, again, false);
  for (let other = 0; other < 20_000; other++) incidents.note(`other ${other}`, claim, 10, false);
  expect(incidents.size).toBe(20_000);
  expect(incidents.note('old', claim, 20, false)?.incident.told).toBe(4);
});
