/** What started again something that was gone: an entry that starts it, or who its process was started by. */
import type { Case } from '../../model/case.ts';
import type { ContainerState } from '../../model/machine-payloads.ts';
import { ofKind } from '../evidence.ts';
import { cut } from '../long-names.ts';
import { reachItems } from '../reach/items.ts';
import type { Found } from './now.ts';

/** `/etc/cron.d/x starts it`; undefined where nothing shows. */
export function whatBringsBack({ what, place, seen }: Found, evidence: Case): string | undefined {
  const items = reachItems(evidence) ?? [];
  const entries = items.filter((item) => item.what === 'autostart' && item.proof === 'shown');
  const ids = new Map(ofKind(evidence, 'autostart').map((entry) => [entry.id, entry.value]));
  const starts = entries.find(({ because }) => because.some((id) => ids.get(id)?.programs?.includes(place)));
  if (starts !== undefined) return `${cut(starts.place)} starts it`;
  const writer = ofKind(evidence, 'container').find(({ value }) => writes(value, place));
  if (writer !== undefined)
    return `the ${writer.value.runtime} container ${cut(writer.value.name ?? writer.value.id.slice(0, 12))} is there, whose command names it`;
  if (what === 'process') {
    const parents = ofKind(evidence, 'process').find(({ id }) => id === seen)?.value.parents ?? [];
    const [parent] = parents.filter(({ pid }) => pid > 1);
    if (parent !== undefined) return `it was started by ${cut(parent.program ?? parent.name)} (process ${parent.pid})`;
  }
  // What came back does not explain itself.
  const [other] = entries.filter((entry) => entry.place !== place);
  return other === undefined
    ? 'what put it there again was not found: its way in may be open still'
    : `perhaps by ${cut(other.place)}`;
}

/** It sees a part of the machine's own disk, and its command names the place. */
function writes({ command = '', mounts = [] }: ContainerState, place: string): boolean {
  return place.startsWith('/') && place.length > 4 && mounts.length > 0 && command.includes(place);
}
