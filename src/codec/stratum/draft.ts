/** What is gathered on the way through a conversation. */
import type { Result } from '../../model/result.ts';
import type { Transport } from './documents.ts';
import type { Pending } from './pending.ts';
import type { Account, Redirect, Request } from './said.ts';
import type { Mark } from './shapes.ts';
import { newShareWork, type ShareWork } from './share-work.ts';

export interface Place {
  readonly offset: number;
  readonly length: number;
  readonly packet?: number;
  readonly time?: number;
}

export interface Draft {
  readonly miner: Tally;
  readonly pool: Tally;
  readonly pending: Pending;
  readonly work: ShareWork;
  /** Requests that were answered: proof that two sides understand each other. */
  answered: number;
  readonly accounts: Account[];
  /** Who sent shares, by their own names; and the last byte of each share's nonce. */
  readonly workers: Set<string>;
  readonly nonceBytes: Set<string>;
  /** Hashes a second, as the miner reports them. */
  readonly speeds: number[];
  mark?: Mark;
  agent?: string;
  algorithms?: readonly string[];
  algorithm?: string;
  host?: string;
  port?: number;
  forward?: string;
  redirect?: Redirect;
  /** Why the last login was refused. */
  error?: string;
  transport: Transport;
  jobs: number;
  submits: number;
  accepted: number;
  rejected: number;
  keepalives: number;
  loginPlace?: Place;
  firstPlace?: Place;
  start?: number;
  end?: number;
  readonly cuts: Result<never>[];
}

/** How much of one direction is the protocol. */
export interface Tally {
  /** Messages that can be nothing else. */
  proofs: number;
  /** Messages that fit, and messages that belong to the other side. */
  proper: number;
  contrary: number;
  /** Text that is no JSON. */
  noise: number;
}

export function newDraft(): Draft {
  const tally = (): Tally => ({ proofs: 0, proper: 0, contrary: 0, noise: 0 });
  const counts = { jobs: 0, submits: 0, accepted: 0, rejected: 0, answered: 0, keepalives: 0 };
  const lists = { accounts: [], cuts: [], speeds: [], workers: new Set<string>(), nonceBytes: new Set<string>() };
  const seen = { pending: new Map(), work: newShareWork(), transport: 'tcp' as const };
  return { miner: tally(), pool: tally(), ...seen, ...lists, ...counts };
}

export function isShare({ act }: Request): boolean {
  return act === 'submit' || act === 'submit-block';
}
