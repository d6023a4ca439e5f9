/**
 * The keys of a hive from which Windows starts programs, as entries.
 * Source: Microsoft, "Run and RunOnce Registry Keys"; MITRE ATT&CK T1547.001, T1547.004, T1546.010, T1546.012, T1543.003.
 * Does not see: COM objects, print monitors, security packages and the other hundred places.
 */
import type { Hive, HiveKey } from '../../../codec/registry-hive/hive.ts';
import type { Autostart } from '../../../model/machine-payloads.ts';
import type { WindowsStart } from './told-start.ts';

export interface RegistryEntry extends WindowsStart {
  readonly mechanism: 'run-key' | 'service';
  /** In the hive's file. */
  readonly offset: number;
}

const runKeys: readonly (readonly [string, string])[] = [
  ['Microsoft\\Windows\\CurrentVersion\\Run', 'at login'],
  ['Microsoft\\Windows\\CurrentVersion\\RunOnce', 'at the next login'],
  ['Microsoft\\Windows\\CurrentVersion\\RunServices', 'at start'],
  ['Microsoft\\Windows\\CurrentVersion\\Policies\\Explorer\\Run', 'at login'],
  ['WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Run', 'at login'],
  ['WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\RunOnce', 'at the next login'],
];
const mostEntries = 5000;

/** What is behind a value that usually says this. */
const logonValues: Readonly<Record<string, RegExp>> = {
  shell: /^\s*(?:%systemroot%\\|c:\\windows\\)?explorer\.exe\s*$/i,
  userinit: /^\s*(?:(?:%systemroot%|c:\\windows)\\system32\\)?userinit(?:\.exe)?[\s,]*$/i,
  taskman: /^$/,
};

/** Of SOFTWARE, and of what is below `Software` in a user's hive. */
export function* softwareEntries(hive: Hive, under: string, name: string): Iterable<RegistryEntry> {
  const at = (path: string): HiveKey | undefined => hive.at(under === '' ? path : `${under}\\${path}`);
  for (const [path, when] of runKeys) {
    const key = at(path);
    for (const { name: value, data, offset } of key?.values() ?? [])
      if (typeof data === 'string' && data !== '')
        yield {
          mechanism: 'run-key',
          key: `${name}\\${path}`,
          name: value,
          command: data,
          when,
          offset,
          why: [],
          ...written(key),
        };
  }
  yield* logonEntries(at('Microsoft\\Windows NT\\CurrentVersion\\Winlogon'), name);
  yield* debuggers(at('Microsoft\\Windows NT\\CurrentVersion\\Image File Execution Options'), name);
  yield* loadedEverywhere(at('Microsoft\\Windows NT\\CurrentVersion\\Windows'), name);
}

function written(key: HiveKey | undefined): { written?: number } {
  return key?.written === undefined ? {} : { written: key.written };
}

function* logonEntries(key: HiveKey | undefined, name: string): Iterable<RegistryEntry> {
  const place = `${name}\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon`;
  for (const { name: value, data, offset } of key?.values() ?? []) {
    const command = typeof data === 'string' ? addedAtLogon(value, data) : undefined;
    if (command === undefined) continue;
    yield {
      mechanism: 'run-key',
      key: place,
      name: value,
      command,
      when: 'at login',
      offset,
      why: ['poses-as-system'],
      ...written(key),
    };
  }
}

/** What a value of Winlogon starts beside, or in place of, the usual program; undefined where it is the usual one. */
export function addedAtLogon(name: string, data: string): string | undefined {
  const usual = logonValues[name.toLowerCase()];
  if (usual === undefined || data === '' || usual.test(data)) return undefined;
  // What stands behind the usual program is what was added.
  return data.replace(/^[^,]{0,260}userinit(?:\.exe)?\s*,\s*/i, '').replace(/^explorer\.exe\s*,\s*/i, '');
}

