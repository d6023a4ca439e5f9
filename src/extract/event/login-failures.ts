/** Failed logins of one log, joined by the place they came from. */
import type { LoginEvent } from '../../model/log-payloads.ts';
import type { PlacedEvent } from '../../model/log-units.ts';
import { present } from '../../model/present.ts';
import type { SweepSighting } from '../../model/units.ts';
import type { LoginWords } from './login-words.ts';
import { type Place, placeOf, Span, whenOf } from './told.ts';

/** Places that are told apart, and how many of them are told: the busiest. */
const mostPlaces = 20_000;
const mostTold = 50;
const mostAccounts = 1000;
/** Failures that are older have nothing to do with a login. */
const nearMs = 86_400_000;
/** Everybody mistypes a few times. */
const fewest = 5;

/** One place, or all those that came when there were too many. */
interface Source {
  readonly value: LoginEvent;
  readonly place: Place;
  readonly span: Span;
  /** Lines of each sort: sshd and PAM write of one failure in several. */
  readonly sorts: Map<string, number>;
  readonly accounts: Set<string>;
  /** Since the last login from there that worked, or since a day without failures. */
  recent: { times: Map<string, number>; accounts: Set<string>; first: number; last: number } | undefined;
  told: boolean;
}

export class Failures {
  readonly #log: string;
  readonly #sources = new Map<string, Source>();

  constructor(log: string) {
    this.#log = log;
  }

  take(login: LoginWords, placed: PlacedEvent): void {
    const source = this.#source(login, placed);
    const ms = placed.event.time?.ms;
    const { sort = 'failed', times = 1, account } = login;
    count(source.sorts, sort, times);
    if (account !== undefined && source.accounts.size < mostAccounts) source.accounts.add(account);
    source.span.takes(ms, times);
    source.told = false;
    if (ms === undefined) return;
    if (source.recent === undefined || ms - source.recent.last > nearMs)
      source.recent = { times: new Map(), accounts: new Set(), first: ms, last: ms };
    count(source.recent.times, sort, times);
    if (account !== undefined && source.recent.accounts.size < mostAccounts) source.recent.accounts.add(account);
    source.recent.last = Math.max(source.recent.last, ms);
  }

  /** What came from the same place before a login that worked; their count begins anew. */
  before({ service, from }: LoginWords, ms: number | undefined): LoginEvent['after'] {
    const source = from === undefined ? undefined : this.#sources.get(keyOf(service, from));
    const recent = source?.recent;
    if (source === undefined || recent === undefined || ms === undefined) return undefined;
    source.recent = undefined;
    const failures = Math.max(...recent.times.values());
    if (failures < fewest || ms - recent.last > nearMs) return undefined;
    const accounts = recent.accounts.size;
    return { failures, ...(accounts > 0 ? { accounts } : {}), seconds: Math.max(0, ms - recent.first) / 1000 };
  }

  /** The busiest places, and the others together. */
  *told(): Generator<SweepSighting<'login-event'>> {
    const sources = [...this.#sources.values()].sort((a, b) => timesOf(b) - timesOf(a));
    for (const source of sources.slice(0, mostTold)) if (!source.told) yield tell(source);
    const [first, ...others] = sources.slice(mostTold);
    if (first && [first, ...others].some(({ told }) => !told)) yield tellTogether(first, others);
  }

  #source({ service, from, method }: LoginWords, placed: PlacedEvent): Source {
    const own = keyOf(service, from);
    // One for all, whatever services they name: a line may name any.
    const key = this.#sources.has(own) || this.#sources.size < mostPlaces ? own : 'others';
    const known = this.#sources.get(key);
    if (known) return known;
    const value: LoginEvent = {
      ...whenOf(placed, this.#log),
      outcome: 'failed',
      service,
      ...present<Partial<LoginEvent>>({ method, from: key === own ? from : undefined }),
    };
    const empty = { sorts: new Map(), accounts: new Set<string>(), recent: undefined, told: false };
    const source: Source = { value, place: placeOf(placed), span: new Span(), ...empty };
    this.#sources.set(key, source);
    return source;
  }
}

/** RDP and Windows write of the same door. */
function keyOf(service: string, from: string | undefined): string {
  return `${service === 'rdp' ? 'windows' : service} ${from ?? ''}`;
}

function count(sorts: Map<string, number>, sort: string, times: number): void {
  sorts.set(sort, (sorts.get(sort) ?? 0) + times);
}

function timesOf({ sorts }: Source): number {
  return Math.max(...sorts.values());
}

function tell(source: Source): SweepSighting<'login-event'> {
  source.told = true;
  const { value, place, span, accounts } = source;
  const times = timesOf(source);
  const [only] = accounts.size === 1 ? accounts : [];
  return {
    kind: 'login-event',
    value: {
      ...value,
      ...span.told(),
      ...(times > 1 ? { times } : {}),
      ...(only === undefined ? {} : { account: only }),
      ...(accounts.size > 1 ? { accounts: accounts.size } : {}),
    },
    ...place,
  };
}

function tellTogether(first: Source, others: readonly Source[]): SweepSighting<'login-event'> {
  const { from: _, ...value } = first.value;
  const span = new Span();
  for (const source of [first, ...others]) {
    source.told = true;
    span.takes(source.span.first, 0);
    span.takes(source.span.last, timesOf(source));
  }
  return { kind: 'login-event', value: { ...value, ...span.told() }, ...first.place };
}
