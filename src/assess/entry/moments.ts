/** Everything in a case that has a time and says something about how a miner came and what it did. */
import type { Moment } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import type { Because } from '../../model/finding.ts';
import type { Clock, ExploitAttempt, LogAction, LoginEvent, ProcessStart } from '../../model/log-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import { present } from '../../model/present.ts';
import { contactsAt } from '../contacts.ts';
import { ofKind } from '../evidence.ts';
import { cut } from '../long-names.ts';
import { perCase } from '../per-case.ts';
import { counted } from '../words.ts';

/** Detectors whose findings say that a way in worked. */
const waysIn: ReadonlySet<string> = new Set(['exploit-worked', 'login-guessed', 'open-door', 'package-brought-it']);

/** Ids of the observations that such findings rest on. */
export const waysInSeen: (evidence: Case) => ReadonlySet<string> = perCase(({ findings }) => {
  const ids = new Set<string>();
  const walk = (because: Because): void => {
    if ('saw' in because) ids.add(because.saw);
    else for (const part of 'all' in because ? because.all : because.any) walk(part);
  };
  for (const { detector, because } of findings) if (waysIn.has(detector)) walk(because);
  return ids;
});

/** By time; what has none is left out. */
export const momentsIn: (evidence: Case) => readonly Moment[] = perCase((evidence) =>
  [...logged(evidence), ...seenMining(evidence), ...told(evidence)].sort((a, b) => compare(a.time, b.time)),
);

function* logged(evidence: Case): Generator<Moment> {
  const worked = waysInSeen(evidence);
  const entered = (id: string): Moment['role'] => (worked.has(id) ? 'way-in' : 'attempt');
  for (const seen of ofKind(evidence, 'exploit-attempt')) yield* at(seen, entered(seen.id), attemptInWords(seen.value));
  for (const seen of ofKind(evidence, 'login-event'))
    if (isTelling(seen.value) || worked.has(seen.id)) yield* at(seen, entered(seen.id), loginInWords(seen.value));
  for (const seen of ofKind(evidence, 'process-start'))
    yield* at(seen, seen.value.why.includes('mines') ? 'mining' : 'deed', startInWords(seen.value));
  for (const seen of ofKind(evidence, 'log-action')) yield* at(seen, roleOf(seen, worked), actionInWords(seen.value));
}

/** A package that brought it is the way in; whatever else a log tells of is a deed. */
function roleOf({ id, value }: Observation<'log-action'>, worked: ReadonlySet<string>): Moment['role'] {
  const brings =
    value.action === 'package-installed' || value.action === 'container-made' || value.action === 'pod-made';
  return worked.has(id) && brings ? 'way-in' : 'deed';
}

/** Logins that worked are everyday, and so is a failed one. */
function isTelling({ outcome, after, times = 1 }: LoginEvent): boolean {
  return outcome === 'worked' ? after !== undefined : times >= 10;
}

function* seenMining(evidence: Case): Generator<Moment> {
  for (const seen of ofKind(evidence, 'stratum-session')) {
    const { start, end, server, client } = seen.value;
    yield* at(
      { ...seen, value: present({ start, end }) },
      'mining',
      `a session with the pool ${server} began, from ${client}`,
    );
  }
  for (const { seen, machine } of contactsAt(evidence, 'configured'))
    if (machine !== undefined) {
      const says = `${machine} reached for a pool, as far as traffic tells`;
      yield* at({ id: seen.id, at: seen.at, value: present({ start: seen.value.start }) }, 'mining', says);
    }
}

function* told(evidence: Case): Generator<Moment> {
  for (const seen of ofKind(evidence, 'build-trace'))
    if (seen.value.trace === 'compile-time' && seen.value.time !== undefined)
      yield* at(
        { id: seen.id, at: {}, value: { start: seen.value.time } },
        'told',
        'the program was compiled, by its own word, which anyone can set',
      );
  for (const seen of ofKind(evidence, 'fact'))
    if (seen.value.date !== undefined && seen.value.shows?.some((mark) => mark.startsWith('entry/')))
      yield* at({ id: seen.id, at: {}, value: { start: seen.value.date } }, 'told', seen.value.says);
  for (const seen of ofKind(evidence, 'rule-match'))
    if (seen.value.start !== undefined)
      yield* at(seen, 'told', `the rule “${seen.value.title ?? seen.value.rule}” matched`);
}

/** What a moment is made of. */
interface Timed {
  readonly id: string;
  readonly at: { readonly time?: string | undefined };
  readonly value: {
    readonly start?: string | undefined;
    readonly end?: string | undefined;
    readonly machine?: string | undefined;
    readonly clock?: Clock | undefined;
  };
}

function* at({ id, at: place, value }: Timed, role: Moment['role'], says: string): Generator<Moment> {
  const time = asMoment(value.start ?? place.time);
  if (time === undefined) return;
  const until = asMoment(value.end);
  const { machine, clock } = value;
  yield {
    time,
    ...(until !== undefined && until > time ? { until } : {}),
    role,
    says,
    ...present({ machine, clock }),
    because: [id],
  };
}

/** An analyst may give a day, an observation gives a moment. */
function asMoment(time: string | undefined): string | undefined {
  const ms = Date.parse(time ?? '');
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

// --- in words -------------------------------------------------------------------------------------------------

function attemptInWords({ client, title, cve, target, times = 1, status, command }: ExploitAttempt): string {
  const what = cve?.[0] === undefined ? title : `${title} (${cve[0]})`;
  return phrase(
    `${client ?? 'somebody'} tried ${what}${times > 1 ? `, ${times} times` : ''}`,
    target && `at ${cut(target, 100)}`,
    status !== undefined && `the answer was ${status}`,
    command && `to run: ${cut(command, 160)}`,
  );
}

function loginInWords({ outcome, service, account, accounts = 1, from, method, times = 1, after }: LoginEvent): string {
  const by = `${service} login`;
  const place = from === undefined ? '' : ` from ${from}`;
  if (outcome === 'failed')
    return `${counted(times, `failed ${by}`)}${place}${accounts > 1 ? `, of ${accounts} accounts` : ''}`;
  return phrase(
    `${by} of ${account ?? 'somebody'} worked${place}${method === undefined ? '' : `, by ${method}`}`,
    after && `after ${counted(after.failures, 'failure')} from there`,
  );
}

function startInWords({ program, command, parent, user, service }: ProcessStart): string {
  const by = parent?.program ?? service;
  return phrase(
    `${cut(command ?? program ?? 'a program', 160)} was started`,
    by && `by ${cut(by, 60)}`,
    user && `as ${user}`,
  );
}

function actionInWords({ action, what, command, from, user, program }: LogAction): string {
  return phrase(
    `${deeds[action]}: ${cut(what, 120)}`,
    command && `which starts: ${cut(command, 160)}`,
    (program ?? user) && `by ${cut(program ?? user ?? '', 60)}`,
    from && `from ${from}`,
  );
}

const deeds: Readonly<Record<LogAction['action'], string>> = {
  'file-written': 'a file was written',
  'service-installed': 'a service was installed',
  'task-made': 'a task was set up that starts by itself',
  'account-made': 'an account was made',
  'account-raised': 'an account was given more rights',
  'key-added': 'a key was added',
  'defence-off': 'a defence was switched off',
  'log-cleared': 'a log was cleared',
  'container-made': 'a container was made',
  'pod-made': 'a pod was made',
  'package-installed': 'a package was installed',
  'job-step': 'a step of a build job ran',
  connection: 'a connection was opened',
  'database-program': 'a database ran a program',
  'notebook-run': 'a notebook ran a command',
};

function phrase(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(', ');
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
