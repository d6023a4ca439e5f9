/**
 * A container or pod whose command mines or fetches a miner, or whose image is one. That it is running shows no work:
 * it is active where a process of it was seen mining.
 */
import type { Observation } from '../../model/observation.ts';
import { all, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';
import { type Config, type MinerEvidence, minerEvidence, payeeIn } from './miner-evidence.ts';
import { type MiningProcess, miningProcesses, type ProcessKind, processKinds } from './mining-process.ts';
import { pathOf } from './place.ts';
import { cut, minuteOf, plain } from './process-words.ts';

type Container = Observation<'container'>;

const mostClaims = 100;

export const containerMiner: Detector<ProcessKind> = defineDetector({
  id: 'container-miner',
  title: 'A container is set to mine',
  stage: 'capability',
  techniques: ['T1496.001', 'T1610'],
  confidence: 'high',
  needs: processKinds,
  couldBe: ['a miner that the owner of the machine runs in a container on purpose', 'a container that is left over'],
  *detect(seen, context) {
    const evidence = minerEvidence(seen, context);
    const mining = miningProcesses(seen, context, evidence);
    const counts = new Map<string, number>();
    for (const { at } of seen.container) counts.set(at.artifact, (counts.get(at.artifact) ?? 0) + 1);
    const mines = ({ value }: Container): boolean =>
      value.mines === true ||
      value.carries === 'miner' ||
      value.why.includes('mines') ||
      value.why.includes('miner-image');
    for (const container of seen.container.filter(mines).slice(0, mostClaims)) {
      const own = configsOf(container, evidence, pathOf(container.at.artifact, context), counts);
      yield claimOf(
        container,
        own,
        mining.filter((one) => one.process.value.container === container.value.id),
      );
    }
  },
});

/** Those that its description holds: of several containers in one file, those whose pool its command names. */
function configsOf(
  { value, at }: Container,
  evidence: MinerEvidence,
  path: string,
  counts: ReadonlyMap<string, number>,
): readonly Config[] {
  const configs = evidence.at(path)?.configs ?? [];
  if (counts.get(at.artifact) === 1) return configs;
  const { command = '' } = value;
  return configs.filter((config) => config.value.pools.some(({ host }) => host !== '' && command.includes(host)));
}

function claimOf(container: Container, configs: readonly Config[], running: readonly MiningProcess[]): Claim {
  const { value } = container;
  const works = running.find(({ stage }) => stage === 'active');
  const paid =
    configs.find((config) => payeeIn(config) !== undefined) ?? running.find(({ account }) => account)?.account;
  const payee = payeeIn(paid);
  const does = works ? 'mines' : verb(container);
  return {
    title: isImage(container)
      ? `An image of a miner is kept for ${value.runtime}: ${cut(plain(value.image ?? value.id))}`
      : `${inWords(container)} ${does}${payee === undefined ? '' : ` for ${payee}`}${stateOf(value)}`,
    stage: works ? 'active' : payee === undefined ? 'capability' : 'configured',
    confidence: value.mines === true || works ? 'high' : 'moderate',
    because: all(
      saw(container),
      ...(paid === undefined ? [] : [saw(paid, 'names a pool and an account')]),
      ...running.slice(0, 3).map(({ process }) => saw(process, 'runs in it')),
    ),
  };
}

function verb({ value }: Container): string {
  if (value.mines === true || value.why.includes('mines')) return 'is set to mine';
  return value.why.includes('miner-image') ? 'is made from a miner’s image' : 'fetches a miner';
}

/** A probe tells so of what no container was made from. */
function isImage({ value: { state, name, command } }: Container): boolean {
  return state === 'an image, no container' && name === undefined && command === undefined;
}

function inWords({ value: { runtime, name, id, namespace, image } }: Container): string {
  const what = runtime === 'kubernetes' ? 'The pod' : `The ${runtime} container`;
  const called = `${namespace === undefined ? '' : `${namespace}/`}${name ?? id.slice(0, 12)}`;
  return `${what} ${cut(plain(called))}${image === undefined ? '' : ` (${cut(plain(image))})`}`;
}

function stateOf({ state, created }: Container['value']): string {
  const told = [
    state === undefined ? undefined : plain(state),
    created === undefined ? undefined : `made ${minuteOf(created)}`,
  ];
  const words = told.filter((one) => one !== undefined).join(', ');
  return words === '' ? '' : ` (${words})`;
}
