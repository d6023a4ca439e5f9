/**
 * A value of the registry from which Windows starts something, a row of RECmd's batch mode each.
 * Source: https://github.com/EricZimmerman/RECmd (BatchCsvOut.cs); the keys: windows/registry-entries.ts.
 * Does not see: what the batch file did not ask for; rows that a plugin wrote into a table of its own.
 */
import type { JsonValue } from '../../../codec/json/document.ts';
import { present } from '../../../model/present.ts';
import { addedAtLogon, beforeLogin } from '../windows/registry-entries.ts';
import type { WindowsStart } from '../windows/told-start.ts';
import { textIn, timeIn } from './rows.ts';

interface Value {
  readonly key: string;
  readonly name: string;
  readonly data: string;
}

type Found = Pick<WindowsStart, 'mechanism' | 'name' | 'command' | 'when' | 'why'>;

/** The first pattern that the key matches decides. */
const places: readonly (readonly [key: RegExp, read: (value: Value, part: string) => Found | undefined])[] = [
  [/\\CurrentVersion\\(?:(?:Policies\\Explorer\\)?Run(?:Once|Services)?)$/i, ({ name, data }) => atLogin(name, data)],
  [/\\Windows NT\\CurrentVersion\\Winlogon$/i, logon],
  [/\\Image File Execution Options\\([^\\]+)$/i, debuggerOf],
  [
    /\\Windows NT\\CurrentVersion\\Windows$/i,
    ({ name, data }) => (/^(?:load|run)$/i.test(name) ? atLogin(name, data) : undefined),
  ],
  [/\\(?:Current)?ControlSet(?:\d{3})?\\Services\\([^\\]+)(?:\\Parameters)?$/i, service],
];

/** Empty for the many values that start nothing. */
export function registryStart(row: JsonValue): readonly WindowsStart[] | undefined {
  const key = textIn(row, 'KeyPath');
  if (key === undefined) return undefined;
  const [name, data] = [textIn(row, 'ValueName'), textIn(row, 'ValueData')];
  if (name === undefined || data === undefined) return [];
  for (const [pattern, read] of places) {
    const match = pattern.exec(key);
    const found = match && read({ key, name, data }, match[1] ?? '');
    if (found) return [{ ...found, key: rooted(key, row), ...present(whose(row)) }];
    if (match) return [];
  }
  return [];
}

function atLogin(name: string, command: string): Found {
  return { mechanism: 'run-key', name, command, when: 'at login', why: [] };
}

function logon({ name, data }: Value): Found | undefined {
  const command = addedAtLogon(name, data);
  return command === undefined ? undefined : { ...atLogin(name, command), why: ['poses-as-system'] };
}

function debuggerOf({ name, data }: Value, program: string): Found | undefined {
  if (name.toLowerCase() !== 'debugger') return undefined;
  return { ...atLogin(name, data), when: `in place of ${program}`, why: beforeLogin.test(program) ? ['lets-in'] : [] };
}

function service({ name, data }: Value, of: string): Found | undefined {
  if (!/^(?:imagepath|servicedll)$/i.test(name)) return undefined;
  return { mechanism: 'service', name: of, command: data, when: 'at start or on demand', why: [] };
}

/** RECmd calls the root of every hive `ROOT`. */
function rooted(key: string, row: JsonValue): string {
  const type = textIn(row, 'HiveType')?.toLowerCase();
  const root = type === 'software' ? 'HKLM\\SOFTWARE' : type === 'system' ? 'HKLM\\SYSTEM' : 'HKCU';
  return key.replace(/^ROOT(?=\\)/i, root);
}

function whose(row: JsonValue): { user?: string | undefined; written?: number | undefined } {
  const user = /[\\/]Users[\\/]([^\\/]{1,64})[\\/][^\\/]*NTUSER\.DAT$/i.exec(textIn(row, 'HivePath') ?? '')?.[1];
  return { user, written: timeIn(row, 'LastWriteTimestamp') };
}
