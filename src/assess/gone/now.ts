/**
 * What stands on the machine now, by the keys that items have: whatever was observed counts, and not only what the
 * evidence still ties to a miner. Once its file is gone, a cron line that starts it looks like any other.
 */
import type { ReachItem } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import { ofKind } from '../evidence.ts';
import { keyOf } from '../reach/item-autostarts.ts';
import { containerKey } from '../reach/item-containers.ts';
import { processKey } from '../reach/item-processes.ts';
import { reachItems } from '../reach/items.ts';
import { traceOf } from '../reach/miner-ties.ts';
import { isWholeFile } from '../reach/whole-files.ts';

export interface Found {
  /** Id of the item in this report, where it is one. */
  readonly item?: string;
  /** Id of the observation. */
  readonly seen?: string;
  /** Milliseconds since 1970: when it started, or was written. */
  readonly since?: number;
  readonly what: ReachItem['what'];
  readonly place: string;
}

export interface Now {
  find(key: string): Found | undefined;
  /** Id of an item that stands at the same place and is another one. */
  standsAt(what: ReachItem['what'], place: string): string | undefined;
}

export function nowOf(evidence: Case): Now {
  const found = new Map<string, Found>();
  const add = (key: string, one: Found): void => {
    const known = found.get(key);
    // Of several processes of one kind the newest tells whether it was started again.
    if (known === undefined || (one.since ?? 0) > (known.since ?? 0)) found.set(key, { ...known, ...one });
  };
  for (const { id, value } of ofKind(evidence, 'process'))
    add(processKey(value), { seen: id, what: 'process', place: value.program ?? value.name, ...since(value.start) });
  // Other lines of a file are written as well: only a file that is all one entry says when that came.
  for (const { id, value } of ofKind(evidence, 'autostart'))
    add(keyOf(value), {
      seen: id,
      what: 'autostart',
      place: value.place,
      ...(isWholeFile(value) ? since(value.modified) : {}),
    });
  for (const { id, value } of ofKind(evidence, 'container'))
    add(containerKey(value), { seen: id, what: 'container', place: value.name ?? value.id, ...since(value.created) });
  for (const { id, value } of ofKind(evidence, 'machine-setting'))
    if (value.why.length > 0) add(`setting:${value.setting}`, { seen: id, what: 'setting', place: value.setting });
  for (const { id, value } of ofKind(evidence, 'package-file'))
    add(`system-file:${value.path}`, { seen: id, what: 'system-file', place: value.path });
  for (const { id, value } of ofKind(evidence, 'bad-release'))
    add(`package:${value.ecosystem}:${value.name}:${value.version}`, { seen: id, what: 'package', place: value.name });
  const items = reachItems(evidence) ?? [];
  for (const { id, key, what, place } of items) {
    const written = what === 'file' ? traceOf(place, evidence)?.value : undefined;
    const known = found.get(key);
    found.set(key, { what, place, ...known, item: id, ...since(written?.born ?? written?.modified) });
  }
  return {
    find: (key) => found.get(key),
    standsAt: (what, place) =>
      what === 'process' ? undefined : items.find((item) => item.what === what && item.place === place)?.id,
  };
}

function since(iso: string | undefined): { readonly since?: number } {
  return iso === undefined ? {} : { since: Date.parse(iso) };
}
