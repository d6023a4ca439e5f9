/** Records of a sensor's log that say the same of the same machine, joined over the whole of it, in bounded memory. */
import type { NameLookup, SensorAlert } from '../../model/network-payloads.ts';
import type { SweepSighting } from '../../model/units.ts';
import type { Place } from './place.ts';
import { SeenSpan } from './seen-span.ts';
import type { SensorKind, SensorRecord } from './sensor-record.ts';

export type JoinedRecord = Exclude<SensorRecord, { readonly kind: 'flow-cadence' }>;

export interface Joined {
  /** The one that says most: an answer says more than the question. */
  record: JoinedRecord;
  readonly place: Place;
  /** Questions are records of their own in some logs, and each is one lookup with its answer. */
  questions: number;
  times: number;
  readonly span: SeenSpan;
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
    const joined = this.#of(record, `${record.kind} ${key}`, place);
    if (joined === undefined) return undefined;
    count(joined, record);
    joined.span.add(record.time, answers);
    return joined;
  }

  #of(record: JoinedRecord, key: string, place: () => Place): Joined | undefined {
    const known = this.#joined.get(key);
    if (known !== undefined) return known;
    if (this.#joined.size >= this.#most) {
      this.left++;
      return undefined;
    }
    const joined: Joined = { record, place: place(), questions: 0, times: 0, span: new SeenSpan() };
    this.#joined.set(key, joined);
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

function sightingOf({ record, place, questions, times, span }: Joined): SweepSighting<SensorKind> {
  const { start } = span.told();
  const began = start === undefined ? {} : { start };
  const often = Math.max(times, questions) > 1 ? { times: Math.max(times, questions) } : {};
  const at = { ...place, ...span.at() };
  switch (record.kind) {
    case 'name-lookup': {
      const value: NameLookup = { ...record.value, ...span.answers(), ...often, ...span.told() };
      return { kind: record.kind, value, ...at };
    }
    case 'sensor-alert': {
      const value: SensorAlert = { ...record.value, ...often, ...span.told() };
      return { kind: record.kind, value, ...at };
    }
    case 'tls-handshake':
      return { kind: record.kind, value: { ...record.value, ...began }, ...at };
    case 'http-request':
      return { kind: record.kind, value: { ...record.value, ...began }, ...at };
  }
}
