/**
 * What Windows starts by itself out of its registry, and what its defence was told to pass over: SOFTWARE, SYSTEM and
 * every user's NTUSER.DAT.
 * Source: registry-entries.ts; Microsoft Defender's exclusions.
 * Does not see: what stands only in transaction logs (a gap, where a hive was not closed), hives of users in other places.
 */
import { type Hive, type HiveKey, readHive } from '../../../codec/registry-hive/hive.ts';
import type { MachineSetting } from '../../../model/machine-payloads.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../../model/machine-units.ts';
import { placeIn, systemsOf, usersOf } from './places.ts';
import { type RegistryEntry, serviceEntries, softwareEntries } from './registry-entries.ts';
import { toldStart } from './told-start.ts';

type Kind = 'autostart' | 'machine-setting';

/** Bytes; SOFTWARE is the largest, and seldom above 150 MB. */
const mostBytes = 512 * 1024 * 1024;
const longest = 2048;

export const windowsRegistry: Probe<Kind> = defineProbe({
  id: 'windows-registry',
  title: 'run keys, services and exclusions in hives of the registry',
  emits: ['autostart', 'machine-setting'],
  platform: 'windows',
  *probe(machine) {
    let count = 0;
    for (const system of systemsOf(machine))
      for (const { path, user, kind } of hivesOf(machine, system)) {
        const read = machine.tree.read(path, mostBytes);
        if (!read) continue;
        const hive = readHive(read.bytes);
        if (hive.status !== 'ok' || !read.whole) {
          yield {
            gap: {
              code: read.whole ? 'malformed' : 'limit-bytes',
              what: 'a hive of the registry that cannot be read',
              path,
            },
          };
          continue;
        }
        if (hive.value.isDirty)
          yield {
            gap: {
              code: 'not-supported',
              what: 'the hive was not closed: what was written last stands in its logs alone, which are not read',
              path,
            },
          };
        for (const entry of entriesOf(hive.value, kind, user)) {
          count++;
          yield* toldStart(machine, system, path, entry);
        }
        if (kind === 'software') yield* exclusions(hive.value, path);
      }
    if (count > 0) yield { looked: { at: 'entries of the registry', count } };
  },
});

interface HivePlace {
  readonly path: string;
  readonly kind: 'software' | 'system' | 'user';
  readonly user?: string;
}

function hivesOf(machine: Machine, system: string): readonly HivePlace[] {
  const found: HivePlace[] = [];
  const add = (kind: HivePlace['kind'], folder: string, name: string, user?: string): void => {
    const path = placeIn(machine, folder, name);
    if (path !== undefined) found.push({ path, kind, ...(user === undefined ? {} : { user }) });
  };
  add('software', system, 'Windows/System32/config/SOFTWARE');
  add('system', system, 'Windows/System32/config/SYSTEM');
  for (const { name, home } of usersOf(machine, system)) add('user', home, 'NTUSER.DAT', name);
  add('user', system, 'Windows/ServiceProfiles/LocalService/NTUSER.DAT', 'LocalService');
  add('user', system, 'Windows/ServiceProfiles/NetworkService/NTUSER.DAT', 'NetworkService');
  return found;
}

function* entriesOf(hive: Hive, kind: HivePlace['kind'], user: string | undefined): Iterable<RegistryEntry> {
  if (kind === 'system') yield* serviceEntries(hive);
  else if (kind === 'software') yield* softwareEntries(hive, '', 'HKLM\\SOFTWARE');
  else
    for (const entry of softwareEntries(hive, 'Software', 'HKCU\\Software')) yield { ...entry, ...(user && { user }) };
}

const defender = 'Microsoft\\Windows Defender';

/** Folders, programs and endings that Defender does not look at. */
function* exclusions(hive: Hive, path: string): Iterable<Told<Kind>> {
  for (const root of [defender, `Policies\\${defender}`])
    for (const list of ['Paths', 'Processes', 'Extensions']) {
      const key = hive.at(`${root}\\Exclusions\\${list}`);
      for (const { name, offset } of key?.values() ?? []) {
        const value: MachineSetting = {
          setting: `Defender exclusion (${list.toLowerCase()})`,
          value: name.slice(0, longest),
          says: 'Microsoft Defender does not look there',
          why: ['defence-off'],
        };
        const telling = isTelling(name) ? {} : { aside: true as const };
        yield {
          kind: 'machine-setting',
          value: telling.aside ? { ...value, why: [] } : value,
          path,
          offset,
          ...timeOf(key),
          ...telling,
        };
      }
    }
}

/**
 * Installers of databases and of development tools exclude their own folders; nobody excludes a whole drive, or all
 * programs.
 */
function isTelling(name: string): boolean {
  return /^(?:[a-z]:\\?|\.?exe|\.?dll|\.?ps1|powershell\.exe|cmd\.exe)$|\\(?:temp|tmp|users\\public)(?:\\|$)|^[a-z]:\\(?:windows|users|programdata)\\?$/i.test(
    name,
  );
}

function timeOf(key: HiveKey | undefined): { time?: number } {
  return key?.written === undefined ? {} : { time: key.written };
}
