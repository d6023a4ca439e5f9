/** Pools as flags describe them bit by bit: several of them, their parts in any order. */
import type { Pool } from '../../model/payloads.ts';
import { splitLogin } from '../login/login.ts';
import { isQualifiedHost, readPoolUrl } from '../login/pool-url.ts';
import type { Setting } from './miner-flags.ts';
import { hasExpansion } from './variables.ts';

interface Draft {
  url?: string;
  port?: string;
  tls?: boolean;
  login?: string;
  password?: string;
  worker?: string;
  proxy?: string;
  rigId?: string;
}

const mostPools = 64;

export class PoolDrafts {
  readonly #drafts: Draft[] = [];
  readonly #numbered = new Map<number, Draft>();
  /** Said before the pool that it belongs to. */
  #pending: Draft = {};

  /** Takes a setting of a pool; false where it is none. `slot` is the pool's number, where the flag has one. */
  take(setting: Setting, value: string, slot?: number): boolean {
    if (setting === 'pool') this.#open({ url: value }, slot);
    else if (setting === 'tls-pool') this.#open({ url: value, tls: true }, slot);
    else if (setting === 'login-and-password') this.#putBoth(value);
    else if (setting === 'tls') {
      if (!/^(?:0|off|false)$/.test(value)) this.#put('tls', true);
    } else if (setting === 'login' || setting === 'port') this.#put(setting, value, slot);
    else if (setting === 'password' || setting === 'worker' || setting === 'proxy')
      this.#putLiteral(setting, value, slot);
    else if (setting === 'rig-id') this.#putLiteral('rigId', value);
    else return false;
    return true;
  }

  /** Something that has the form of a pool was named. */
  isUsed(): boolean {
    return [...this.#drafts, ...this.#numbered.values()].some(({ url }) => {
      const place = readPoolUrl(url ?? '');
      return place !== undefined && (place.port !== undefined || isQualifiedHost(place.host));
    });
  }

  /** The pools that have the form of one, in their order; those with a number come last. */
  finish(): Pool[] {
    const numbered = [...this.#numbered].sort(([a], [b]) => a - b).map(([, draft]) => draft);
    return [...this.#drafts, ...numbered].flatMap((draft) => finish(draft) ?? []);
  }

  #open(draft: Draft, slot: number | undefined): void {
    if (slot !== undefined) Object.assign(this.#slot(slot), draft);
    else if (this.#drafts.length < mostPools) {
      this.#drafts.push({ ...this.#pending, ...draft });
      this.#pending = {};
    }
  }

  /** `login:password`, where the login may hold colons of its own. */
  #putBoth(value: string): void {
    const colon = value.lastIndexOf(':');
    this.#put('login', colon < 0 ? value : value.slice(0, colon));
    if (colon >= 0) this.#putLiteral('password', value.slice(colon + 1));
  }

  /** A login is kept as written, for its wallet may be literal; of other values nobody knows what a shell made. */
  #putLiteral(field: 'password' | 'worker' | 'proxy' | 'rigId', value: string, slot?: number): void {
    if (value !== '' && !hasExpansion(value)) this.#put(field, value, slot);
  }

  #put<K extends keyof Draft>(field: K, value: Draft[K], slot?: number): void {
    const last = this.#drafts[this.#drafts.length - 1];
    const draft = slot !== undefined ? this.#slot(slot) : last && last[field] === undefined ? last : this.#pending;
    draft[field] ??= value;
  }

  #slot(slot: number): Draft {
    const draft = this.#numbered.get(slot) ?? {};
    this.#numbered.set(slot, draft);
    return draft;
  }
}

function finish(draft: Draft): Pool | undefined {
  const url = readPoolUrl(draft.url ?? '');
  if (!url) return undefined;
  const { login = url.login, password = url.password, worker, proxy, rigId } = draft;
  const port = url.port ?? readPort(draft.port);
  return {
    ...(url.scheme === undefined ? {} : { scheme: url.scheme }),
    host: url.host,
    ...(port === undefined ? {} : { port }),
    ...(url.tls || draft.tls ? { tls: true } : {}),
    ...(login === undefined ? {} : { login }),
    ...(worker !== undefined && /^[\w.@-]{1,64}$/.test(worker) ? { worker } : {}),
    ...(login === undefined ? {} : splitLogin(login, password)),
    ...(password === undefined ? {} : { password }),
    ...(rigId === undefined ? {} : { rigId }),
    ...(proxy === undefined ? {} : { proxy }),
  };
}

function readPort(text: string | undefined): number | undefined {
  const port = /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0;
  return port >= 1 && port <= 65535 ? port : undefined;
}
