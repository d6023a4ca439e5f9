/**
 * Everything that the miner placed, changed or may have taken on a machine that was examined, in the order in which it
 * is to be dealt with: what starts it before what runs, what runs before its file, or it comes back.
 */
import type { ReachItem } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import { highestStage, isAtLeast } from '../evidence.ts';
import { perCase } from '../per-case.ts';
import type { Draft } from './draft.ts';
import { autostartItems } from './item-autostarts.ts';
import { containerItems } from './item-containers.ts';
import { fileItems } from './item-files.ts';
import { machineItems } from './item-machine.ts';
import { processItems } from './item-processes.ts';
import { secretItems } from './item-secrets.ts';
import { packageItems, settingItems, systemFileItems } from './item-settings.ts';
import { machineIn } from './miner-ties.ts';

/** More would not be read, and would not fit the report. */
const mostItems = 500;

const order: readonly ReachItem['what'][] = [
  'container',
  'autostart',
  'process',
  'file',
  'setting',
  'access',
  'system-file',
  'package',
  'secret',
  'machine',
];
const sureness: readonly ReachItem['proof'][] = ['shown', 'likely', 'possible'];

/** Undefined where no machine was examined; empty where nothing on it mines. */
export const reachItems: (evidence: Case) => ReachItem[] | undefined = perCase((evidence) => {
  if (machineIn(evidence) === undefined) return undefined;
  if (!isAtLeast(highestStage(evidence), 'capability')) return [];
  const found = [
    ...containerItems(evidence),
    ...autostartItems(evidence),
    ...processItems(evidence),
    ...fileItems(evidence),
    ...settingItems(evidence),
    ...systemFileItems(evidence),
    ...packageItems(evidence),
  ];
  const all = [...found, ...machineItems(found, evidence), ...secretItems(evidence)];
  const ordered = onceEach(all).sort((a, b) => rank(a) - rank(b));
  return foldersOnce(ordered)
    .slice(0, mostItems)
    .map((draft, i) => ({ id: `r${i + 1}`, ...draft }));
});

function rank({ what, proof }: Draft): number {
  return order.indexOf(what) * sureness.length + sureness.indexOf(proof);
}

/**
 * Several probes may see the same item; the surest one stands. Processes of one kind stay apart: each has to be ended.
 */
function onceEach(drafts: readonly Draft[]): Draft[] {
  const items = new Map<string, Draft>();
  for (const draft of drafts) {
    const pid = draft.removal.flatMap((step) => (step.do === 'stop-process' ? [step.pid] : []));
    const key = `${draft.key}\n${pid.join()}`;
    const known = items.get(key);
    if (known === undefined || sureness.indexOf(draft.proof) < sureness.indexOf(known.proof)) items.set(key, draft);
  }
  return [...items.values()];
}

/** A folder goes with the last of the things in it: before that it cannot be empty. */
function foldersOnce(drafts: readonly Draft[]): Draft[] {
  const last = new Map<string, Draft>();
  for (const draft of drafts)
    for (const step of draft.removal) if (step.do === 'delete-folder') last.set(step.path, draft);
  return drafts.map((draft) => ({
    ...draft,
    removal: draft.removal.filter((step) => step.do !== 'delete-folder' || last.get(step.path) === draft),
  }));
}
