/** Requests that wait for their answers. Ids come again: a miner may use one id for all that it asks. */
import type { Request } from './said.ts';
import type { JobWork } from './share-work.ts';

/** A request without an answer, and the job that it is for. */
export interface Waiting {
  readonly request: Request;
  readonly job: JobWork | undefined;
}

/** By id, oldest first. */
export type Pending = Map<string, Waiting[]>;

/** What is kept of a conversation without end. */
const mostIds = 4096;
const mostPerId = 256;

/** The oldest is forgotten first: some pools never answer some requests. */
export function remember(pending: Pending, id: string, one: Waiting): void {
  const waiting = pending.get(id);
  if (waiting === undefined) pending.set(id, [one]);
  else if (waiting.push(one) > mostPerId) waiting.shift();
  if (pending.size <= mostIds) return;
  for (const oldest of pending.keys()) {
    pending.delete(oldest);
    return;
  }
}

/** Takes the request that an answer with this id belongs to. */
export function nextWaiting(pending: Pending, id: string): Waiting | undefined {
  const waiting = pending.get(id);
  const next = waiting?.shift();
  if (waiting?.length === 0) pending.delete(id);
  return next;
}
