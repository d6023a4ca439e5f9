/**
 * Made-up incidents, each in a week of ordinary logs: what the answer to "how did it get in?" must say of them, and what
 * it must not say once the logs that would show it are gone.
 */
import { describe, expect, test } from 'vitest';
import type { Answer, Timeline } from '../src/model/answer.ts';
import type { Finding } from '../src/model/finding.ts';
import type { Report } from '../src/model/report.ts';
import { renderText } from '../src/report/text.ts';
import { hour } from './stories/clock.ts';
import { withClockMoved } from './stories/clocks.ts';
import { ordinaryYear } from './stories/ordinary-year.ts';
import { stories } from './stories/stories.ts';
import { type Story, without } from './stories/story.ts';
import { reportOn, reportOnAll } from './stories/told.ts';

function entryOf({ answers }: Report): Answer {
  const answer = answers.find(({ question }) => question === 'entry');
  if (answer === undefined) throw new Error('a report answers how it got in');
  return answer;
}

function timelineOf(report: Report): Timeline {
  const { timeline } = entryOf(report);
  if (timeline === undefined) throw new Error('these logs have times');
  return timeline;
}

function chanceOf(answer: Answer, reading: string): number {
  return answer.hypotheses.find(({ id }) => id === reading)?.probability.mid ?? 0;
}

/** The most probable reading that is a wrong one; "not enough evidence" is never wrong. */
function bestWrong(answer: Answer, { reading }: Story): number {
  const wrong = answer.hypotheses.filter(({ id }) => id !== reading && id !== 'unknown');
  return Math.max(...wrong.map(({ probability }) => probability.mid));
}

/** What leads, if anything is called most likely. */
function mostLikely(answer: Answer): string | undefined {
  if (!answer.says.startsWith('Most likely:')) return undefined;
  return answer.hypotheses.find(({ label }) => answer.says.startsWith(`Most likely: ${label}`))?.id ?? 'another';
}

/** The file in which stands the configuration that a claim rests on, however deep it was decoded out of it. */
function configLog({ artifacts, observations }: Report, { because }: Finding): string | undefined {
  const words = JSON.stringify(because);
  let id = observations.find((seen) => seen.kind === 'mining-config' && words.includes(`"${seen.id}"`))?.at.artifact;
  for (let up = id; up !== undefined; up = artifacts.find((artifact) => artifact.id === up)?.parent) id = up;
  return id;
}

/** Each story is scanned once, when it is first asked for. */
const known = new Map<Story, Promise<Report>>();
function reportOf(story: Story): Promise<Report> {
  const report = known.get(story) ?? reportOn(story.files);
  known.set(story, report);
  return report;
}

describe.each(stories)('$name, with all its logs', (story) => {
  test('it mines, and the right way in is at least likely', async () => {
    const report = await reportOf(story);
    const answer = entryOf(report);
    expect(report.verdict.stage).toBe(story.stage ?? 'configured');
    expect(mostLikely(answer)).toBe(story.reading);
    expect(chanceOf(answer, story.reading)).toBeGreaterThanOrEqual(0.55);
    expect(bestWrong(answer, story)).toBeLessThan(0.2);
  });

  test('the timeline begins with the way in, to the second, and ends with the miner', async () => {
    const { moments, first = -1 } = timelineOf(await reportOf(story));
    const beginning = moments[first];
    expect(beginning?.time.slice(0, 19)).toBe(new Date(story.begins).toISOString().slice(0, 19));
    expect(beginning?.role).toBe('way-in');
    const since = moments.slice(first).map(({ role }) => role);
    expect(since.indexOf('mining')).toBeGreaterThan(0);
    expect(moments.slice(0, first).every(({ role }) => role === 'attempt' || role === 'deed')).toBe(true);
    expect(moments.map(({ time }) => time)).toEqual(moments.map(({ time }) => time).sort());
  });

  test('what was tried and failed on other days is no way in', async () => {
    const { moments } = timelineOf(await reportOf(story));
    const otherWays = moments.filter(
      ({ role, time }) => role === 'way-in' && Math.abs(Date.parse(time) - story.begins) > hour,
    );
    expect(otherWays).toEqual([]);
  });

  test('people read in it what happened', async () => {
    const text = renderText(await reportOf(story)).replace(/\s+/g, ' ');
    for (const words of story.tells) expect(text).toMatch(words);
  });

  test('the miner’s account is told of once a log, as one that is used', async () => {
    const report = await reportOf(story);
    const accounts = report.findings.filter(({ detector }) => detector === 'mining-account');
    const logs = accounts.map((claim) => configLog(report, claim));
    expect(new Set(logs).size).toBe(logs.length);
    expect(accounts.map(({ title }) => title).join()).not.toContain('not used');
    const money = report.answers.find(({ question }) => question === 'money');
    expect(money?.says).not.toMatch(/no actor/i);
  });
});

describe.each(stories)('$name, with logs missing', (story) => {
  test('nothing is called most likely once neither the way in nor what ran is in any log', async () => {
    const report = await reportOn(without(story, [...story.requests, ...story.deeds]));
    const answer = entryOf(report);
    expect(mostLikely(answer)).toBeUndefined();
    if (report.verdict.stage !== 'none') expect([...(answer.details ?? []), ...answer.next].join(' ')).not.toBe('');
  });

  test.each(['requests', 'deeds'] as const)('without its %s the answer is weaker, and not wrong', async (which) => {
    const whole = entryOf(await reportOf(story));
    const part = entryOf(await reportOn(without(story, story[which])));
    expect([undefined, story.reading]).toContain(mostLikely(part));
    expect(chanceOf(part, story.reading)).toBeLessThanOrEqual(chanceOf(whole, story.reading));
    expect(bestWrong(part, story)).toBeLessThan(0.55);
  });
});

describe.each(stories)('$name, with a clock that is wrong', (story) => {
  test('hours ahead in the log of the way in mislead nobody', async () => {
    const files = Object.fromEntries(
      Object.entries(story.files).map(([path, content]) =>
        story.requests.includes(path) && typeof content === 'string'
          ? [path, withClockMoved(content, 9 * hour)]
          : [path, content],
      ),
    );
    const answer = entryOf(await reportOn(files));
    expect([undefined, story.reading]).toContain(mostLikely(answer));
    expect(bestWrong(answer, story)).toBeLessThan(0.55);
  });
});

describe('a year of ordinary logs', () => {
  test('is no incident: nothing mines, nothing was found, and nobody got in', { timeout: 60_000 }, async () => {
    const report = await reportOnAll(ordinaryYear);
    expect(report.gaps).toEqual([]);
    expect(report.verdict.stage).toBe('none');
    expect(report.findings).toEqual([]);
    expect(entryOf(report).says).toMatch(/^Nothing here mines, and nothing shows that anybody got in/);
    expect(entryOf(report).hypotheses).toEqual([]);
  });
});
