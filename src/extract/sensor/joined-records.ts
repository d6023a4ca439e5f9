/** Records of a sensor's log that say the same of the same machine, joined over the whole of it, in bounded memory. */
import { isoTime } from '../../codec/log-lines/time.ts';
import type { NameLookup, SensorAlert } from '../../model/network-payloads.ts';
import type { SweepSighting } from '../../model/units.ts';
import type { Place } from './place.ts';
import type { SensorKind, SensorRecord } from './sensor-record.ts';

/** Answers to one name that are told. */
const mostAnswers = 16;

export type JoinedRecord = Exclude<SensorRecord, { readonly kind: 'flow-cadence' }>;

export interface Joined {
  /** The one that says most: an answer says more than the question. */
  record: JoinedRecord;
  readonly place: Place;
  /** Questions are records of their own in some logs, and each is one lookup with its answer. */
  questions: number;
  times: number;
  start: number | undefined;
  end: number | undefined;
  readonly answers: Set<string>;
  /** Another record tells it as well, and more. */
  isToldElsewhere?: boolean;
}

export class JoinedRecords {
  readonly #most: number;
  readonly #joined = new Map<string, Joined>();
  /** Records that were left out for want of room. */
  left = 0;

  /** `most`: so many are kept apart. */
  constructor(most: number) {
    this.#most = most;
  }

  /** What the record was kept as or joined to; nothing where there was no room. */
  join(record: JoinedRecord, key: string, place: () => Place, answers: readonly string[] = []): Joined | undefined {
    const { time } = record;
    const whole = `${record.kind} ${key}`;
    const known = this.#joined.get(whole);
    if (known) {
      count(known, record);
      if (time !== undefined) {
        known.start = Math.min(known.start ?? time, time);
        known.end = Math.max(known.end ?? time, time);
      }
      for (const answer of answers) if (known.answers.size < mostAnswers) known.answers.add(answer);
      return known;
    }
    if (this.#joined.size >= this.#most) {
      this.left++;
      return undefined;
    }
    const kept = new Set(answers.slice(0, mostAnswers));
    const joined: Joined = { record, place: place(), questions: 0, times: 0, start: time, end: time, answers: kept };
    count(joined, record);
    this.#joined.set(whole, joined);
    return joined;
  }

  *told(): Generator<SweepSighting<SensorKind>> {
    for (const joined of this.#joined.values()) if (joined.isToldElsewhere !== true) yield sightingOf(joined);
  }
}

function isQuestion(record: JoinedRecord): boolean {
  return record.kind === 'name-lookup' && record.value.outcome === 'asked';
}

function count(joined: Joined, record: JoinedRecord): void {
  if (isQuestion(record)) joined.questions++;
  else joined.times++;
  if (isQuestion(joined.record)) joined.record = record;
}

function sightingOf({ record, place, questions, times, start, end, answers }: Joined): SweepSighting<SensorKind> {
  const [from, to] = [isoTime(start), isoTime(end)];
  const span = {
    ...(from === undefined ? {} : { start: from }),
    ...(to === undefined || to === from ? {} : { end: to }),
  };
  const often = Math.max(times, questions) > 1 ? { times: Math.max(times, questions) } : {};
  const at = { ...place, ...(start === undefined ? {} : { time: start }) };
  switch (record.kind) {
    case 'name-lookup': {
      const value: NameLookup = {
        ...record.value,
        ...(answers.size > 0 ? { answers: [...answers] } : {}),
        ...often,
        ...span,
      };
      return { kind: record.kind, value, ...at };
    }
    case 'sensor-alert': {
      const value: SensorAlert = { ...record.value, ...often, ...span };
      return { kind: record.kind, value, ...at };
    }
    case 'tls-handshake':
      return { kind: record.kind, value: { ...record.value, ...(from === undefined ? {} : { start: from }) }, ...at };
    case 'http-request':
      return { kind: record.kind, value: { ...record.value, ...(from === undefined ? {} : { start: from }) }, ...at };
  }
}
