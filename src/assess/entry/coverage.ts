/** Which stretches of time the logs cover that were read, by what they would show. */
import type { Case } from '../../model/case.ts';
import type { LogSpan } from '../../model/log-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import { ofKind } from '../evidence.ts';
import { momentsIn } from './moments.ts';

export type Tells = LogSpan['tells'][number];

const dayMs = 86_400_000;

/** When the miner first showed: milliseconds since 1970; nothing where no log or capture has a time for it. */
export function firstMining(evidence: Case): number | undefined {
  const first = momentsIn(evidence).find(({ role }) => role === 'mining') ?? momentsIn(evidence).find(isDeed);
  return first === undefined ? undefined : Date.parse(first.time);
}

function isDeed({ role }: { readonly role: string }): boolean {
  return role === 'deed';
}

/** Logs that would show such things on the day before the miner first showed, and until then. */
export function logsBefore(evidence: Case, tells: Tells): Observation<'log-span'>[] {
  const moment = firstMining(evidence);
  if (moment === undefined) return [];
  return ofKind(evidence, 'log-span').filter(({ value }) => {
    const start = Date.parse(value.start ?? '');
    const end = Date.parse(value.end ?? '');
    return value.tells.includes(tells) && start <= moment - dayMs && end >= moment;
  });
}

/** What would settle it and is not there: kinds of logs that cover nothing of the time before the miner. */
export function missingLogs(evidence: Case): Tells[] {
  if (firstMining(evidence) === undefined) return [];
  return telling.filter((tells) => logsBefore(evidence, tells).length === 0);
}

/** What shows a way in, most telling first. */
const telling: readonly Tells[] = ['processes', 'web-requests', 'logins'];
