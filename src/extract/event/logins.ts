/**
 * Who logged in and who failed to. Failures are joined by the place they come from, as a server on the internet sees them
 * all day; a login that worked says how many failures came from its place just before, and whether anybody had come from
 * there earlier.
 * Does not see: failures that come from many places, each of which tries once; logins in a log that was cleared.
 */
import type { LoginEvent } from '../../model/log-payloads.ts';
import {
  defineEventExtractor,
  type EventExtractor,
  type EventSweep,
  type LogFormat,
  type PlacedEvent,
} from '../../model/log-units.ts';
import { present } from '../../model/present.ts';
import type { Miss, SweepSighting } from '../../model/units.ts';
import { Failures } from './login-failures.ts';
import { type LoginWords, loginIn } from './login-words.ts';
import { isOnlyRequest, leftOut, type Place, placeOf, Span, whenOf } from './told.ts';

/** Kinds of logins that worked, kept apart in one log; as many again of those that follow failures. */
const mostKinds = 2000;
/** Places from which somebody logged in that are remembered. */
const mostKnown = 10_000;
/** A log must have told of logins for so long before a place is called new: in a young one, everybody comes first once. */
const settledMs = 7 * 86_400_000;

export const logins: EventExtractor<'login-event'> = defineEventExtractor({
  id: 'logins',
  title: 'Logins that worked and logins that failed',
  emits: ['login-event'],
  anchors: [
    { text: 'Accepted password' },
    { text: 'Accepted publickey' },
    { text: 'Accepted keyboard-interactive' },
    { text: 'Accepted gssapi' },
    { text: 'Failed password' },
    { text: 'Failed publickey' },
    { text: 'Failed keyboard-interactive' },
    { text: ': Invalid user ' },
    { text: 'by authenticating user ' },
    { text: 'from authenticating user ' },
    { text: 'authentication failure;' },
    { text: 'FAILED SU (to ' },
    { text: ': (to ' },
    { text: 'incorrect password attempt' },
    { text: 'USER_LOGIN' },
    { text: 'password authentication failed for user' },
    { text: 'Access denied for user ' },
  ],
  open: (_, format) => new Logins(format),
});

interface Worked {
  readonly value: LoginEvent;
  readonly place: Place;
  readonly span: Span;
  told: boolean;
}

class Logins implements EventSweep<'login-event'> {
  readonly #log: string;
  readonly #failures: Failures;
  readonly #worked = new Map<string, Worked>();
  readonly #known = new Map<string, Known>();
  #left = 0;

  constructor({ id }: LogFormat) {
    this.#log = id;
    this.#failures = new Failures(id);
  }

  see(placed: PlacedEvent): void {
    if (isOnlyRequest(placed.event)) return;
    const login = loginIn(placed.event);
    if (login?.outcome === 'failed') this.#failures.take(login, placed);
    else if (login) this.#take(login, placed);
  }

  *flush(): Generator<SweepSighting<'login-event'>> {
    yield* this.#failures.told();
    for (const worked of this.#worked.values()) {
      if (worked.told) continue;
      worked.told = true;
      yield { kind: 'login-event', value: { ...worked.value, ...worked.span.told() }, ...worked.place };
    }
  }

  *end(): Generator<SweepSighting<'login-event'> | Miss> {
    yield* this.flush();
    yield* leftOut(this.#left, 'logins that worked');
  }

  #take(login: LoginWords, placed: PlacedEvent): void {
    const { event } = placed;
    const after = this.#failures.before(login, event.time?.ms);
    const { service, method, account, from, key } = login;
    // One that follows failures stands for itself; others of the same kind are everyday.
    const own = [service, method, account, from, key, event.machine, after && event.time?.ms].join(' ');
    let worked = this.#worked.get(own);
    if (worked === undefined) {
      if (this.#worked.size >= (after === undefined ? mostKinds : 2 * mostKinds)) {
        this.#left++;
        return;
      }
      const newHere = this.#isNew(login, event.time?.ms);
      const value: LoginEvent = {
        ...whenOf(placed, this.#log),
        outcome: 'worked',
        service,
        ...present<Partial<LoginEvent>>({ method, account, from, key, after, newHere }),
      };
      worked = { value, place: placeOf(placed), span: new Span(), told: false };
      this.#worked.set(own, worked);
    }
    worked.span.takes(event.time?.ms, login.times);
    worked.told = false;
  }

  /** Nothing is said in the first week of a log, nor where more places came than are remembered. */
  #isNew({ service, from }: LoginWords, ms: number | undefined): boolean | undefined {
    if (from === undefined || ms === undefined) return undefined;
    const known = this.#known.get(service) ?? { since: ms, places: new Set() };
    this.#known.set(service, known);
    known.since = Math.min(known.since, ms);
    const isKnown = known.places.has(from);
    if (known.places.size < mostKnown) known.places.add(from);
    else if (!isKnown) return undefined;
    return isKnown || ms - known.since >= settledMs ? !isKnown : undefined;
  }
}

/** From where somebody logged in to a service, and since when its logins are told. */
interface Known {
  since: number;
  readonly places: Set<string>;
}
