/**
 * Indicators that the machine itself, or whoever keeps the files, would give: read from an examined machine, else marked
 * by an analyst.
 */
import type { Case } from '../../model/case.ts';
import type { Observation } from '../../model/observation.ts';
import type { Indicator, Sight } from '../../model/question-table.ts';
import { contactsAt, farEnds } from '../contacts.ts';
import { destinations, highestStage, isAtLeast, ofKind, stagesBySeen } from '../evidence.ts';
import { onlyCopies } from '../gone/applies.ts';
import { cut, listedNames } from '../long-names.ts';
import { minersRunning } from '../reach/miner-ties.ts';
import { minersStarted } from '../started.ts';
import { listed } from '../words.ts';
import type { WhatReading } from './reading.ts';
import { clientsIn, processBehindFlow, wasSeenMining } from './traffic.ts';

export const machine: readonly Indicator<WhatReading>[] = [
  {
    id: 'seen-running',
    says: 'A process that mines was seen at work',
    likelihood: { works: 85, set: 3, kept: 5, talk: 1, nothing: 1 },
    why: 'this is mining itself; a test in a laboratory looks the same',
    forgeability: 'dear',
    sees: atWork,
    ask: whetherItRuns,
  },
  {
    id: 'starts-by-itself',
    says: 'A task, a unit or a service starts it',
    likelihood: { works: 45, set: 60, kept: 4, talk: 1, nothing: 1 },
    why: 'what is started by the machine is there to run',
    forgeability: 'dear',
    sees: startsByItself,
    ask: whatStartsIt,
  },
  {
    id: 'kept-on-purpose',
    says: 'Whoever keeps the files says that they are a sample, a tool of defence or a package',
    likelihood: { works: 3, set: 8, kept: 80, talk: 20, nothing: 10 },
    why: 'who keeps such files mostly knows why',
    forgeability: 'moderate',
    ask: whyItIsKept,
  },
];

/** Processes that were seen at work: connected to a pool, or a miner that keeps processors busy. */
function* atWork(evidence: Case): Generator<Sight> {
  const stages = stagesBySeen(evidence);
  const started = startersOnly(evidence);
  const [first, ...others] = ofKind(evidence, 'process').filter(
    ({ id }) => stages.get(id) === 'active' && !started.has(id),
  );
  if (first === undefined) return;
  const { pid, name, cores } = first.value;
  const busy = cores === undefined || cores < 0.1 ? '' : `, and kept ${cores.toFixed(1)} processors busy`;
  const says = `Process ${pid} (${cut(name, 40)}) was seen mining${busy}`;
  yield { observation: first, with: others.slice(0, 20), says };
}

/** What a finding names beside the process that it is about: the shell that started it was not seen mining itself. */
function startersOnly({ findings }: Case): ReadonlySet<string> {
  const [about, beside] = [new Set<string>(), new Set<string>()];
  for (const { because } of findings.filter(({ stage }) => stage === 'active')) {
    const parts = 'all' in because ? because.all : [because];
    for (const [i, part] of parts.entries()) if ('saw' in part) (i === 0 ? about : beside).add(part.saw);
  }
  return new Set([...beside].filter((id) => !about.has(id)));
}

/** Entries that a finding says to start or fetch a miner. What lets somebody in is no such entry. */
function* startsByItself(evidence: Case): Generator<Sight> {
  const stages = stagesBySeen(evidence);
  const entries = ofKind(evidence, 'autostart').filter(({ id }) => isAtLeast(stages.get(id), 'capability'));
  const [first, ...others] = entries;
  if (first === undefined) return;
  const places = entries.map(({ value }) => value.name ?? value.place);
  yield { observation: first, with: others.slice(0, 20), says: `It starts by itself: ${listedNames(places, 3)}` };
}

/** What a miner's own claim says starts it; where a service was only broken into, that is not sure. */
export function entriesThatStartIt(evidence: Case): Observation<'autostart'>[] {
  const claims = evidence.findings.filter(
    ({ detector, confidence }) => detector === 'miner-autostart' && confidence !== 'low',
  );
  const leaves = claims.flatMap(({ because }) => ('all' in because ? because.all : [because]));
  const seen = new Set(leaves.flatMap((leaf) => ('saw' in leaf ? leaf.saw : [])));
  return ofKind(evidence, 'autostart').filter(({ id }) => seen.has(id));
}

/** `the pool a.example:3333`. */
export function poolsInWords(evidence: Case): string {
  const set = destinations(evidence).map(({ host, port }) => (port === undefined ? host : `${host}:${port}`));
  const pools = set.length > 0 ? set : farEnds(evidence);
  return pools.length === 0 ? 'a pool' : `the ${new Set(pools).size === 1 ? 'pool' : 'pools'} ${listedNames(pools)}`;
}

function hasMiner(evidence: Case): boolean {
  return isAtLeast(highestStage(evidence), 'capability');
}

function whetherItRuns(evidence: Case): string | undefined {
  if (!hasMiner(evidence)) return undefined;
  const clients = clientsIn(evidence);
  if (wasSeenMining(evidence))
    return `On the client, find the process that owns the connection${clients.length > 0 ? ` (${listed(clients)})` : ''} before you stop it: its path says how it came.`;
  if (minersRunning(evidence).length > 0) return undefined;
  const behind = destinations(evidence).length === 0 ? processBehindFlow(evidence) : undefined;
  if (behind !== undefined) return behind;
  const ran = minersStarted(evidence).length > 0 ? 'whether it runs still, and worked' : 'whether it ran';
  return `To learn ${ran}: look for connections to ${poolsInWords(evidence)} in flow, DNS and proxy logs, and for a process that keeps the processor busy.`;
}

function whatStartsIt(evidence: Case): string | undefined {
  const highest = highestStage(evidence);
  // A machine that was examined was asked for all that starts by itself.
  if (ofKind(evidence, 'machine').length > 0) return undefined;
  if (highest === 'capability')
    return 'Look for an account: its configuration, its command line, the job or unit that starts it.';
  return highest === 'configured' && onlyCopies(evidence) === undefined
    ? 'Look for what starts it: a scheduled task, a service, cron, a systemd unit, a CI job.'
    : undefined;
}

/** Who keeps notes beside the files has said so already. */
function whyItIsKept(evidence: Case): string | undefined {
  if (
    !hasMiner(evidence) ||
    wasSeenMining(evidence) ||
    contactsAt(evidence, 'capability').length > 0 ||
    ofKind(evidence, 'evidence-file').length > 0 ||
    minersRunning(evidence).length > 0
  )
    return undefined;
  return 'Ask whoever keeps these files why they are there: a sample, a tool of defence, or in use.';
}
