/**
 * The units of one systemd manager as they hold in the end: of several files with one name the one that goes first,
 * changed by its drop-ins, known by its other names, wanted by others.
 * Source: systemd.unit(5), "Unit File Load Path", "Drop-in", "Aliases"; systemd-analyze unit-paths.
 */

import { readUnitFile, type UnitSetting } from '../../codec/systemd-unit/unit-file.ts';
import { partsOf } from '../../codec/systemd-unit/values.ts';
import type { MachineTree } from '../../model/machine-units.ts';
import { nameOf } from './knowledge/path-names.ts';

/** The system's manager, or one user's. */
export interface Manager {
  /** Absent for the system's. */
  readonly user?: string;
  readonly home: string;
  /** What stands in an earlier one goes first. */
  readonly folders: readonly string[];
}

export interface PlacedSetting extends UnitSetting {
  /** The file it stands in. */
  readonly place: string;
}

export interface Unit {
  readonly name: string;
  /** Its own file; where a link leads there, the file behind it. */
  readonly place: string;
  /** Of its file, then of its drop-ins. */
  readonly settings: readonly PlacedSetting[];
  /** Units that start it with them: `multi-user.target`. */
  readonly wantedBy: readonly string[];
  /** An administrator, or whoever acts as one, gave it another name, under which others start it. */
  readonly aliases: readonly string[];
}

export const systemFolders: readonly string[] = [
  '/etc/systemd/system.control',
  '/run/systemd/system.control',
  '/run/systemd/transient',
  '/run/systemd/generator.early',
  '/etc/systemd/system',
  '/etc/systemd/system.attached',
  '/run/systemd/system',
  '/run/systemd/generator',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
  '/run/systemd/generator.late',
];

/** For all users alike, behind what stands in their homes. */
export const sharedUserFolders: readonly string[] = [
  '/etc/systemd/user',
  '/run/systemd/user',
  '/usr/local/share/systemd/user',
  '/usr/share/systemd/user',
  '/usr/local/lib/systemd/user',
  '/usr/lib/systemd/user',
  '/lib/systemd/user',
];

const mostUnits = 5000;
const mostBytes = 1024 * 1024;
const unitName = /^[^/]{1,255}\.(?:service|socket|timer|path|mount|automount|swap)$/;

/** By name; `left`: how many more there were. */
export function unitsOf(
  tree: MachineTree,
  manager: Manager,
): { readonly units: readonly Unit[]; readonly left: number } {
  const folders = distinct(tree, manager.folders);
  const found = new Found(tree, [...folders.keys()]);
  for (const folder of folders.values()) found.read(folder);
  const names = found.names();
  return {
    units: names.slice(0, mostUnits).flatMap((name) => found.unit(name)),
    left: Math.max(0, names.length - mostUnits),
  };
}

/** By their paths without links: `/lib` is a link to `/usr/lib` on most systems. */
function distinct(tree: MachineTree, folders: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const folder of folders) {
    const real = tree.real(folder);
    if (real !== undefined && !found.has(real)) found.set(real, folder);
  }
  return found;
}

class Found {
  readonly #tree: MachineTree;
  readonly #searched: readonly string[];
  /** By name: the file, or `masked`. */
  readonly #files = new Map<string, string>();
  readonly #masked = new Set<string>();
  readonly #wantedBy = new Map<string, Set<string>>();
  readonly #aliases = new Map<string, Set<string>>();
  /** `x.service` -> file name -> path, of `x.service.d`. */
  readonly #dropIns = new Map<string, Map<string, string>>();
  readonly #read = new Map<string, readonly PlacedSetting[]>();

  /** @param searched folders of units, without links in their paths */
  constructor(tree: MachineTree, searched: readonly string[]) {
    this.#tree = tree;
    this.#searched = searched;
  }

  read(folder: string): void {
    for (const { name, kind } of this.#tree.list(folder)) {
      const path = `${folder}/${name}`;
      const [, unit = '', form] = /^(.{1,255})\.(wants|requires|upholds|d)$/s.exec(name) ?? [];
      if (form === 'd') this.#readDropIns(path, unit);
      else if (form !== undefined) this.#readWants(path, unit);
      else if (unitName.test(name) && (kind === 'file' || kind === 'link')) this.#readFile(path, name);
    }
  }

