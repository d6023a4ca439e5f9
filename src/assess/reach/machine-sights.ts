/** What an examined machine itself shows: what runs, what starts it again, what stands there. */
import type { ReachItem } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import type { Observation } from '../../model/observation.ts';
import type { Sight } from '../../model/question-table.ts';
import { stagesBySeen } from '../evidence.ts';
import { listedNames } from '../long-names.ts';
import { perCase } from '../per-case.ts';
import { counted } from '../words.ts';
import { reachItems } from './items.ts';
import { minersRunning } from './miner-ties.ts';

const byId = perCase(({ observations }: Case) => new Map(observations.map((seen) => [seen.id, seen])));

/** All items of a kind that are shown to be the miner's, as one sight. */
function* itemsShown(
  evidence: Case,
  isMeant: (item: ReachItem) => boolean,
  says: (names: string) => string,
): Generator<Sight> {
  const items = (reachItems(evidence) ?? []).filter((item) => item.proof === 'shown' && isMeant(item));
  const seen = items.flatMap(({ because }) => byId(evidence).get(because[0] ?? '') ?? []);
  const [first, ...others] = new Set<Observation>(seen);
  if (first === undefined) return;
  const names = listedNames(
    items.map(({ place }) => place),
    3,
  );
  yield { observation: first, with: others, says: says(names) };
}

export function startEntries(evidence: Case): Iterable<Sight> {
  const isMeant = ({ what }: ReachItem): boolean => what === 'autostart';
  return itemsShown(evidence, isMeant, (names) => `On the machine something starts it again: ${names}`);
}

export function filesFound(evidence: Case): Iterable<Sight> {
  const isMeant = ({ what }: ReachItem): boolean => what === 'file';
  return itemsShown(evidence, isMeant, (names) => `Its files stand on the machine: ${names}`);
}

/** Processes that were seen at work. */
export function minersAtWork(evidence: Case): Iterable<Sight> {
  const atWork = minersRunning(evidence).filter((seen) => isAtWork(seen, evidence));
  return together(atWork, 'A process of the machine mines');
}

/** Processes that are set to mine, or can, and were not seen at it: they were started, and no more is shown. */
export function minersAtRest(evidence: Case): Iterable<Sight> {
  const atRest = minersRunning(evidence).filter((seen) => !isAtWork(seen, evidence));
  return together(atRest, 'A process that is set to mine, or can, ran when the machine was looked at');
}

function isAtWork({ id }: Observation, evidence: Case): boolean {
  return stagesBySeen(evidence).get(id) === 'active';
}

function* together(processes: readonly Observation<'process'>[], words: string): Generator<Sight> {
  const [first, ...others] = processes;
  if (first === undefined) return;
  const { pid, program, name } = first.value;
  const more = others.length === 0 ? '' : `, and ${counted(others.length, 'other process', 'other processes')}`;
  yield {
    observation: first,
    with: others,
    says: `${words}: ${listedNames([program ?? name])} (process ${pid})${more}`,
  };
}

/** One of them holds a connection to what a finding says to be a pool. */
export function* poolConnections(evidence: Case): Generator<Sight> {
  for (const observation of minersRunning(evidence)) {
    const { why, connections = [], pid } = observation.value;
    const held = connections.filter(({ state }) => state === 'established').map(({ remote }) => remote);
    if (why.includes('talks-to-pool') && held.length > 0)
      yield { observation, says: `Process ${pid} holds a connection to ${listedNames(held, 2)}` };
  }
}

/** One of them keeps at least half a processor busy. */
export function* busyMiners(evidence: Case): Generator<Sight> {
  for (const observation of minersRunning(evidence)) {
    const { cores = 0, pid } = observation.value;
    if (cores >= 0.5) yield { observation, says: `Process ${pid} keeps ${cores.toFixed(1)} processors busy` };
  }
}
