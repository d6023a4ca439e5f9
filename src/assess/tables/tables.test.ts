/** What holds for every table, whoever wrote it. */
import { describe, expect, it } from 'vitest';
import { assessors } from '../index.generated.ts';

const tables = assessors.flatMap(({ question, table }) => (table === undefined ? [] : [{ question, table }]));

describe.each(tables)('the table of: $question', ({ table }) => {
  it('has priors that add up to 100', () => {
    const sum = Object.values(table.readings).reduce((total, { prior }) => total + prior, table.unknown);
    expect(sum).toBeCloseTo(100);
  });

  it('has a likelihood for every reading, and none that rules a reading out or proves one', () => {
    for (const { id, likelihood } of table.indicators) {
      expect(Object.keys(likelihood).sort(), id).toEqual(Object.keys(table.readings).sort());
      for (const percent of Object.values(likelihood)) expect(percent > 0 && percent < 100, id).toBe(true);
    }
  });

  it('names each indicator once, in words of its own and with a reason', () => {
    expect(new Set(table.indicators.map(({ id }) => id)).size).toBe(table.indicators.length);
    expect(new Set(table.indicators.map(({ says }) => says)).size).toBe(table.indicators.length);
    for (const { id, says, why } of table.indicators) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(says).toMatch(/[^.]$/);
      expect(why).not.toBe('');
    }
  });
});
