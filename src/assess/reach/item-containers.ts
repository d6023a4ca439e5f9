/**
 * Containers that mine. One whose own command is the miner's goes; one of somebody's application into which the miner got
 * is for its keeper to replace.
 */
import type { RemovalStep } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import type { ContainerState } from '../../model/machine-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import { isAtLeast, ofKind, stagesBySeen } from '../evidence.ts';
import { cut } from '../long-names.ts';
import { wasMade } from './container-made.ts';
import { tieOfContainer } from './container-ties.ts';
import { byHand, type Draft, shapeOf, stepsFor, type Tie } from './draft.ts';
import { minerFiles, minersRunning, pathOf } from './miner-ties.ts';
import { containersThatWrote, type Writer } from './written-by-container.ts';

export function* containerItems(evidence: Case): Generator<Draft> {
  for (const seen of ofKind(evidence, 'container')) {
    const { value, id } = seen;
    const inside = whatMinesIn(value, evidence);
    const wrote = containersThatWrote(evidence).find((one) => one.seen === seen);
    const mines = wrote !== undefined || isMinersOwn(seen, evidence);
    const tie = mines || inside.length > 0 ? undefined : tieOfContainer(seen, evidence);
    const isOwn = mines || tie?.proof === 'shown';
    const isFound = isAtLeast(stagesBySeen(evidence).get(id), 'capability');
    if (!isOwn && inside.length === 0 && !isFound && tie === undefined) continue;
    const proof = (isOwn && wasMade(value)) || inside.length > 0 ? 'shown' : 'likely';
    const says = inWords(value, { wrote, tie, isOwn, inside });
    yield {
      what: 'container',
      place: `${value.runtime} container ${value.name ?? value.id.slice(0, 12)}`,
      key: containerKey(value),
      says: `${value.image === undefined ? 'a container' : `a container of ${cut(value.image)}`}: ${says}`,
      proof,
      because: [...new Set([id, ...(wrote?.because ?? []), ...(tie?.because ?? []), ...inside])].slice(0, 20),
      removal: stepsFor(proof, isOwn ? removal(value) : replace(value), askAbout(seen, evidence)),
    };
  }
}

interface Ties {
  readonly wrote: Writer | undefined;
  readonly tie: Tie | undefined;
  readonly isOwn: boolean;
  readonly inside: readonly string[];
}

function inWords(value: ContainerState, { wrote, tie, isOwn, inside }: Ties): string {
  if (!wasMade(value)) return 'it would mine, and nothing shows that it was ever started';
  if (tie !== undefined) return tie.says;
  if (wrote !== undefined)
    return `its command puts ${cut(wrote.path)} on the disk of the machine${startsAgain(value) ? ', and it starts again by itself' : ''}`;
  if (isOwn) return 'its own command or image mines';
  return inside.length > 0 ? 'a miner got into it' : 'a finding rests on it';
}

/** Docker starts such a one again after each restart of the machine, though it has ended. */
function startsAgain({ restart, why }: ContainerState): boolean {
  return restart === 'always' || why.includes('restarts-for-ever');
}

/** By its name and image: its id is another one each time it is made. */
export function containerKey({ runtime, namespace, name, image, command, id }: ContainerState): string {
  const shape = shapeOf(command ?? '');
  return ['container', runtime, namespace, name === undefined ? undefined : shapeOf(name), image ?? (shape || id)]
    .filter((part) => part !== undefined)
    .join(':');
}

function isMinersOwn({ id, value }: Observation<'container'>, evidence: Case): boolean {
  const isFound = isAtLeast(stagesBySeen(evidence).get(id), 'capability');
  return isFound && (value.mines === true || value.why.some((why) => why === 'mines' || why === 'miner-image'));
}

/** Processes and files of the miner's in it. */
function whatMinesIn({ id, files }: ContainerState, evidence: Case): string[] {
  const processes = minersRunning(evidence).filter(
    ({ value }) => value.container !== undefined && isSame(value.container, id),
  );
  const held = [...minerFiles(evidence).values()].filter(
    ({ path, proof }) => files !== undefined && files.length > 1 && proof === 'shown' && path.startsWith(`${files}/`),
  );
  return [...processes.map((seen) => seen.id), ...held.flatMap(({ because }) => because)];
}

/** Runtimes shorten an id to its first twelve characters. */
function isSame(one: string, other: string): boolean {
  return one === other || (one.length >= 12 && other.startsWith(one)) || (other.length >= 12 && one.startsWith(other));
}

function askAbout(seen: Observation<'container'>, evidence: Case): string {
  const { value } = seen;
  if (wasMade(value)) return `Ask who runs ${nameOf(value)}, and what for.`;
  const path = pathOf(seen, evidence);
  const where = path === undefined ? 'it' : cut(path);
  return `Ask who put ${where} there, and what for. Whether the container was ever made, \`${value.runtime} ps -a\` shows.`;
}

function nameOf({ runtime, name, id }: ContainerState): string {
  return `the ${runtime} container ${cut(name ?? id.slice(0, 12))}`;
}

/** The node knows the pod, and not what keeps it running. */
const ownerFirst = byHand(
  'A pod of a DaemonSet or a Deployment is made again at once, on every machine of the cluster: look first what owns it (ownerReferences in `kubectl get pod -o yaml`), keep a copy, and delete that.',
);

function removal(value: ContainerState): RemovalStep[] {
  const { owner, namespace, name, runtime, id } = value;
  const [, kind, resource] = /^([A-Za-z]{2,40})\/(\S{1,253})$/.exec(owner ?? '') ?? [];
  // What an orchestrator keeps running comes back until its owner goes.
  if (kind !== undefined && resource !== undefined && namespace !== undefined)
    return [...(kind === 'Pod' ? [ownerFirst] : []), { do: 'delete-resource', kind, name: resource, namespace }];
  if (runtime === 'kubernetes' && name !== undefined && namespace !== undefined)
    return [{ do: 'delete-resource', kind: 'Pod', name, namespace }];
  if (owner !== undefined)
    return [byHand(`${owner} makes it again: take it out there first, then remove ${nameOf(value)}.`)];
  return [{ do: 'remove-container', runtime, container: id }];
}

function replace(value: ContainerState): RemovalStep[] {
  return [
    byHand(
      `Stop ${nameOf(value)}, keep a copy of it (commit or export), and start it anew from an image that you trust, without the hole that the miner came through. Nothing in the old one is to be trusted.`,
    ),
  ];
}
