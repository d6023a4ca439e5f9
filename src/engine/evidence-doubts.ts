/**
 * What an evidence file's codec cannot know: that an item is dated after the report, or names an indicator or a reading
 * that no question has. Such items are kept, and each is a gap, since they may weigh nothing.
 */
import { quoted } from '../codec/evidence/mistake.ts';
import type { Question } from '../model/answer.ts';
import type { Gap } from '../model/gap.ts';
import type { Observation } from '../model/observation.ts';
import type { QuestionTable } from '../model/question-table.ts';
import type { Assessor } from '../model/units.ts';

/** Doubts of one report that are told one by one: a file of 2 MiB has room for as many as nobody reads. */
const mostTold = 200;

type Tables = ReadonlyMap<Question, QuestionTable>;

/** Doubts about an analyst's items, in their order. */
export function evidenceDoubts(seen: readonly Observation[], assessors: readonly Assessor[], now: Date): Gap[] {
  const tables: Tables = new Map(assessors.flatMap(({ question, table }) => (table ? [[question, table]] : [])));
  const doubts = seen.flatMap((observation) =>
    [...doubtsOf(observation, tables, now)].map((doubt) => ({
      artifact: observation.at.artifact,
      code: 'malformed' as const,
      what: `line ${observation.at.line}: ${doubt}`,
      ...(observation.at.offset === undefined ? {} : { offset: observation.at.offset }),
    })),
  );
  const next = doubts[mostTold];
  if (next === undefined) return doubts;
  const more = `${doubts.length - mostTold} more doubts about facts from here on are not told one by one`;
  return [...doubts.slice(0, mostTold), { ...next, what: more }];
}

function* doubtsOf({ kind, value }: Observation, tables: Tables, now: Date): Iterable<string> {
  if (!('item' in value)) return;
  const later = datesOf(value).find((date) => Date.parse(date) > now.getTime());
  if (later !== undefined) yield `"${value.item}" is dated ${later}, after this report; it was kept: check the date`;
  if (kind === 'fact')
    for (const mark of value.shows ?? [])
      if (isUnknown(mark, tables)) yield `"${value.item}" shows ${mark}, which no question asks for; it moves nothing`;
  if (kind !== 'judgement' && kind !== 'override') return;
  const table = tables.get(value.question);
  if (!table) return;
  const named = { ...value.likelihood, ...(kind === 'override' ? value.prior : {}) };
  for (const reading of Object.keys(named))
    if (reading !== 'unknown' && !Object.hasOwn(table.readings, reading))
      yield `"${value.item}" weighs ${quoted(reading)}, which is no reading of ${value.question}; that part moves nothing`;
  if (kind === 'override' && value.indicator !== undefined && isUnknown(`${value.question}/${value.indicator}`, tables))
    yield `"${value.item}" overrules ${value.question}/${quoted(value.indicator)}, which does not exist; it moves nothing`;
}

/** Whether a question with a table has no such indicator; of one without, nothing is known. */
function isUnknown(mark: string, tables: Tables): boolean {
  const [question, indicator] = mark.split('/', 2);
  const table = [...tables].find(([name]) => name === question)?.[1];
  return table !== undefined && !table.indicators.some(({ id }) => id === indicator);
}

/** Fields that say when something was so; a date quoted from a record is none of them. */
const dated: ReadonlySet<string> = new Set(['date', 'time', 'asked', 'first', 'last', 'firstShare', 'lastShare']);

/** The days and moments of an item, its source's and those of its parts. */
function datesOf(value: object): string[] {
  return Object.entries(value).flatMap(([key, part]) => {
    if (typeof part === 'string') return dated.has(key) ? [part] : [];
    return typeof part === 'object' && part !== null ? datesOf(part) : [];
  });
}
