/** What 7-Zip could not do, from how it ended and what it printed. */
import { printedErrors } from '../../codec/seven-zip/printed.ts';
import type { GapCode } from '../../model/gap.ts';
import type { Miss } from '../../model/units.ts';
import type { Budget } from './seven-zip-intake.ts';
import type { Printed } from './seven-zip-module.ts';

/** Gaps that are named one by one. */
const gapsEach = 10;

/** 7-Zip's words, what they mean for a person, and the code of the gap. The first that stands in a message counts. */
const meanings: readonly (readonly [words: string, code: GapCode, what: string])[] = [
  ['Wrong password', 'encrypted', 'is encrypted, and none of the usual passwords opens it'],
  ['allocate required memory', 'limit-memory', 'would take more memory to unpack than it is given'],
  ['Unexpected end', 'truncated', 'is cut short'],
  ['Missing volume', 'truncated', 'goes on in another volume'],
  ['nsupported', 'not-supported', 'is packed by a method that is not supported'],
  ['CRC Failed', 'malformed', 'does not have the checksum that it says'],
  ['eaders Error', 'malformed', 'has broken headers'],
  ['Data Error', 'malformed', 'is damaged: its data do not unpack'],
  ['Is not archive', 'malformed', 'begins like an archive and is none'],
  ['Cannot open the file as', 'malformed', 'begins like an archive that does not open'],
];
const unknown = ['', 'malformed', 'did not unpack without errors'] as const;

const meaningOf = (words: string): (typeof meanings)[number] =>
  meanings.find(([told]) => words.includes(told)) ?? unknown;

/** The limit that was reached, or what the last call could not unpack. */
export function* missesOf(printed: Printed, budget: Budget): Generator<Miss> {
  const miss = (code: GapCode, what: string): Miss => ({ gap: { code, what } });
  if (budget.reached) return yield miss(budget.reached.code, budget.reached.what);
  if (printed.end === 'late') return yield miss('limit-time', 'unpacking took too long and was ended');
  if (printed.end === 'crashed') return yield miss('crashed', `7-Zip broke off: ${printed.crash ?? ''}`);
  if (printed.end === 'threw') return yield miss('malformed', 'the archive breaks the rules of its format');
  if (printed.exitCode === 0) return;
  const named = printedErrors(printed.errors).filter(({ name }) => name !== undefined);
  for (const { what, name = '' } of named.slice(0, gapsEach)) {
    const [, code, meaning] = meaningOf(what);
    yield miss(code, `${JSON.stringify(name.slice(0, 200))} ${meaning}`);
  }
  const [beyond] = named.slice(gapsEach);
  if (beyond) yield miss(meaningOf(beyond.what)[1], `${named.length - gapsEach} more files of which the like is true`);
  if (named.length > 0) return;
  const [, code, meaning] = meaningOf(`${printed.errors}\n${printed.output}`);
  // Warnings alone are no loss, unless it is known which.
  if (printed.exitCode !== 1 || meaning !== unknown[2]) yield miss(code, `the archive ${meaning}`);
}
