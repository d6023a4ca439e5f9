/** Whom a finding is about: the machine, and the account or pool, as the observations behind it name them. */
import { addressOf } from '../../model/endpoint.ts';
import type { Because } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';

interface AlertSubject {
  readonly machine?: string;
  readonly account?: string;
}

/** Fields of any observation that name an account or a pool, the most telling first. */
const accountFields = ['login', 'address', 'siteKey', 'serverName', 'name', 'host', 'server'];

/** The observations that a claim rests on, in its own order. */
export function restsOn(because: Because, byId: ReadonlyMap<string, Observation>): Observation[] {
  const found: Observation[] = [];
  const walk = (part: Because): void => {
    if ('saw' in part) {
      const seen = byId.get(part.saw);
      if (seen !== undefined && !found.includes(seen)) found.push(seen);
    } else for (const inner of 'all' in part ? part.all : part.any) walk(inner);
  };
  walk(because);
  return found;
}

/** A machine that something new was seen of. */
export interface News {
  readonly subject: AlertSubject;
  readonly seen: readonly Observation[];
}

/**
 * A claim may be about many machines: each of those that something new was seen of. What names no machine belongs to the
 * first that the claim names.
 */
export function newsOf(evidence: readonly Observation[], fresh: ReadonlySet<unknown>): News[] {
  const byMachine = new Map<string | undefined, Observation[]>();
  for (const seen of evidence) {
    if (!fresh.has(seen.value)) continue;
    const machine = machineOf(seen) ?? firstOf(evidence, ['client']);
    const address = machine === undefined ? undefined : addressOf(machine);
    const list = byMachine.get(address);
    if (list) list.push(seen);
    else byMachine.set(address, [seen]);
  }
  return [...byMachine].map(([machine, seen]) => {
    const account = accountOf([...seen, ...evidence]);
    return {
      subject: { ...(machine === undefined ? {} : { machine }), ...(account === undefined ? {} : { account }) },
      seen,
    };
  });
}

/** A rule of the user's own is about the machine that wrote the log, where the log names it. */
function machineOf(seen: Observation): string | undefined {
  return seen.kind === 'rule-match' ? seen.value.machine : firstOf([seen], ['client']);
}

/** The far end, by its name where any fact tells one. */
export function poolOf(evidence: readonly Observation[]): string | undefined {
  const [set] = evidence.flatMap(({ kind, value }) => (kind === 'mining-config' ? value.pools : []));
  if (set !== undefined) return set.port === undefined ? set.host : `${set.host}:${set.port}`;
  const traffic = evidence.filter(({ kind }) => kind !== 'wallet' && kind !== 'mining-term');
  const [named] = traffic.flatMap(({ kind, value }) => (kind === 'flow-cadence' ? (value.names ?? []) : []));
  return firstOf(traffic, ['host', 'serverName']) ?? named ?? firstOf(traffic, ['name', 'server']);
}

/** From the first to the last time that facts tell, ISO 8601. */
export function periodOf(evidence: readonly Observation[]): { since?: string; until?: string } {
  const times = evidence.flatMap(({ at, value }) =>
    [at.time, 'start' in value ? value.start : undefined, 'end' in value ? value.end : undefined].flatMap((time) => {
      const ms = time === undefined ? Number.NaN : Date.parse(time);
      return Number.isNaN(ms) ? [] : ms;
    }),
  );
  if (times.length === 0) return {};
  const [first, last] = times.reduce(([low, high], ms) => [Math.min(low, ms), Math.max(high, ms)], [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as [number, number]);
  return { since: new Date(first).toISOString(), until: new Date(last).toISOString() };
}

function accountOf(evidence: readonly Observation[]): string | undefined {
  const pools = evidence.flatMap(({ kind, value }) => (kind === 'mining-config' ? value.pools : []));
  const [pool] = pools;
  return pool ? (pool.login ?? pool.host) : firstOf(evidence, accountFields);
}

function firstOf(evidence: readonly Observation[], fields: readonly string[]): string | undefined {
  for (const field of fields)
    for (const { value } of evidence) {
      const text: unknown = Object.hasOwn(value, field) ? Reflect.get(value, field) : undefined;
      if (typeof text === 'string' && text !== '') return text;
    }
  return undefined;
}
