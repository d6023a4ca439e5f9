/** What the assessors ask of a case, in one place. */

import type { Case } from '../model/case.ts';
import type { Because, Finding, Stage } from '../model/finding.ts';
import type { Observation, ObservationKind } from '../model/observation.ts';
import type { Pool, Wallet } from '../model/payloads.ts';
import { perCase } from './per-case.ts';

const rung: Readonly<Record<Stage, number>> = { mention: 1, capability: 2, configured: 3, active: 4 };

export function isAtLeast(stage: Stage | undefined, least: Stage): boolean {
  return stage !== undefined && rung[stage] >= rung[least];
}

/** The highest stage among the findings. */
export function highestStage(evidence: Case): Stage | undefined {
  let highest: Stage | undefined;
  for (const { stage } of evidence.findings) if (highest === undefined || rung[stage] > rung[highest]) highest = stage;
  return highest;
}

/** The findings at the highest stage there is. */
export function leadingFindings(evidence: Case): Finding[] {
  const highest = highestStage(evidence);
  return evidence.findings.filter(({ stage }) => stage === highest);
}

const byKind = perCase((evidence) => {
  const kinds = new Map<ObservationKind, Observation[]>();
  for (const seen of evidence.observations) {
    const known = kinds.get(seen.kind);
    if (known) known.push(seen);
    else kinds.set(seen.kind, [seen]);
  }
  return kinds;
});

export function ofKind<K extends ObservationKind>(evidence: Case, kind: K): readonly Observation<K>[] {
  // The list of kind K holds that kind alone; TypeScript does not follow that through the map.
  return (byKind(evidence).get(kind) ?? []) as Observation<K>[];
}

/** By id of the observation, the highest stage of the findings that rest on it. */
export const stagesBySeen: (evidence: Case) => ReadonlyMap<string, Stage> = perCase((evidence) => {
  const stages = new Map<string, Stage>();
  const walk = (because: Because, stage: Stage): void => {
    if ('saw' in because) {
      if (!isAtLeast(stages.get(because.saw), stage)) stages.set(because.saw, stage);
    } else for (const part of 'all' in because ? because.all : because.any) walk(part, stage);
  };
  for (const { because, stage } of evidence.findings) walk(because, stage);
  return stages;
});

/** The observations that findings of this stage or a higher one rest on. */
export function supporting(evidence: Case, least: Stage): Observation[] {
  const stages = stagesBySeen(evidence);
  return evidence.observations.filter(({ id }) => isAtLeast(stages.get(id), least));
}

/** Where the money goes: the pools that something is set to mine at, or was seen to. */
export interface Destination {
  readonly host: string;
  readonly port?: number | undefined;
  readonly login?: string | undefined;
  /** The address within the login. */
  readonly wallet?: string | undefined;
  readonly paymentId?: string | undefined;
  readonly worker?: string | undefined;
  readonly email?: string | undefined;
  readonly password?: string | undefined;
}

export const destinations: (evidence: Case) => readonly Destination[] = perCase((evidence) => {
  // The configuration that a session's login gave has the login taken apart.
  const wire = new Map<string, Observation<'mining-config'>>();
  for (const seen of ofKind(evidence, 'mining-config'))
    if (seen.value.source === 'wire' && !wire.has(seen.at.artifact)) wire.set(seen.at.artifact, seen);
  const all = supporting(evidence, 'configured').flatMap((seen) => {
    const paysAuthors = seen.kind === 'stratum-session' && seen.value.donation !== undefined;
    return destinationsOf(
      seen.kind === 'stratum-session' && !paysAuthors ? (wire.get(seen.at.artifact) ?? seen) : seen,
    );
  });
  const different = new Map(all.map((destination) => [JSON.stringify(destination), destination]));
  return [...different.values()];
});

function destinationsOf(seen: Observation): Destination[] {
  if (seen.kind === 'mining-config')
    return seen.value.pools.map(({ host, port, login, email, wallet, paymentId, worker, password }: Pool) => {
      return { host, port, login: login ?? wallet ?? email, wallet, paymentId, worker, email, password };
    });
  if (seen.kind !== 'stratum-session') return [];
  const { server, host, login, worker, password, donation } = seen.value;
  const [, address = server, port] = /^(.*):(\d+)$/.exec(server) ?? [];
  // What a miner gives its authors is no account of whoever set it up.
  if (donation !== undefined) return [{ host: host ?? address, port: port === undefined ? undefined : Number(port) }];
  return [{ host: host ?? address, port: port === undefined ? undefined : Number(port), login, worker, password }];
}

/** The wallets that a configuration or a session pays, each once. */
export function paidWallets(evidence: Case): Wallet[] {
  return paidWalletsSeen(evidence).map(({ value }) => value);
}

/** Where these wallets were seen, each once. */
export function paidWalletsSeen(evidence: Case): Observation<'wallet'>[] {
  const logins = new Set(destinations(evidence).flatMap(({ wallet, login }) => [wallet, login]));
  const supports = new Set(supporting(evidence, 'configured').map(({ id }) => id));
  const wallets = new Map<string, Observation<'wallet'>>();
  for (const seen of ofKind(evidence, 'wallet'))
    if (supports.has(seen.id) || logins.has(seen.value.address)) wallets.set(seen.value.address, seen);
  return [...wallets.values()];
}

/** Ids of all that an answer rests on, findings first. */
export function idsOf(...parts: readonly (readonly { readonly id: string }[])[]): string[] {
  return parts
    .flat()
    .map(({ id }) => id)
    .slice(0, 100);
}
