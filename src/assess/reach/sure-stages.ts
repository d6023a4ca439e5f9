/** What findings say that are more than a guess: only that makes a thing the miner's without a second look. */
import type { Case } from '../../model/case.ts';
import type { Because, Stage } from '../../model/finding.ts';
import { isAtLeast } from '../evidence.ts';
import { perCase } from '../per-case.ts';

/** By id of the observation, the highest stage of the findings of at least moderate confidence that rest on it. */
export const sureStages: (evidence: Case) => ReadonlyMap<string, Stage> = perCase((evidence: Case) => {
  const stages = new Map<string, Stage>();
  const walk = (because: Because, stage: Stage): void => {
    if ('saw' in because) {
      if (!isAtLeast(stages.get(because.saw), stage)) stages.set(because.saw, stage);
    } else for (const part of 'all' in because ? because.all : because.any) walk(part, stage);
  };
  for (const { because, stage, confidence } of evidence.findings) if (confidence !== 'low') walk(because, stage);
  return stages;
});
