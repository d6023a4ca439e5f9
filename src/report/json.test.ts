import { expect, test } from 'vitest';
import { case2018, clean, hostileText, withGaps } from '../../tests/sample-reports.ts';
import { renderJson, renderJsonPieces } from './json.ts';

test('a report is as JSON.stringify writes it', () => {
  for (const report of [case2018(), clean(), withGaps(), { ...clean(), inputs: [hostileText, '\ud800'] }]) {
    const text = renderJson(report);
    expect(JSON.parse(text)).toEqual(report);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(report)));
    // Only what a terminal could obey is written otherwise.
    if (report.inputs[0] !== hostileText) expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
  }
});

test('a large report comes in pieces', () => {
  const report = case2018();
  const observations = Array.from({ length: 2_000 }, () => report.observations).flat();
  const pieces = [...renderJsonPieces({ ...report, observations })];
  expect(pieces.length).toBeGreaterThan(20);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(100_000);
  expect(JSON.parse(pieces.join('')).observations).toHaveLength(observations.length);
});
