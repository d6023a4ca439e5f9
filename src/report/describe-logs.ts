/** What logs tell of an entry, each in one line for people. */
import { actionWords } from '../model/log-words.ts';
import type { ObservationKind, Payload } from '../model/observation.ts';
import { counted, readableSpan, readableTime } from './words.ts';

type LogKind = 'exploit-attempt' | 'login-event' | 'process-start' | 'log-action' | 'miner-output' | 'log-span';
type Describers<K extends ObservationKind> = { readonly [P in K]: (value: Payload<P>) => string };

export const logDescribers: Describers<LogKind> = {
  'exploit-attempt': (attempt) =>
    phrase(
      `${attempt.client ?? 'somebody'} tried ${attempt.title}`,
      attempt.cve?.[0],
      (attempt.times ?? 1) > 1 && `${attempt.times} times`,
      during(attempt),
      attempt.machine && `on ${attempt.machine}`,
      attempt.target && `at ${attempt.target.slice(0, 120)}`,
      attempt.status !== undefined && `answered with ${attempt.status}`,
      attempt.command && `to run ${attempt.command.slice(0, 160)}`,
    ),
  'login-event': (login) =>
    phrase(
      `${serviceInWords(login.service)} login${login.account === undefined ? '' : ` of ${login.account}`} ${login.outcome}`,
      login.method && `by ${login.method}`,
      login.from && `from ${login.from}`,
      login.machine && `on ${login.machine}`,
      (login.times ?? 1) > 1 && `${login.times} times`,
      (login.accounts ?? 1) > 1 && `${login.accounts} accounts tried`,
      during(login),
      login.after && `after ${counted(login.after.failures, 'failed login')}`,
    ),
  'process-start': (start) =>
    phrase(
      `${start.command?.slice(0, 200) ?? start.program ?? 'a program'} was started`,
      start.parent?.program && `by ${start.parent.program}`,
      start.user && `as ${start.user}`,
      start.machine && `on ${start.machine}`,
      (start.times ?? 1) > 1 && `${start.times} times`,
      during(start),
    ),
  'log-action': (action) =>
    phrase(
      `${actionWords[action.action]}: ${action.what.slice(0, 160)}`,
      action.command && `which starts ${action.command.slice(0, 160)}`,
      action.user && `by ${action.user}`,
      action.program && `by ${action.program}`,
      action.from && `from ${action.from}`,
      action.machine && `on ${action.machine}`,
      (action.times ?? 1) > 1 && `${action.times} times`,
      during(action),
    ),
  'miner-output': (output) =>
    phrase(
      `${output.program ?? 'a miner'} wrote that it mined`,
      output.pools.length > 0 && `at ${output.pools.slice(0, 3).join(', ')}`,
      output.algorithm && `for ${output.algorithm}`,
      `${counted(output.accepted, 'share')} accepted`,
      output.rejected > 0 && `${output.rejected} rejected`,
      output.rate !== undefined && `up to ${Math.round(output.rate)} hashes a second`,
      during(output),
    ),
  'log-span': (span) =>
    phrase(
      `a log that tells of ${span.tells.join(', ').replaceAll('-', ' ')}`,
      span.machine && `on ${span.machine}`,
      during(span),
      span.jumps !== undefined && `its clock goes back ${counted(span.jumps, 'time')}`,
    ),
};

/** As its makers write it. */
function serviceInWords(service: string): string {
  return services.get(service) ?? service;
}

const services: ReadonlyMap<string, string> = new Map([
  ['ssh', 'SSH'],
  ['windows', 'Windows'],
  ['rdp', 'remote desktop'],
]);

function during({
  start,
  end,
}: {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}): string | undefined {
  if (start === undefined) return undefined;
  return end === undefined || end === start ? `on ${readableTime(start)}` : readableSpan(start, end);
}

function phrase(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(', ');
}
