import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { machineOf } from '../../../../tests/machine-tree.ts';
import type { ReachItem } from '../../../model/answer.ts';
import type { PlaceNow } from '../../../model/case.ts';
import type { Report } from '../../../model/report.ts';
import { checkAgain } from './check-again.ts';

/** What stands now at the place of an item with these lines to take out. */
function placeNow(content: string | undefined, lines: readonly string[] = []): PlaceNow | undefined {
  const path = '/var/x';
  const removal = lines.map((line) => ({ do: 'delete-line', path, line }));
  // The fields that are looked at.
  const items = [{ place: path, removal }] as unknown as readonly ReachItem[];
  const report = { answers: [{ question: 'reach', items }] } as unknown as Report;
  const machine = machineOf(content === undefined ? {} : { [path]: content });
  return checkAgain({ name: 'before.json', report }, machine).places.get(path);
}

describe('what stands where an earlier report has an item', () => {
  test('a file is hashed piece by piece', () => {
    const content = 'x'.repeat(2_500_000);
    expect(placeNow(content)?.sha256).toBe(createHash('sha256').update(content).digest('hex'));
    const whole = 'y'.repeat(1024 * 1024);
    expect(placeNow(whole)?.sha256).toBe(createHash('sha256').update(whole).digest('hex'));
    expect(placeNow('')?.sha256).toBe(createHash('sha256').update('').digest('hex'));
  });

  test('of the lines those are told that stand there', () => {
    expect(placeNow('a\nb\n', ['b', 'c'])?.lines).toEqual(['b']);
  });

  test('a line that may stand behind what is read is not told to be gone', () => {
    const long = 'x\n'.repeat(9 * 1024 * 1024);
    expect(placeNow(`${long}b\n`, ['b'])?.state).toBe('unreadable');
    expect(placeNow(`b\n${long}`, ['b'])).toMatchObject({ state: 'there', lines: ['b'] });
  });

  test('what is gone is absent', () => {
    expect(placeNow(undefined)).toEqual({ state: 'absent' });
  });
});