/** Programs by which somebody gets in without logging in, before the login. */
export const beforeLogin: RegExp = /^(?:sethc|utilman|osk|magnify|narrator|displayswitch|atbroker)\.exe$/i;

function* debuggers(options: HiveKey | undefined, name: string): Iterable<RegistryEntry> {
  const place = `${name}\\Microsoft\\Windows NT\\CurrentVersion\\Image File Execution Options`;
  for (const key of options?.keys().slice(0, mostEntries) ?? [])
    for (const { name: value, data, offset } of key.values()) {
      if (value.toLowerCase() !== 'debugger' || typeof data !== 'string' || data === '') continue;
      const why: Autostart['why'] = beforeLogin.test(key.name) ? ['lets-in'] : [];
      const when = `in place of ${key.name}`;
      yield {
        mechanism: 'run-key',
        key: `${place}\\${key.name}`,
        name: value,
        command: data,
        when,
        offset,
        why,
        ...written(key),
      };
    }
}

function* loadedEverywhere(key: HiveKey | undefined, name: string): Iterable<RegistryEntry> {
  const values = key?.values() ?? [];
  const isOn = values.some((value) => value.name.toLowerCase() === 'loadappinit_dlls' && value.data !== '0');
  for (const { name: value, data, offset } of values) {
    const isLibrary = value.toLowerCase() === 'appinit_dlls';
    if (!(isLibrary || /^(?:load|run)$/i.test(value)) || typeof data !== 'string' || data.trim() === '') continue;
    yield {
      mechanism: 'run-key',
      key: `${name}\\Microsoft\\Windows NT\\CurrentVersion\\Windows`,
      name: value,
      command: data,
      when: isLibrary ? 'in every program with a window' : 'at login',
      enabled: !isLibrary || isOn,
      offset,
      why: isLibrary && isOn ? ['loads-into-everything'] : [],
      ...written(key),
    };
  }
}

const starts: Readonly<Record<string, string>> = {
  '0': 'at start, with the kernel',
  '1': 'at start',
  '2': 'at start',
  '3': 'on demand',
};

/** Of SYSTEM: services and drivers of the set of controls that was used last. */
export function* serviceEntries(hive: Hive): Iterable<RegistryEntry> {
  const current = hive
    .at('Select')
    ?.values()
    .find(({ name }) => name.toLowerCase() === 'current')?.data;
  const set = `ControlSet${String(typeof current === 'string' ? current : '1').padStart(3, '0')}`;
  for (const key of hive.at(`${set}\\Services`)?.keys().slice(0, mostEntries) ?? []) {
    const values = new Map(key.values().map((value) => [value.name.toLowerCase(), value]));
    const text = (name: string): string | undefined => {
      const data = values.get(name)?.data;
      return typeof data === 'string' && data !== '' ? data : undefined;
    };
    const image = values.get('imagepath');
    const command = text('imagepath');
    const place = {
      mechanism: 'service',
      key: `HKLM\\SYSTEM\\${set}\\Services\\${key.name}`,
      name: key.name,
      why: [],
    } as const;
    const start = text('start') ?? '';
    const shared = {
      when: starts[start] ?? 'disabled',
      enabled: /^[0-3]$/.test(start),
      ...written(key),
      ...userOf(text('objectname')),
    };
    if (image && command !== undefined) yield { ...place, ...shared, why: [], command, offset: image.offset };
    const library = parametersOf(key)
      ?.values()
      .find(({ name }) => name.toLowerCase() === 'servicedll');
    if (typeof library?.data === 'string' && library.data !== '')
      yield { ...place, ...shared, why: [], command: library.data, offset: library.offset };
  }
}

function parametersOf(key: HiveKey): HiveKey | undefined {
  return key.keys().find(({ name }) => name.toLowerCase() === 'parameters');
}

function userOf(name: string | undefined): { user?: string } {
  return name === undefined ? {} : { user: name };
}
