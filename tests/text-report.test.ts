/** Whole reports as text, held to goldens: `npx vitest run tests/text-report.test.ts -u` rewrites them. */
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../src/model/report.ts';
import { renderContents, renderExplanation } from '../src/report/explain.ts';
import { renderJson } from '../src/report/json.ts';
import { renderNdjson } from '../src/report/ndjson.ts';
import { renderText } from '../src/report/text.ts';
import { displayWidth } from '../src/report/width.ts';
import {
  active,
  analysed,
  case2018,
  clean,
  crowded,
  hostile,
  hostileText,
  saying,
  withGaps,
} from './sample-reports.ts';

const golden = (name: string): string => `../src/report/golden/${name}.txt`;
/** Anything but printable text and the line breaks that we make. */
const unprintable = /[^\n\P{C}]|[\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

describe('the text report', () => {
  it.each([
    ['case-2018', case2018()],
    ['analysed', analysed()],
    ['active', active()],
    ['crowded', crowded()],
    ['clean', clean()],
    ['gaps', withGaps()],
  ])('reads as its golden: %s', async (name, report) => {
    expect(reportSchema.safeParse(report).error).toBeUndefined();
    await expect(renderText(report, { columns: 80 })).toMatchFileSnapshot(golden(name));
  });

  it('opens with the verdict in plain words, after what could not be examined', () => {
    expect(renderText(case2018())).toMatch(/^CONFIGURED {2}Set to mine, for an account\. Not seen mining\./);
    expect(renderText(withGaps())).toMatch(/^Not everything could be examined: 7 paths without permission/);
  });

  it('tells of the 2018 installer what the press did not', () => {
    const text = renderText(case2018());
    for (const fact of [
      'barjuok[.]ryongnamsan[.]edu[.]kp:5615',
      '.kp is the top-level domain',
      'payment id  4464313cf611b3b8',
      '48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn',
      '2017-12-24 00:00:00 UTC',
      'forgeable: four bytes of the header',
      'Ask the service behind base 48mxGC7M…',
      'Not enough evidence to name anyone',
    ])
      expect(text).toContain(fact);
  });

  it('never shows an indicator that a click could open', () => {
    for (const report of [case2018(), analysed(), active(), crowded()])
      expect(renderText(report)).not.toMatch(/ryongnamsan\.edu|198\.51\.100\.7|pool\.example\.net/);
  });

  it('defangs the names that an analyst looked up, and their answers', () => {
    const report = analysed();
    const row = report.observations.find(({ kind }) => kind === 'name-resolution');
    if (row?.kind !== 'name-resolution') throw new Error('the sample has a row');
    const value = { ...row.value, name: 'c2.example', type: 'CNAME' as const, answer: 'edge.example.org.' };
    const text = renderText({ ...report, observations: [...report.observations, { ...row, id: 'o80', value }] });
    expect(text).toContain('c2[.]example CNAME edge[.]example[.]org');
  });

  it('says first with whom it may be shared, as far as its most closely held fact allows', () => {
    expect(renderText(analysed())).toMatch(/^TLP:AMBER \(/);
    expect(renderText(case2018())).not.toContain('TLP');
  });

  it('shows both sides where sources disagree, and what each is worth', () => {
    const text = renderText(analysed());
    expect(text).toMatch(/Sources disagree on first share[\s\S]*“2017-10-03”[\s\S]*B2[\s\S]*“2017-12-24”[\s\S]*F6/);
    expect(text).toContain('6 facts; 1 more had a mistake');
  });

  it('shows the readings of a weighed answer as bars, and what an analyst overruled', () => {
    const text = renderText(analysed());
    expect(text).toMatch(/^ +A {2}[·░]*█[·░]* +\d+–\d+ % {2}[a-z ]+, \d+ %: an unrelated criminal/m);
    expect(text).toMatch(/Overruled by J\. Analyst on 2018-09-01/);
  });

  it('puts each pool’s records beside the account, once', () => {
    expect(renderText(analysed()).match(/^ +recorded +nanopool/gm)).toHaveLength(1);
  });

  it('is short where there is nothing to tell', () => {
    expect(renderText(clean()).trimEnd().split('\n').length).toBeLessThanOrEqual(4);
  });

  it('tells the same configuration in forty places once', () => {
    const text = renderText(crowded());
    expect(text).toContain('The same in 39 other places');
    expect(text.match(/^ +pool +pool\[\.\]example/gm)).toHaveLength(1);
    expect(text).toContain('12 more mentions (--format json has all)');
  });

  it('says only the verdict when asked to be brief', () => {
    expect(renderText(case2018(), { brief: true }).trimEnd().split('\n')).toHaveLength(2);
  });

  it.each([40, 60, 80, 100])('keeps within %i columns', (columns) => {
    for (const report of [case2018(), analysed(), active(), crowded(), hostile()])
      for (const line of renderText(report, { columns }).split('\n'))
        expect(displayWidth(line)).toBeLessThanOrEqual(columns);
  });
});

describe('a hostile sample', () => {
  it('cannot reach the terminal through any field of the text report or of an explanation', () => {
    const report = hostile();
    const ids = ['f1', 'o1', 'o2', 'o3', 'a1', 'what', 'money', 'who'];
    const texts = [renderText(report), renderContents(report), ...ids.map((id) => renderExplanation(report, id) ?? '')];
    for (const text of texts) {
      expect(text).not.toMatch(unprintable);
      expect(text).not.toMatch(/^FAKE/m);
    }
  });

  it('cannot do so through what an analyst writes either, nor through any answer', () => {
    const report = saying(analysed(), hostileText);
    const ids = [...report.observations, ...report.artifacts].map(({ id }) => id);
    const texts = [renderText(report), ...[...ids, 'who', 'money'].map((id) => renderExplanation(report, id) ?? '')];
    for (const text of texts) {
      expect(text).not.toMatch(unprintable);
      expect(text).not.toMatch(/^FAKE/m);
    }
  });

  it('cannot reach it through JSON either, which stays exact', () => {
    const report = hostile();
    expect(renderJson(report)).not.toMatch(unprintable);
    expect(JSON.parse(renderJson(report))).toEqual(report);
    expect(JSON.parse(renderJson(report)).findings[0].couldBe).toEqual([hostileText]);
    for (const line of renderNdjson(report)) expect(line).not.toMatch(unprintable);
  });
});

describe('the report for machines', () => {
  it('has its keys in one order, however the report was put together', () => {
    const report = case2018();
    const shuffled = Object.fromEntries(Object.entries(report).reverse());
    expect(renderJson({ ...report, ...shuffled })).toBe(renderJson(report));
    expect(Object.keys(JSON.parse(renderJson(report))).slice(0, 5)).toEqual([
      'schema',
      'tool',
      'generatedAt',
      'inputs',
      'verdict',
    ]);
  });

  it('is one object a line as NDJSON, with its type, and the summary last', () => {
    const lines = [...renderNdjson(case2018())].map((line) => JSON.parse(line));
    expect(lines.map(({ type }) => type)).toEqual([
      ...Array(3).fill('artifact'),
      ...Array(9).fill('observation'),
      'finding',
      ...Array(6).fill('answer'),
      'summary',
    ]);
    expect(lines.at(-1)).toMatchObject({ schema: 1, verdict: { stage: 'configured' }, stats: { files: 3 } });
  });
});

describe('an explanation', () => {
  it('goes from the claim through its tree to the bytes: golden', async () => {
    await expect(renderExplanation(case2018(), 'f1', { columns: 80 })).toMatchFileSnapshot(golden('explain-finding'));
  });

  it('unfolds observations, artifacts and answers, too', () => {
    expect(renderExplanation(case2018(), 'o2')).toContain('payment id       4464313cf611b3b8');
    expect(renderExplanation(case2018(), 'a3')).toContain(
      'out of           examples/2018-installer/installer.zip: packed as ZIP',
    );
    expect(renderExplanation(case2018(), 'money')).toMatch(/^Money/);
  });

  it('unfolds an answer to its figures: every likelihood, each origin, and what is left without it', () => {
    const text = renderExplanation(analysed(), 'who') ?? '';
    expect(text).toMatch(/^Who/);
    for (const part of [
      'in percent',
      'before any evidence',
      'What each origin moves',
      'What would be left without one',
    ])
      expect(text).toContain(part);
  });

  it('says on whose word an analyst’s fact stands', () => {
    const text = renderExplanation(analysed(), 'o13');
    for (const part of ['graded           B2: usually reliable source, probably true', 'TLP:GREEN', 'pool-records'])
      expect(text).toContain(part);
  });

  it('knows what the report does not have', () => {
    expect(renderExplanation(case2018(), 'f9')).toBeUndefined();
    expect(renderExplanation(case2018(), '__proto__')).toBeUndefined();
  });
});
