/** Signs after which nobody can say what else was changed: then the honest advice is to build the machine anew. */
import { noService } from '../../model/autostart-kinds.ts';
import type { Case } from '../../model/case.ts';
import type { Autostart } from '../../model/machine-payloads.ts';
import { ofKind } from '../evidence.ts';
import { listed } from '../words.ts';
import { byHand, type Draft } from './draft.ts';
import { machineIn, minersRunning } from './miner-ties.ts';

interface RebuildReason {
  readonly says: string;
  readonly because: string;
}

/** How intruders start things, and owners do not. */
const intruders: ReadonlySet<Autostart['why'][number]> = new Set([...noService, 'written-by-redis'] as const);

/** @param items the other items of the reach */
function rebuildReasons(items: readonly Draft[], evidence: Case): RebuildReason[] {
  const reasons: RebuildReason[] = [];
  const add = (says: string, because: string | undefined): void => {
    if (because !== undefined && !reasons.some((reason) => reason.says === says)) reasons.push({ says, because });
  };
  for (const { id, value } of ofKind(evidence, 'process'))
    if (value.why.includes('hidden-from-list')) add('a process is hidden from the list of processes', id);
  const isTold = new Set(items.filter(({ proof }) => proof !== 'possible').flatMap(({ because }) => because));
  for (const { id, value } of ofKind(evidence, 'autostart')) {
    if (!isTold.has(id)) continue;
    if (value.mechanism === 'ld-preload') add('a library of the miner’s is loaded into every program', id);
    if (value.mechanism === 'kernel-module' || value.mechanism === 'ebpf') add('the kernel itself was extended', id);
    if (value.mechanism === 'pam') add('what checks passwords was changed', id);
  }
  const shown = new Set(items.filter(({ proof }) => proof === 'shown').flatMap(({ because }) => because[0] ?? []));
  const asRoot = ofKind(evidence, 'autostart').find(
    ({ id, value: { user, why } }) => shown.has(id) && user === 'root' && why.some((reason) => intruders.has(reason)),
  );
  if (asRoot !== undefined) add('what starts the miner runs as root, and no owner sets it up so', asRoot.id);
  for (const { id, value } of ofKind(evidence, 'machine-setting'))
    if (isTold.has(id) && value.why.includes('hides')) add(`something hides (${value.setting})`, id);
  for (const { what, proof, because } of items)
    if (what === 'system-file' && proof !== 'possible') add('programs of the system were changed', because[0]);
  const root = minersRunning(evidence).find(
    ({ value }) => value.container === undefined && (value.uid === 0 || value.user === 'root'),
  );
  if (root !== undefined) add('the miner ran as root', root.id);
  return reasons;
}

export function* machineItems(items: readonly Draft[], evidence: Case): Generator<Draft> {
  const reasons = rebuildReasons(items, evidence);
  if (reasons.length === 0) return;
  const machine = machineIn(evidence);
  const says = listed(
    reasons.map((reason) => reason.says),
    4,
  );
  yield {
    what: 'machine',
    place: machine?.value.name === undefined ? 'this machine' : `the machine ${machine.value.name}`,
    key: 'machine',
    says: `what else was changed cannot be known from within: ${says}`,
    proof: 'possible',
    because: reasons.map(({ because }) => because).slice(0, 20),
    removal: [
      byHand(
        'Build the machine anew from media that you trust, bring back data alone (no programs, no settings), and close the way in first. Removing what is listed here stops the mining; it does not make the machine yours again.',
      ),
    ],
  };
}
