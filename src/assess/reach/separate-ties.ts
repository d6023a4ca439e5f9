/**
 * Ties to the miner that do not follow from one another: when a thing came, whose it is, where it fetches from. One of
 * them may be chance; two of them together are taken for proof.
 */
import type { Case } from '../../model/case.ts';
import { ofKind } from '../evidence.ts';
import { cut } from '../long-names.ts';
import { perCase } from '../per-case.ts';
import { listed } from '../words.ts';
import { hostsFetchedFrom, hostsIn, minerFiles, minersRunning, traceOf } from './miner-ties.ts';
import { cameBeside } from './same-time.ts';
import { containersThatWrote } from './written-by-container.ts';

export interface SeparateTie {
  /** After “it”: `came within minutes of /tmp/x`. */
  readonly says: string;
  readonly because: readonly string[];
}

export interface Thing {
  readonly place: string;
  /** When it was written or changed. */
  readonly times: readonly (string | undefined)[];
  /** The account that it runs as or belongs to. */
  readonly user?: string | undefined;
  readonly command?: string | undefined;
}

/** The most telling first. */
export function separateTies({ place, times, user, command = '' }: Thing, evidence: Case): SeparateTie[] {
  const ties: SeparateTie[] = [];
  const host = hostsIn(command).find((name) => minersHosts(evidence).has(name));
  const from = host === undefined ? undefined : minersHosts(evidence).get(host);
  if (host !== undefined && from !== undefined)
    ties.push({ says: `fetches from ${cut(host)}, ${from.says}`, because: from.because });
  const beside = cameBeside(times, evidence, place);
  if (beside !== undefined) ties.push({ says: `came within minutes of ${cut(beside.path)}`, because: beside.because });
  if (user !== undefined && minersAccounts(evidence).has(user))
    ties.push({ says: `belongs to ${cut(user)}, as the miner does`, because: [] });
  // Whoever is root puts things wherever they like: with the time, that is one hand.
  else if (user === 'root' && beside !== undefined) ties.push({ says: 'runs as root', because: [] });
  return ties;
}

/** `came within minutes of /tmp/x and belongs to www-data, as the miner does`. */
export function tiesInWords(ties: readonly SeparateTie[]): string {
  return listed(
    ties.map(({ says }) => says),
    3,
  );
}

/** Accounts that the miner runs as on the machine itself, and those that its files belong to. */
const minersAccounts = perCase((evidence: Case): ReadonlySet<string> => {
  const running = minersRunning(evidence).flatMap(({ value }) =>
    value.container === undefined && value.user !== undefined ? [value.user] : [],
  );
  const owners = [...minerFiles(evidence).values()].flatMap(({ path, proof }) =>
    proof === 'shown' ? (traceOf(path, evidence)?.value.owner ?? []) : [],
  );
  return new Set([...running, ...owners]);
});

/** Hosts that the miner was fetched from, and addresses that an intruder came from. */
const minersHosts = perCase((evidence: Case): ReadonlyMap<string, SeparateTie> => {
  const hosts = new Map<string, SeparateTie>();
  for (const { seen } of containersThatWrote(evidence))
    for (const host of hostsIn(seen.value.command ?? ''))
      hosts.set(host, { says: 'which a container of the miner’s fetches from', because: [seen.id] });
  for (const { id, value } of ofKind(evidence, 'exploit-attempt'))
    if (value.client !== undefined && value.carries !== 'probe')
      hosts.set(value.client, { says: 'which attacked this machine, by a log', because: [id] });
  for (const { id, value } of ofKind(evidence, 'login-event'))
    if (value.outcome === 'worked' && value.from !== undefined && (value.newHere === true || value.after !== undefined))
      hosts.set(value.from, { says: 'which somebody logged in from for the first time, by a log', because: [id] });
  for (const host of hostsFetchedFrom(evidence))
    hosts.set(host, { says: 'which the miner is fetched from', because: [] });
  return hosts;
});
