/** Indicators from conversations with pools. Client and server are two parties: both have to act for a share to count. */
import type { Case } from '../../model/case.ts';
import type { Stage } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import type { StratumSession } from '../../model/payloads.ts';
import type { Indicator, Sight } from '../../model/question-table.ts';
import { type Contact, contactsAt } from '../contacts.ts';
import { isAtLeast, ofKind, stagesBySeen } from '../evidence.ts';
import { listedNames } from '../long-names.ts';
import type { WhatReading } from './reading.ts';

export const traffic: readonly Indicator<WhatReading>[] = [
  {
    id: 'accepted-shares',
    says: 'A pool accepted shares',
    likelihood: { works: 80, set: 2, kept: 3, talk: 1, nothing: 1 },
    why: 'a share that is accepted is work that was done; only a replay for a test looks the same',
    forgeability: 'dear',
    sees: (evidence) => sessions(evidence, 'active', 'server', ({ accepted }) => accepted > 0),
  },
  {
    id: 'sent-shares',
    says: 'A client sent shares to a pool',
    likelihood: { works: 85, set: 3, kept: 3, talk: 1, nothing: 1 },
    why: 'miners send shares and nothing else does; refused ones are a miner’s too',
    forgeability: 'dear',
    sees: (evidence) => sessions(evidence, 'active', 'client', ({ submits }) => submits > 0),
  },
  {
    id: 'work-handed-out',
    says: 'A pool handed out work, and no share was seen',
    likelihood: { works: 45, set: 10, kept: 3, talk: 1, nothing: 2 },
    why: 'work goes to who asks for it; a slow miner’s first share comes later, a test ends before it',
    forgeability: 'dear',
    sees: (evidence) => sessions(evidence, 'active', 'server', ({ jobs, submits }) => jobs > 0 && submits === 0),
  },
  {
    id: 'account-named-to-pool',
    says: 'A client named its account to a pool, and got no work that was seen',
    likelihood: { works: 15, set: 45, kept: 6, talk: 1, nothing: 2 },
    why: 'a miner logs in so; it was refused, cut off, or not watched long enough',
    forgeability: 'dear',
    sees: (evidence) => sessions(evidence, 'configured', 'client', () => true),
  },
  {
    id: 'work-asked-without-account',
    says: 'A program asked a pool for work and named no account',
    likelihood: { works: 10, set: 12, kept: 25, talk: 1, nothing: 15 },
    why: 'scanners and monitors ask so, and miners that are being tried',
    forgeability: 'dear',
    sees: (evidence) => sessions(evidence, 'capability', 'client', () => true),
  },
  {
    id: 'behaves-like-mining',
    says: 'A conversation that was not read behaves as one between a miner and a pool does',
    likelihood: { works: 60, set: 6, kept: 2, talk: 2, nothing: 8 },
    why: 'the rhythm of jobs and shares is rare among other traffic, and others keep it, too: job queues, feeds, push services (docs/calibration.md has the false alarms)',
    forgeability: 'dear',
    sees: (evidence) => contacts(evidence, 'encrypted-cadence'),
    ask: processBehindFlow,
  },
  {
    id: 'met-a-pool',
    says: 'A machine connected to a pool or asked for a name that miners ask for',
    likelihood: { works: 55, set: 45, kept: 6, talk: 6, nothing: 8 },
    why: 'a miner must find its pool; people, crawlers and tools of defence visit pools, too',
    forgeability: 'dear',
    sees: (evidence) => contacts(evidence, 'pool-contact'),
    ask: processBehindFlow,
  },
  {
    id: 'sensor-raised-alarm',
    says: 'Another tool raised an alarm about mining',
    likelihood: { works: 50, set: 25, kept: 10, talk: 12, nothing: 15 },
    why: "that tool's word: its rules match mining and, now and then, what only names it",
    forgeability: 'moderate',
    sees: (evidence) => contacts(evidence, 'sensor-alarm'),
  },
  {
    id: 'coin-node',
    says: "A coin's node talks to its peers",
    likelihood: { works: 4, set: 4, kept: 8, talk: 2, nothing: 60 },
    why: 'nodes keep the ledger, for wallets and shops as for miners; most never mine',
    forgeability: 'dear',
    *sees(evidence) {
      for (const seen of ofKind(evidence, 'coin-node')) yield { observation: seen };
    },
  },
];

/** Sessions that a finding of just this stage rests on. */
function* sessions(
  evidence: Case,
  stage: Stage,
  party: 'client' | 'server',
  test: (session: StratumSession) => boolean,
): Generator<Sight> {
  const stages = stagesBySeen(evidence);
  for (const seen of ofKind(evidence, 'stratum-session'))
    if (stages.get(seen.id) === stage && test(seen.value)) yield { observation: seen, party };
}

/** One sight a machine: a hundred lookups of one miner say what one does. */
function* contacts(evidence: Case, detector: string): Generator<Sight> {
  const machines = new Map<string, [Contact, ...Contact[]]>();
  for (const contact of contactsAt(evidence, 'configured')) {
    if (!contact.claimedBy.has(detector)) continue;
    const known = machines.get(contact.machine ?? '');
    if (known === undefined) machines.set(contact.machine ?? '', [contact]);
    else known.push(contact);
  }
  for (const [first, ...others] of machines.values())
    yield { observation: first.seen, with: others.slice(0, 20).map(({ seen }) => seen), party: 'client' };
}

/** Where the machine is known and what it said is not. */
export function processBehindFlow(evidence: Case): string | undefined {
  const met = contactsAt(evidence, 'capability');
  const machines = [...new Set(met.flatMap(({ machine }) => machine ?? []))];
  if (machines.length === 0) return undefined;
  const ends = [...new Set(met.flatMap(({ host }) => host ?? []))];
  return `On ${listedNames(machines, 3)}, find the process that talks to ${ends.length > 0 ? listedNames(ends, 3) : 'the pool'} before you stop it: its path and its parent say what it is and how it came.`;
}

/** True where traffic shows mining itself. */
export function wasSeenMining(evidence: Case): boolean {
  return evidence.findings.some(({ stage }) => isAtLeast(stage, 'active'));
}

/** The clients of all sessions, as `address:port`, and else the machines that met a pool. */
export function clientsIn(evidence: Case): string[] {
  const sessions = ofKind(evidence, 'stratum-session').map(({ value }: Observation<'stratum-session'>) => value.client);
  if (sessions.length > 0) return sessions;
  return [...new Set(contactsAt(evidence, 'configured').flatMap(({ machine }) => machine ?? []))];
}
