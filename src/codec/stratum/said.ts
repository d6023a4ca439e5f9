/**
 * What a miner or a pool says in one message, in whatever dialect it says it. Nothing here is a claim: a message says what
 * it would be, `proof` whether it can be nothing else.
 */
import type { Dialect, Mark } from './shapes.ts';
import type { JobWork } from './share-work.ts';

export interface Account {
  readonly login: string;
  readonly password?: string;
  readonly worker?: string;
  readonly rigId?: string;
  /** What a page logs in with at a browser pool: the login is this key. */
  readonly siteKey?: boolean;
}

/** What a miner asks. */
export interface Request {
  readonly says: 'request';
  readonly act: 'login' | 'subscribe' | 'ask-work' | 'submit' | 'submit-block' | 'keepalive' | 'other';
  readonly id?: string;
  readonly proof: boolean;
  readonly mark?: Mark;
  readonly account?: Account;
  readonly agent?: string;
  readonly algorithms?: string[];
  /** The pool's name and port, where the miner repeats them (ZIP 301). */
  readonly host?: string;
  readonly port?: number;
  /** The job that a share is for. */
  readonly job?: string;
  /** Who found the share, where miners share a connection. */
  readonly worker?: string;
  /** What it is for and whose it is if the params stand in EthereumStratum/2.0.0's order, which only the jobs tell. */
  readonly otherwise?: { readonly job?: string; readonly worker?: string };
  /** The share's nonce, in hex. */
  readonly nonce?: string;
  /** Hashes a second, in the miner's own words. */
  readonly speed?: number;
  /** The pool to which a proxy is asked to pass the session on. */
  readonly forward?: string;
}

export type RequestPart = Omit<Request, 'says' | 'id'>;

/** What a pool says unasked. */
export interface Push {
  readonly says: 'push';
  readonly job: boolean;
  readonly proof: boolean;
  readonly mark?: Mark;
  readonly algorithm?: string;
  readonly work?: JobWork;
  /** Hashes that a share takes from the next job on; `null` where the pool sets it in a form that is not read. */
  readonly hashes?: number | null;
  /** Where the miner shall connect to instead; an absent part stays as it is. */
  readonly redirect?: Redirect;
}

export interface Redirect {
  readonly host?: string;
  readonly port?: number;
}

/** What answers a request. Only the request tells whether it means a share. */
export interface Answer {
  readonly says: 'answer';
  readonly id?: string;
  readonly job: boolean;
  readonly proof?: boolean;
  readonly mark?: Mark;
  readonly algorithm?: string;
  readonly work?: JobWork;
  /** Absent where a share's answer would say neither; `null` is a block's good answer. */
  readonly accepted?: boolean | null;
  /** The pool's words where it refuses. */
  readonly error?: string;
}

export type Message = Request | Push | Answer;

export function mark(dialect: Dialect, weight: Mark['weight']): { readonly mark: Mark } {
  return { mark: { dialect, weight } };
}
