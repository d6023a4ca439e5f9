/** Why nothing can be said of an item, where something kept this examination from seeing it. */
import type { ReachItem } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import type { Report } from '../../model/report.ts';
import { perCase } from '../per-case.ts';
import { machineIn } from '../reach/miner-ties.ts';

/** Paths that could not be looked at, with what kept from it. A gap names an artifact or a path. */
const gapsByPath = perCase(({ gaps = [], artifacts }: Case) => {
  const names = new Map(artifacts.map(({ id, name }) => [id, name]));
  return new Map(gaps.map(({ artifact, what }) => [names.get(artifact) ?? artifact, what]));
});

/**
 * In words; undefined where it would have been seen.
 *
 * @param isEmpty its place was looked at, and nothing stands there: whatever else could not be read does not matter
 */
export function whyUnseen(
  what: ReachItem['what'],
  place: string,
  earlier: Report,
  isEmpty: boolean,
  evidence: Case,
): string | undefined {
  const gaps = gapsByPath(evidence);
  for (let at = place; at.startsWith('/') && at !== '/'; at = at.slice(0, at.lastIndexOf('/'))) {
    const gap = gaps.get(at);
    if (gap !== undefined) return `${at} could not be looked at: ${gap}`;
  }
  if (isEmpty) return undefined;
  const now = machineIn(evidence)?.value;
  const before = earlier.observations.find((seen) => seen.kind === 'machine')?.value;
  if (what === 'process' && now?.form !== 'running')
    return 'a disk shows no processes: check the machine while it runs';
  const isLess = now?.asRoot === false && before?.form === 'running' && before.asRoot !== false;
  if (isLess && what !== 'file') return 'this time it was examined without root, which sees less';
  const isOther = now?.id !== undefined && before?.id !== undefined && now.id !== before.id;
  return isOther ? 'this is another machine than that of the earlier report' : undefined;
}
