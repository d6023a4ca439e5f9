/** What happened when, by the logs, captures and notes of the case: a day's moments below its date. */
import type { Moment, Timeline } from '../../model/answer.ts';
import type { Report } from '../../model/report.ts';
import type { EvidenceIndex } from '../evidence-index.ts';
import type { Piece, Sheet, Tone } from '../sheet.ts';
import { counted, readableSpan } from '../words.ts';
import { writeMore } from './more.ts';

/** The JSON has all. */
const shown = 40;
const coveredShown = 8;
/** Columns of `04:12:55 to 06:30 `. */
const gutter = 10;

const roles: ReadonlyMap<string, { readonly words: string; readonly tone: Tone }> = new Map<
  Moment['role'],
  { words: string; tone: Tone }
>([
  ['attempt', { words: 'tried', tone: 'quiet' }],
  ['way-in', { words: 'way in', tone: 'alarm' }],
  ['deed', { words: 'done', tone: 'caution' }],
  ['mining', { words: 'miner', tone: 'alarm' }],
  ['told', { words: 'told', tone: 'quiet' }],
]);
/** A report from elsewhere may name others. */
const otherRole = { words: 'seen', tone: 'quiet' } as const;

export function roleInWords(role: string): string {
  return (roles.get(role) ?? otherRole).words;
}

/** The timeline of a report's answers, where logs tell of more than that it mined: who mined when has its own part. */
export function timelineIn({ answers }: Report): Timeline | undefined {
  const timeline = answers.find((answer) => answer.timeline !== undefined)?.timeline;
  return timeline?.moments.some(({ role }) => role !== 'told' && role !== 'mining') ? timeline : undefined;
}

export function writeTimeline(sheet: Sheet, { report }: EvidenceIndex): void {
  const timeline = timelineIn(report);
  if (timeline === undefined) return;
  sheet.section('Timeline', 'what happened when, in UTC; “tried” is what nothing shows to have worked');
  const listed = timeline.moments.slice(0, shown).map((moment, i) => ({ moment, isFirst: i === timeline.first }));
  for (const day of new Set(listed.map(({ moment }) => dayOf(moment))))
    sheet.subsection(day, () => {
      for (const { moment, isFirst } of listed)
        if (dayOf(moment) === day)
          sheet.entry({ text: clockTime(moment), tone: 'quiet' }, gutter, words(moment, isFirst));
    });
  writeMore(sheet, timeline.moments.length - shown, 'moment');
  if (timeline.left) sheet.line({ text: leftOut(timeline.left), tone: 'quiet' });
  writeCovered(sheet, timeline);
}

export function leftOut(left: number): string {
  return `${counted(left, 'moment')} further from the rest ${left === 1 ? 'is' : 'are'} left out (--format json has all observations).`;
}

/** What the logs that were read would have shown. */
function writeCovered(sheet: Sheet, { covered }: Timeline): void {
  if (covered.length === 0) return;
  sheet.subsection('What was read', () => {
    for (const { what, start, end, log } of covered.slice(0, coveredShown))
      sheet.entry({ text: '·' }, 2, [{ text: log, exact: true }, `: ${what}, ${readableSpan(start, end)}`]);
    writeMore(sheet, covered.length - coveredShown, 'log');
  });
}

function words({ role, says, machine, clock, until, time }: Moment, isFirst: boolean): Piece[] {
  return [
    { text: roleInWords(role), tone: (roles.get(role) ?? otherRole).tone },
    { text: ` · ${says}` },
    ...(machine === undefined ? [] : [{ text: ` · on ${machine}` }]),
    ...(until === undefined ? [] : [{ text: ` · until ${untilInWords(time, until)}`, tone: 'quiet' } as const]),
    ...(clock === undefined ? [] : [{ text: ` · ${doubt(clock)}`, tone: 'quiet' } as const]),
    ...(isFirst ? [{ text: ' ← the earliest step that the evidence supports', tone: 'strong' } as const] : []),
  ];
}

/** How sure a moment's time is. */
export function doubt({ zone, year }: NonNullable<Moment['clock']>): string {
  const lacks = [zone && 'zone', year && 'year'].filter(Boolean);
  return `its log names no ${lacks.join(' and no ')}`;
}

export function dayOf({ time }: Moment): string {
  return time.slice(0, 10);
}

export function clockTime({ time }: Moment): string {
  return time.endsWith('T00:00:00.000Z') ? '' : time.slice(11, 19);
}

/** The day only where it is another one, the seconds only within one minute. */
export function untilInWords(time: string, until: string): string {
  if (time.slice(0, 16) === until.slice(0, 16)) return until.slice(11, 19);
  return time.slice(0, 10) === until.slice(0, 10) ? until.slice(11, 16) : until.slice(0, 16).replace('T', ' ');
}
