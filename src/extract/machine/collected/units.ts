/**
 * Units of systemd by their names alone, where a collector listed them and did not copy their files: those that bear a
 * miner's name, and those that pose as a part of the system. What they start is not in such a list.
 * Sources: https://github.com/tclahr/uac, artifacts/live_response/system/systemctl.yaml; systemctl(1);
 * https://docs.velociraptor.app/artifact_references/pages/linux.sys.services/.
 *
 *     xmrig.service      enabled         enabled
 *     ● xmrig.service    loaded active running Some words
 */
import { textAt } from '../../../codec/container-state/facts.ts';
import { defineProbe, type Machine, type Probe } from '../../../model/machine-units.ts';
import { minerName } from '../../event/carried.ts';
import { posesAsSystemUnit } from '../knowledge/command-reasons.ts';
import { Autostarts, type Reason } from '../knowledge/entry.ts';
import { forRows } from './rows.ts';
import { tablesOf } from './tables.ts';

const folder = '/live_response/system';
const lists = ['systemctl_list-unit-files.txt', 'systemctl_list-units.txt'];
const mostBytes = 16 * 1024 * 1024;
const mostUnits = 20_000;
const mostTold = 200;
/** Behind a mark of its state. */
const unitFirst = /^\s{0,4}[^\w\s]?\s{0,4}([\w@.:\\-]{1,200}\.(?:service|timer|path|socket))(?:\s|$)/;
const unitFolders = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/run/systemd/transient',
  '/run/systemd/generator',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
];

type Kind = 'autostart' | 'mining-term';

export const collectedUnits: Probe<Kind> = defineProbe({
  id: 'collected-units',
  title: 'units of systemd that a collector listed',
  emits: ['autostart', 'mining-term'],
  platform: 'linux',
  *probe(machine) {
    const units = unitsIn(machine);
    const telling = [...units].filter(([name]) => reasonsOf(name).length > 0 && !isCopied(machine, name));
    const autostarts = new Autostarts(machine);
    for (const [name, place] of telling.slice(0, mostTold)) {
      const miner = minerName(name);
      const when = 'as systemd is told';
      yield* autostarts.tell({ mechanism: 'systemd', place: name, name, when, why: reasonsOf(name) });
      if (miner !== undefined) yield { kind: 'mining-term', path: place, value: { term: miner, category: 'miner' } };
    }
    if (units.size > 0) yield { looked: { at: 'listed units', count: units.size } };
    const left = telling.length - mostTold;
    if (left > 0) yield { gap: { code: 'limit-count', what: `${left} more units are not told`, path: folder } };
  },
});

function reasonsOf(name: string): readonly Reason[] {
  if (minerName(name) !== undefined) return ['mines'];
  return posesAsSystemUnit(name) ? ['poses-as-system'] : [];
}

/** Their own probe tells of those. */
function isCopied({ tree }: Machine, name: string): boolean {
  return unitFolders.some((place) => tree.stat(`${place}/${name}`) !== undefined);
}

/** By name, with the list that has it. */
function unitsIn(machine: Machine): ReadonlyMap<string, string> {
  const units = new Map<string, string>();
  const add = (line: string, place: string): void => {
    const name = unitFirst.exec(line)?.[1];
    if (name !== undefined && units.size < mostUnits && !units.has(name)) units.set(name, place);
  };
  const { collected } = machine;
  if (collected === undefined) return units;
  for (const name of lists) {
    const place = `${folder}/${name}`;
    for (const line of (collected.text(place, mostBytes) ?? '').split('\n', mostUnits)) add(line, place);
  }
  for (const { path } of tablesOf(machine).all.filter((table) =>
    /\/Linux\.Sys\.Services\.(?:json|csv)$/i.test(table.path),
  ))
    forRows(collected, path, (row) => {
      add(textAt(row, 'Unit') ?? '', path);
      return true;
    });
  return units;
}