  #readDropIns(folder: string, unit: string): void {
    const files = this.#dropIns.get(unit) ?? new Map<string, string>();
    for (const { name } of this.#tree.list(folder))
      if (name.endsWith('.conf') && !files.has(name)) files.set(name, `${folder}/${name}`);
    if (files.size > 0) this.#dropIns.set(unit, files);
  }

  #readWants(folder: string, wanting: string): void {
    for (const { name } of this.#tree.list(folder)) {
      if (!unitName.test(name)) continue;
      addTo(this.#wantedBy, name, wanting);
      const place = this.#tree.real(`${folder}/${name}`);
      // A link may lead to a file that stands in no folder of units.
      if (place !== undefined && nameOf(place) === name && !this.#isSearched(place))
        this.#readFile(`${folder}/${name}`, name);
    }
  }

  #readFile(path: string, name: string): void {
    if (this.#files.has(name) || this.#masked.has(name)) return;
    const target = this.#tree.stat(path)?.kind === 'link' ? this.#tree.target(path) : undefined;
    const place = this.#tree.real(path);
    if (target?.endsWith('/dev/null') || this.#tree.follow(path)?.size === 0) this.#masked.add(name);
    else if (place === undefined) return;
    else if (target !== undefined && this.#isSearched(place) && !isSameUnit(nameOf(place), name))
      addTo(this.#aliases, nameOf(place), name);
    else this.#files.set(name, target === undefined ? path : place);
  }

  /** A link from there to there is another name; one that leads elsewhere is the unit, whatever the file is called. */
  #isSearched(place: string): boolean {
    return this.#searched.some((folder) => place.startsWith(`${folder}/`));
  }

  /** Also instances of templates that somebody wants. */
  names(): string[] {
    const instances = [...this.#wantedBy.keys()].filter((name) => this.#fileOf(name) !== undefined);
    return [...new Set([...this.#files.keys(), ...instances])].filter((name) => !this.#masked.has(name)).sort();
  }

  #fileOf(name: string): string | undefined {
    const { template } = partsOf(name);
    return this.#files.get(name) ?? (template === undefined ? undefined : this.#files.get(template));
  }

  unit(name: string): Unit[] {
    const place = this.#fileOf(name);
    if (place === undefined) return [];
    const settings = [place, ...this.#dropInsOf(name)].flatMap((path) => this.#settingsIn(path));
    const aliases = [...(this.#aliases.get(name) ?? [])];
    const wantedBy = [name, ...aliases].flatMap((known) => [...(this.#wantedBy.get(known) ?? [])]);
    return [{ name, place, settings, wantedBy: [...new Set(wantedBy)], aliases }];
  }

  /** A drop-in for all services belongs to each of them. */
  #settingsIn(path: string): readonly PlacedSetting[] {
    const settings = this.#read.get(path) ?? settingsIn(this.#tree, path);
    this.#read.set(path, settings);
    return settings;
  }

  /** Of its name, its template's, `foo-.service` for all that begin so, and of its type; in the order of file names. */
  #dropInsOf(name: string): string[] {
    const { template, prefix } = partsOf(name);
    const type = name.slice(name.lastIndexOf('.') + 1);
    const dashes = [...prefix.replace(/\.[a-z]+$/, '').matchAll(/-/g)].slice(0, 16).reverse();
    const shared = dashes.map(({ index }) => `${prefix.slice(0, index + 1)}.${type}`);
    const files = new Map<string, string>();
    for (const known of [name, ...(template === undefined ? [] : [template]), ...shared, type])
      for (const [file, path] of this.#dropIns.get(known) ?? []) if (!files.has(file)) files.set(file, path);
    return [...files].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, path]) => path);
  }
}

export function settingsIn(tree: MachineTree, place: string): PlacedSetting[] {
  const text = tree.text(place, mostBytes);
  return text === undefined ? [] : readUnitFile(text).settings.map((setting) => ({ ...setting, place }));
}

/** `x@.service` stands for `x@1.service`. */
function isSameUnit(file: string, name: string): boolean {
  return file === name || file === partsOf(name).template;
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value));
}
