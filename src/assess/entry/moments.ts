/** Everything in a case that has a time and says something about how a miner came and what it did. */
import type { Moment } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import type { Clock, ExploitAttempt, LogAction, LoginEvent } from '../../model/log-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import { present } from '../../model/present.ts';
import { contactsAt } from '../contacts.ts';
import { ofKind } from '../evidence.ts';
import { cut } from '../long-names.ts';
import { perCase } from '../per-case.ts';
import {
  actionInWords,
  attemptInWords,
  holeInWords,
  loginInWords,
  serviceInWords,
  startInWords,
} from './moment-words.ts';
import { standing } from './moments-of-machine.ts';
import { strangersLogins } from './strangers.ts';
import { waysInSeen } from './ways-in.ts';

/** A moment, and what only the timeline needs to know of it. */
export interface Told extends Moment {
  /** An attempt like this one may be told together with others of its kind. */
  readonly tried?: { readonly what: string; readonly from?: string; readonly times: number };
  /** It happens every day where people work, and means something only beside the rest. */
  readonly everyday?: true;
  /** A finding says that this is a part of how it got in. */
  readonly entered?: true;
  /** Something of the miner's was put there, at a time that is hard to forge. */
  readonly placed?: true;
  /** By a file's date, which anyone can set: it begins nothing by itself. */
  readonly soft?: true;
}

/** By time; what has none is left out. */
export const momentsIn: (evidence: Case) => readonly Told[] = perCase((evidence) =>
  once([...logged(evidence), ...seenMining(evidence), ...stood(evidence), ...told(evidence)]).sort((a, b) =>
    compare(a.time, b.time),
  ),
);

/** Observations that one moment names; more would say the same. */
export const mostIds = 20;

/** Rotated logs overlap, and two readers may read one log: what is told twice of one moment is one. */
function once(moments: readonly Told[]): Told[] {
  const known = new Map<string, Told>();
  for (const moment of moments) {
    const key = JSON.stringify([moment.time, moment.until, moment.machine, moment.says]);
    const other = known.get(key);
    const [first, second] =
      other === undefined || (moment.entered && !other.entered) ? [moment, other] : [other, moment];
    const because = [...first.because, ...(second?.because ?? [])].slice(0, mostIds);
    known.set(key, { ...first, because });
  }
  return [...known.values()];
}

function* logged(evidence: Case): Generator<Told> {
  const worked = new Set([...waysInSeen(evidence), ...strangersLogins(evidence).map(({ seen }) => seen.id)]);
  const entered = (id: string): Pick<Told, 'entered'> => (worked.has(id) ? { entered: true } : {});
  for (const seen of ofKind(evidence, 'exploit-attempt'))
    yield* at(seen, worked.has(seen.id) ? 'way-in' : 'attempt', attemptInWords(seen.value, worked.has(seen.id)), {
      ...entered(seen.id),
      tried: triedIn(seen.value),
    });
  for (const seen of ofKind(evidence, 'login-event')) yield* login(seen, entered(seen.id));
  for (const seen of ofKind(evidence, 'process-start'))
    yield* at(seen, seen.value.why.includes('mines') ? 'mining' : 'deed', startInWords(seen.value), entered(seen.id));
  for (const seen of ofKind(evidence, 'log-action')) {
    const everyday = isEveryday(seen.value) ? ({ everyday: true } as const) : {};
    const role = worked.has(seen.id) && bringers.has(seen.value.action) ? 'way-in' : 'deed';
    yield* at(seen, role, actionInWords(seen.value), { ...entered(seen.id), ...everyday });
  }
}

function* login(seen: Observation<'login-event'>, entered: Pick<Told, 'entered'>): Generator<Told> {
  const { outcome, after } = seen.value;
  const words = loginInWords(seen.value);
  if (outcome === 'failed') yield* at(seen, 'attempt', words, { ...entered, tried: triedIn(seen.value) });
  else if (entered.entered) yield* at(seen, 'way-in', words, entered);
  else if (after !== undefined) yield* at(seen, 'deed', words, { everyday: true });
}

