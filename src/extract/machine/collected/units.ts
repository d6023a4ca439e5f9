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
import { defineProbe, type Machine, type MachineMiss, type Probe } from '../../../model/machine-units.ts';
import { minerName } from '../../event/carried.ts';
import { posesAsSystemUnit } from '../knowledge/command-reasons.ts';
import { Autostarts, type Reason } from '../knowledge/entry.ts';
import { leftOut } from '../knowledge/folder-files.ts';
import { badRows, forRows } from './rows.ts';
import { tablesOf } from './tables.ts';

const folder = '/live_response/system';
const lists = ['systemctl_list-unit-files.txt', 'systemctl_list-units.txt'];
const mostBytes = 16 * 1024 * 1024;
const mostLines = 20_000;
const mostTold = 200;
const servicesTable = /\/Linux\.Sys\.Services\.(?:json|csv)$/i;
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
    const { units, misses } = unitsIn(machine);
    const telling = [...units].filter(([name]) => reasonsOf(name).length > 0 && !isCopied(machine, name));
    const autostarts = new Autostarts(machine);
    for (const [name, place] of telling.slice(0, mostTold)) {
      const miner = minerName(name);
      const when = 'as systemd is told';
      yield* autostarts.tell({ mechanism: 'systemd', place: name, name, when, why: reasonsOf(name) });
      if (miner !== undefined) yield { kind: 'mining-term', path: place, value: { term: miner, category: 'miner' } };
    }
    if (units.size > 0) yield { looked: { at: 'listed units', count: units.size } };
    yield* misses;
    yield* leftOut(telling.length - mostTold, 'units are not told', folder);
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

interface Listed {
  /** By name, with the list that has it. */
  readonly units: ReadonlyMap<string, string>;
  readonly misses: readonly MachineMiss[];
}

function unitsIn(machine: Machine): Listed {
  const units = new Map<string, string>();
  const misses: MachineMiss[] = [];
  const { collected } = machine;
  if (collected === undefined) return { units, misses };
  const add = (line: string, place: string): void => {
    const name = unitFirst.exec(line)?.[1];
    if (name !== undefined && !units.has(name)) units.set(name, place);
  };
  for (const name of lists) {
    const place = `${folder}/${name}`;
    const lines = (collected.text(place, mostBytes) ?? '').split('\n');
    for (const line of lines.slice(0, mostLines)) add(line, place);
    misses.push(...leftOut(lines.length - mostLines, 'lines are not read', place));
  }
  for (const { path } of tablesOf(machine).all.filter((table) => servicesTable.test(table.path))) {
    const { bad, cut } = forRows(collected, path, (row) => {
      add(textAt(row, 'Unit') ?? '', path);
      return true;
    });
    if (bad > 0) misses.push({ gap: { code: 'malformed', what: badRows(bad, 'units'), path } });
    if (cut) misses.push({ gap: { code: 'limit-count', what: 'more rows of units are not read', path } });
  }
  return { units, misses };
}
