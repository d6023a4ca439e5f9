/** What happened when, as far as the case says: the order of things is half of how it got in. */
import type { Case } from '../../model/case.ts';
import { contactsAt } from '../contacts.ts';
import { ofKind } from '../evidence.ts';
import { sentence } from '../weighed-answer.ts';

const mostTold = 5;

interface Event {
  /** A day or a moment, ISO 8601. */
  readonly time: string;
  readonly says: string;
}

/** The earliest events first, each with its day. */
export function datedEvents(evidence: Case): string[] {
  const events = [...eventsIn(evidence)].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  return [...new Set(events.map(({ time, says }) => `${time.slice(0, 10)}: ${sentence(says)}`))].slice(0, mostTold);
}

function* eventsIn(evidence: Case): Generator<Event> {
  for (const { value } of ofKind(evidence, 'build-trace'))
    if (value.trace === 'compile-time' && value.time !== undefined)
      yield { time: value.time, says: 'the program was compiled, by its own word, which anyone can set' };
  for (const { value } of ofKind(evidence, 'stratum-session'))
    if (value.start !== undefined) yield { time: value.start, says: `a session with the pool ${value.server} began` };
  for (const { seen, machine } of contactsAt(evidence, 'configured'))
    if (seen.value.start !== undefined && machine !== undefined)
      yield { time: seen.value.start, says: `${machine} reached for a pool, as far as traffic tells` };
  for (const { value } of ofKind(evidence, 'fact'))
    if (value.date !== undefined && value.shows?.some((mark) => mark.startsWith('entry/')))
      yield { time: value.date, says: value.says };
}