function triedIn(value: ExploitAttempt | LoginEvent): NonNullable<Told['tried']> {
  const { times = 1 } = value;
  if ('exploit' in value) return { what: holeInWords(value), times, ...present({ from: value.client }) };
  return { what: `${serviceInWords(value.service)} login`, times, ...present({ from: value.from }) };
}

/** What brings a program along is the way in where a finding says so; whatever else a log tells of is a deed. */
const bringers: ReadonlySet<string> = new Set(['package-installed', 'container-made', 'pod-made', 'notebook-run']);
const everydays: ReadonlySet<string> = new Set([...bringers, 'job-step', 'connection', 'file-written']);

function isEveryday({ action, carries }: LogAction): boolean {
  return everydays.has(action) && carries !== 'miner' && carries !== 'download';
}

function* seenMining(evidence: Case): Generator<Told> {
  for (const seen of ofKind(evidence, 'stratum-session')) {
    const { start, end, server, client } = seen.value;
    yield* at(
      { ...seen, value: present({ start, end }) },
      'mining',
      `a session with the pool ${server} began, from ${client}`,
    );
  }
  for (const seen of ofKind(evidence, 'miner-output')) {
    const { program = 'a miner', pools } = seen.value;
    yield* at(seen, 'mining', `${program} wrote that it mines${pools[0] === undefined ? '' : ` at ${cut(pools[0])}`}`);
  }
  for (const { seen, machine } of contactsAt(evidence, 'configured'))
    if (machine !== undefined) {
      const says = `${machine} reached for a pool, as far as traffic tells`;
      yield* at({ id: seen.id, at: seen.at, value: present({ start: seen.value.start }) }, 'mining', says);
    }
}

function* stood(evidence: Case): Generator<Told> {
  const worked = waysInSeen(evidence);
  for (const { id, time, machine, role, says, bringing, ...marks } of standing(evidence)) {
    const isEntry = worked.has(id) && marks.soft === undefined;
    const seen = { id, at: {}, value: present({ start: time, machine }) };
    const entered = isEntry ? ({ entered: true } as const) : {};
    yield* at(seen, isEntry && bringing ? 'way-in' : role, says, { ...marks, ...entered });
  }
}

function* told(evidence: Case): Generator<Told> {
  for (const seen of ofKind(evidence, 'build-trace'))
    if (seen.value.trace === 'compile-time' && seen.value.time !== undefined)
      yield* at(
        { id: seen.id, at: {}, value: { start: seen.value.time } },
        'told',
        'the program was compiled, by its own word, which anyone can set',
      );
  for (const seen of ofKind(evidence, 'fact'))
    if (seen.value.date !== undefined && seen.value.shows?.some((mark) => mark.startsWith('entry/')))
      yield* at({ id: seen.id, at: {}, value: { start: seen.value.date } }, 'told', seen.value.says);
  for (const seen of ofKind(evidence, 'rule-match'))
    if (seen.value.start !== undefined)
      yield* at(seen, 'told', `the rule “${seen.value.title ?? seen.value.rule}” matched`);
}

/** What a moment is made of. */
interface Timed {
  readonly id: string;
  readonly at: { readonly time?: string | undefined };
  readonly value: {
    readonly start?: string | undefined;
    readonly end?: string | undefined;
    readonly machine?: string | undefined;
    readonly clock?: Clock | undefined;
  };
}

function* at(
  { id, at: place, value }: Timed,
  role: Moment['role'],
  says: string,
  more: Pick<Told, 'tried' | 'everyday' | 'entered' | 'placed' | 'soft'> = {},
): Generator<Told> {
  const time = asMoment(value.start ?? place.time);
  if (time === undefined) return;
  const until = asMoment(value.end);
  const { machine, clock } = value;
  yield {
    time,
    ...(until !== undefined && until > time ? { until } : {}),
    role,
    says,
    ...present({ machine, clock }),
    because: [id],
    ...more,
  };
}

/** An analyst may give a day, an observation gives a moment. */
function asMoment(time: string | undefined): string | undefined {
  const ms = Date.parse(time ?? '');
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
