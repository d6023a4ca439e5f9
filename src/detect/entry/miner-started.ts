/**
 * A log shows that a miner was started: by its name or by its arguments, in a process, a container, a pod or a build's
 * step. Where the command names an account, it was set to mine for it. That it mined is not in such a line.
 */
import type { Observation } from '../../model/observation.ts';
import { all, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';
import { type Deed, deedInWords, isOfMining } from './deeds.ts';

type Config = Observation<'mining-config'>;

const starters: ReadonlySet<string> = new Set([
  'container-made',
  'pod-made',
  'job-step',
  'service-installed',
  'task-made',
]);
const mostClaims = 50;

export const minerStarted: Detector<'process-start' | 'log-action' | 'mining-config'> = defineDetector({
  id: 'miner-started',
  title: 'A log shows that a miner was started',
  stage: 'capability',
  techniques: ['T1496.001'],
  confidence: 'moderate',
  needs: ['process-start', 'log-action', 'mining-config'],
  couldBe: ['a miner that the owner of the machine runs on purpose', 'a test of a detection, or an exercise'],
  *detect({ 'process-start': starts, 'log-action': actions, 'mining-config': configs }) {
    const started: readonly Deed[] = [
      ...starts.filter(({ value }) => value.why.includes('mines')),
      ...actions.filter((action) => starters.has(action.value.action) && isOfMining(action)),
    ];
    for (const deed of started.slice(0, mostClaims))
      yield claimOf(
        deed,
        configs.find((config) => isOf(config, deed)),
      );
  },
});

/** It stands in the same lines, and names whom it pays. */
function isOf({ at, value }: Config, deed: Deed): boolean {
  const { artifact, offset, length } = deed.at;
  if (at.artifact !== artifact || offset === undefined || at.offset === undefined) return false;
  const within = at.offset >= offset && at.offset < offset + Math.max(1, length ?? 1);
  return within && value.pools.some(({ login, wallet }) => wallet !== undefined || login !== undefined);
}

function claimOf(deed: Deed, config: Config | undefined): Claim {
  const { machine, start } = deed.value;
  const where = machine === undefined ? '' : ` on ${machine}`;
  const when = start === undefined ? '' : ` (${start.slice(0, 16).replace('T', ' ')})`;
  const leaf = saw(deed, 'the start');
  return {
    title: `A miner was started${where}${when}: ${deedInWords(deed, 110)}`,
    because: config === undefined ? leaf : all(leaf, saw(config, 'names a pool and an account')),
    ...(config === undefined ? {} : { stage: 'configured' as const, confidence: 'high' as const }),
  };
}
