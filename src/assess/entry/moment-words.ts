/** What a moment of a log says, in one line for people. */
import type { ExploitAttempt, LogAction, LoginEvent, ProcessStart } from '../../model/log-payloads.ts';
import { actionWords } from '../../model/log-words.ts';
import { cut } from '../long-names.ts';
import { counted } from '../words.ts';

/** An exploit's title within a sentence: `an open Docker API`. */
export function titleInWords(title: string): string {
  return title.replace(/^An? /, (article) => article.toLowerCase());
}

export function holeInWords({ title, cve }: ExploitAttempt): string {
  const name = titleInWords(title);
  return cve?.[0] === undefined ? name : `${name} (${cve[0]})`;
}

export function attemptInWords(attempt: ExploitAttempt, worked: boolean): string {
  const { client, method, target, times = 1, status, command } = attempt;
  // A web server knows who asked: where nobody is named, several were joined.
  const who = client ?? (method !== undefined && times > 1 ? 'several clients' : 'somebody');
  return phrase(
    `${who} ${worked ? 'used' : 'tried'} ${holeInWords(attempt)}${times > 1 ? `, ${times} times` : ''}`,
    target && `at ${cut(target, command === undefined ? 100 : 60)}`,
    status !== undefined && `the answer was ${status}`,
    command && `to run: ${cut(command, 160)}`,
  );
}

const services: Readonly<Record<string, string>> = { ssh: 'SSH', rdp: 'remote-desktop', windows: 'Windows' };

export function serviceInWords(service: string): string {
  return services[service] ?? service;
}

export function loginInWords({
  outcome,
  service,
  account,
  accounts = 1,
  from,
  method,
  times = 1,
  after,
}: LoginEvent): string {
  const by = `${serviceInWords(service)} login`;
  const place = from === undefined ? '' : ` from ${from}`;
  if (outcome === 'failed')
    return `${counted(times, `failed ${by}`)}${place}${accounts > 1 ? `, of ${accounts} accounts` : ''}`;
  return phrase(
    `${by} of ${account ?? 'somebody'} worked${place}${method === undefined ? '' : `, by ${method}`}`,
    after && `after ${counted(after.failures, 'failure')} from there`,
  );
}

export function startInWords({ program, command, parent, user, service }: ProcessStart): string {
  const by = parent?.program ?? service;
  return phrase(
    `${cut(command ?? program ?? 'a program', 160)} was started`,
    by && `by ${cut(by, 60)}`,
    user && `as ${/^\d+$/.test(user) ? `user ${user}` : user}`,
  );
}

export function actionInWords({ action, what, command, from, user, program }: LogAction): string {
  return phrase(
    `${actionWords[action]}: ${cut(what, 120)}`,
    command && `which starts: ${cut(command, 160)}`,
    (program ?? user) && `by ${cut(program ?? user ?? '', 60)}`,
    from && `from ${from}`,
  );
}

function phrase(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(', ');
}
