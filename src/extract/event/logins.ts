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
import type { SweepSighting } from '../../model/units.ts';
import { Failures } from './login-failures.ts';
import { type LoginWords, loginIn } from './login-words.ts';
import { isOnlyRequest, type Place, placeOf, Span, whenOf } from './told.ts';

/** Kinds of logins that worked, kept apart in one log; more are not told one by one. */
const mostKinds = 2000;
/** Places from which somebody logged in that are remembered. */
const mostKnown = 10_000;

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
  readonly #known = new Map<string, Set<string>>();

  constructor({ id }: LogFormat) {
    this.#log = id;
    this.#failures = new Failures(id);
  }

  see(placed: PlacedEvent): readonly never[] {
    if (isOnlyRequest(placed.event)) return [];
    const login = loginIn(placed.event);
    if (login?.outcome === 'failed') this.#failures.take(login, placed);
    else if (login) this.#take(login, placed);
    return [];
  }

  *flush(): Generator<SweepSighting<'login-event'>> {
    yield* this.#failures.told();
    for (const worked of this.#worked.values()) {
      if (worked.told) continue;
      worked.told = true;
      yield { kind: 'login-event', value: { ...worked.value, ...worked.span.told() }, ...worked.place };
    }
  }

  end(): Iterable<SweepSighting<'login-event'>> {
    return this.flush();
  }

  #take(login: LoginWords, placed: PlacedEvent): void {
    const { event } = placed;
    const after = this.#failures.before(login, event.time?.ms);
    const { service, method, account, from, key } = login;
    // One that follows failures stands for itself; others of the same kind are everyday.
    const own = [service, method, account, from, key, event.machine, after && event.time?.ms].join(' ');
    let worked = this.#worked.get(own);
    if (worked === undefined) {
      if (this.#worked.size >= mostKinds && after === undefined) return;
      const newHere = this.#isNew(login);
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

  /** Nothing is said of the first login of a log: no earlier one is known. */
  #isNew({ service, from }: LoginWords): boolean | undefined {
    if (from === undefined) return undefined;
    const known = this.#known.get(service) ?? new Set();
    const isNew = known.size === 0 ? undefined : !known.has(from);
    if (known.size < mostKnown) known.add(from);
    this.#known.set(service, known);
    return isNew;
  }
}
