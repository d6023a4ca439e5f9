/** The highest stage of the findings that rest on each observation. */
import type { Case } from '../../model/case.ts';
import type { Because, Stage } from '../../model/finding.ts';
import { isAtLeast } from '../evidence.ts';

export function stagesBySeen(evidence: Case): ReadonlyMap<string, Stage> {
  const stages = new Map<string, Stage>();
  const walk = (because: Because, stage: Stage): void => {
    if ('saw' in because) {
      const known = stages.get(because.saw);
      if (known === undefined || !isAtLeast(known, stage)) stages.set(because.saw, stage);
    } else for (const part of 'all' in because ? because.all : because.any) walk(part, stage);
  };
  for (const { because, stage } of evidence.findings) walk(because, stage);
  return stages;
}
