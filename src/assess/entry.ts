/**
 * How did it get in? Five ways weighed against each other (tables/entry.ts), what happened when (entry/timeline.ts), and
 * which log would settle what is open.
 * Does not see: what left no line in any log that was read.
 */
import type { Moment, Timeline } from '../model/answer.ts';
import type { Case } from '../model/case.ts';
import { type Assessor, defineAssessor } from '../model/units.ts';
import { missingLogs, type Tells } from './entry/coverage.ts';
import { showsEntry } from './entry/log-sights.ts';
import { timelineOf } from './entry/timeline.ts';
import { highestStage, idsOf, isAtLeast, ofKind } from './evidence.ts';
import { cut } from './long-names.ts';
import { entryTable } from './tables/entry.ts';
import { leadIn, plainAnswer, sentence, strongest, weighedAnswer } from './weighed-answer.ts';
import { type Weighed, weigh } from './weighing/weigh.ts';
import { listed } from './words.ts';

export const entry: Assessor = defineAssessor({
  id: 'entry',
  question: 'entry',
  table: entryTable,
  assess(evidence) {
    const mines = isAtLeast(highestStage(evidence), 'capability');
    if (!mines && !showsEntry(evidence)) return plainAnswer('entry', nothingMines(evidence));
    const weighed = weigh('entry', entryTable, evidence);
    const timeline = timelineOf(evidence);
    const answer = weighedAnswer('entry', weighed, {
      says: says(weighed, timeline),
      details: timeline ? details(evidence, timeline) : [],
      because: idsOf(ofKind(evidence, 'download')),
    });
    return { ...answer, ...(timeline ? { timeline } : {}) };
  },
});

/** Whatever faces the network is tried every day: that is worth a word, and no alarm. */
function nothingMines(evidence: Case): string {
  const attempts = ofKind(evidence, 'exploit-attempt');
  if (attempts.length === 0) return 'Nothing here mines, so nothing got in.';
  const names = listed(
    attempts.map(({ value }) => value.title),
    3,
  );
  return `Nothing here mines, and nothing shows that anybody got in. Attempts stand in the logs (${names}), as they do wherever a service faces the network.`;
}

function says(weighed: Weighed, timeline: Timeline | undefined): string {
  const lead = leadIn(weighed, 'how it got in');
  const seen = strongest(weighed);
  const from = earliest(timeline);
  if (seen === undefined) {
    const nothing = 'Nothing in this input shows an attack, a login, a package or a person that brought it.';
    return [lead, nothing, from].filter(Boolean).join(' ');
  }
  const script = seen.indicator === 'fetch-and-run' ? 'What started that script is not in this input.' : '';
  return [lead, sentence(seen.says), script, from].filter(Boolean).join(' ');
}

/** What somebody's word dates (a compile time, a note) begins nothing. */
function earliest(timeline: Timeline | undefined): string {
  const first = timeline?.first === undefined ? undefined : timeline.moments[timeline.first];
  if (first === undefined || first.role === 'mining') return '';
  return `The earliest step that the evidence supports: ${dated(first)}`;
}

function details(evidence: Case, { moments, covered }: Timeline): string[] {
  const told = moments.filter(({ role }) => role === 'told' || role === 'mining').map(dated);
  const missing = covered.length === 0 ? [] : missingLogs(evidence);
  const lacks =
    missing.length === 0
      ? []
      : [`No log here covers the day before it for ${listed(missing.map((tells) => shownBy[tells]))}.`];
  return [...told.slice(0, 5), ...lacks];
}

const shownBy: Readonly<Record<Tells, string>> = {
  'web-requests': 'requests to web servers',
  logins: 'logins',
  processes: 'started programs',
  commands: 'typed commands',
  containers: 'containers',
  jobs: 'build jobs',
  packages: 'installed packages',
  system: 'the system',
};

/** A path and a command, both cut, and what is said of them: the end of a sentence is not lost. */
const longestMoment = 240;

/** `2026-11-03 04:12 UTC: a request …`; without the zone where the log names none. */
function dated({ time, says: words, clock }: Moment): string {
  const isDay = time.endsWith('T00:00:00.000Z');
  const when = isDay
    ? time.slice(0, 10)
    : `${time.slice(0, 16).replace('T', ' ')}${clock?.zone ? ' (zone not told)' : ' UTC'}`;
  return `${when}: ${sentence(cut(words, longestMoment))}`;
}
