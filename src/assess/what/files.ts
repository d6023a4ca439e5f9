/**
 * Indicators from files: what stands there, and whether it stands where it would be used. Whoever typed a configuration
 * set it up, so for this question planting one is the thing itself.
 */
import type { Case } from '../../model/case.ts';
import type { ContainerState } from '../../model/machine-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import type { Indicator, Sight } from '../../model/question-table.ts';
import { highestStage, isAtLeast, ofKind, stagesBySeen } from '../evidence.ts';
import { lineageOf } from '../lineage.ts';
import { cut } from '../long-names.ts';
import { wasMade } from '../reach/container-made.ts';
import { minersRunning } from '../reach/miner-ties.ts';
import type { WhatReading } from './reading.ts';

export const files: readonly Indicator<WhatReading>[] = [
  {
    id: 'set-up-in-place',
    says: 'A miner is set up for an account in a file that is read or run where it lies',
    likelihood: { works: 30, set: 60, kept: 15, talk: 3, nothing: 1 },
    why: 'a configuration, script or unit in its place is there to be used, whoever put it there; some are left over or kept',
    forgeability: 'none',
    *sees(evidence) {
      yield* accounts(evidence, false);
      yield* standingThere(evidence);
    },
  },
  {
    id: 'set-up-in-a-copy',
    says: 'A miner is set up for an account in a file that lies packed in an archive or a text',
    likelihood: { works: 8, set: 22, kept: 55, talk: 12, nothing: 1 },
    why: 'nothing runs from within an archive: it is a delivery, a backup or a sample for study',
    forgeability: 'none',
    sees: (evidence) => accounts(evidence, true),
  },
  {
    id: 'fetches-a-miner',
    says: 'A script fetches a miner and starts it',
    likelihood: { works: 20, set: 45, kept: 25, talk: 8, nothing: 1 },
    why: 'whoever runs the script has a miner; an instruction or a history that nobody runs looks the same',
    forgeability: 'none',
    sees: (evidence) => code(evidence, ({ value }) => value.purpose === 'fetches-miner'),
  },
  {
    id: 'own-output',
    says: 'A log holds what a miner prints while it mines',
    likelihood: { works: 60, set: 3, kept: 5, talk: 12, nothing: 1 },
    why: 'nobody prints shares and speeds but a miner at work; people copy such logs when they ask for help',
    forgeability: 'moderate',
    *sees(evidence) {
      const stages = stagesBySeen(evidence);
      for (const seen of ofKind(evidence, 'miner-output'))
        if (stages.get(seen.id) === 'active') yield { observation: seen };
    },
  },
  {
    id: 'miner-code',
    says: 'The code of a miner is there',
    likelihood: { works: 15, set: 20, kept: 60, talk: 3, nothing: 3 },
    why: 'a program does nothing until it is told to; packages and samples are more common than miners in use',
    forgeability: 'none',
    *sees(evidence) {
      yield* code(evidence, ({ value }) => value.purpose !== 'fetches-miner');
      yield* badReleases(evidence);
    },
  },
  {
    id: 'only-told',
    says: 'Words, accounts or settings of mining stand where they are only told of, and nowhere else',
    likelihood: { works: 2, set: 3, kept: 8, talk: 80, nothing: 8 },
    why: 'rules, lists, articles and examples name miners; a miner that leaves words alone behind is rare',
    forgeability: 'none',
    sees: told,
  },
  {
    id: 'notes-beside-it',
    says: "An analyst's notes lie beside the files",
    likelihood: { works: 15, set: 12, kept: 50, talk: 25, nothing: 8 },
    why: 'who keeps notes on files keeps the files for study; notes are made of running miners, too',
    forgeability: 'none',
    *sees(evidence) {
      for (const seen of ofKind(evidence, 'evidence-file')) yield { observation: seen };
    },
  },
];

function* accounts(evidence: Case, packed: boolean): Generator<Sight> {
  const stages = stagesBySeen(evidence);
  for (const seen of ofKind(evidence, 'mining-config'))
    if (seen.value.source !== 'wire' && stages.get(seen.id) === 'configured' && isPacked(seen, evidence) === packed)
      yield { observation: seen };
}

/** A process at rest, or a container, that a finding says to be told to mine; one at work is seen-running's. */
function* standingThere(evidence: Case): Generator<Sight> {
  const stages = stagesBySeen(evidence);
  const isSet = ({ id }: Observation): boolean => stages.get(id) === 'configured' || stages.get(id) === 'capability';
  for (const seen of minersRunning(evidence).filter(isSet))
    yield {
      observation: seen,
      says: `Process ${seen.value.pid} (${cut(seen.value.name, 40)}) is told to mine, or can`,
    };
  for (const seen of ofKind(evidence, 'container').filter(isSet))
    yield { observation: seen, says: `${containerInWords(seen.value)}: ${cut(seen.value.name ?? seen.value.id, 60)}` };
}

function containerInWords(value: ContainerState): string {
  return wasMade(value)
    ? 'A container is made to mine'
    : 'A container that would mine is kept, and nothing shows that it ran';
}

function* badReleases(evidence: Case): Generator<Sight> {
  const stages = stagesBySeen(evidence);
  for (const seen of ofKind(evidence, 'bad-release'))
    if (isAtLeast(stages.get(seen.id), 'capability'))
      yield { observation: seen, says: `${cut(seen.value.name)} ${cut(seen.value.version, 40)} brought a miner along` };
}

function* code(evidence: Case, fits: (seen: Observation<'miner-code'>) => boolean): Generator<Sight> {
  const stages = stagesBySeen(evidence);
  for (const seen of ofKind(evidence, 'miner-code'))
    if (stages.get(seen.id) !== 'mention' && fits(seen)) yield { observation: seen };
}

const wordy: ReadonlySet<string> = new Set(['mining-term', 'wallet', 'mining-config']);

/** Beside a miner, talk of mining tells nothing: only where there is nothing else does it count. */
function* told(evidence: Case): Generator<Sight> {
  if (highestStage(evidence) !== 'mention') return;
  const [first, ...others] = evidence.observations.filter(({ kind }) => wordy.has(kind));
  if (first !== undefined) yield { observation: first, with: others.slice(0, 20) };
}

/** In an archive, or within anything else that had to be taken apart but a capture: that is traffic and no copy. */
function isPacked({ at }: Observation, evidence: Case): boolean {
  const lineage = lineageOf(at.artifact, evidence);
  return lineage.slice(1).some(({ kind }) => kind !== 'capture') || lineage.at(-1)?.kind === 'archive';
}
