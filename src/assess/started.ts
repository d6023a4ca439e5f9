/** Miners that a log shows to have been started; no word of what they sent. Those of a machine: reach/miner-ties.ts. */
import type { Case } from '../model/case.ts';
import type { Observation } from '../model/observation.ts';
import { ofKind, stagesBySeen } from './evidence.ts';
import { perCase } from './per-case.ts';

/** Those that findings rest on, the earliest first; what has no time stands last. */
export const minersStarted: (evidence: Case) => readonly Observation<'process-start'>[] = perCase((evidence) => {
  const stages = stagesBySeen(evidence);
  return ofKind(evidence, 'process-start')
    .filter(({ id, value }) => value.why.includes('mines') && stages.has(id))
    .sort((a, b) => Date.parse(a.value.start ?? '9999') - Date.parse(b.value.start ?? '9999'));
});

/** `on web01, on 2026-11-03 at 04:13 UTC`, as far as it is known. */
export function whereAndWhen({ value }: Observation<'process-start'>): string {
  const { machine, start, clock } = value;
  const time = start?.slice(0, 16).replace('T', ' at ');
  const zone = clock?.zone === undefined ? ' UTC' : '';
  return [machine === undefined ? '' : ` on ${machine}`, time === undefined ? '' : ` on ${time}${zone}`].join('');
}
