/**
 * What Windows starts by itself, as tables of collectors have it: one entry here for each kind of table.
 * Sources: https://docs.velociraptor.app/artifact_references/ (Windows.System.TaskScheduler, Windows.System.Services,
 * Windows.Sys.StartupItems, Windows.Persistence.PermanentWMIEvents, Windows.Sysinternals.Autoruns); Sysinternals,
 * `autorunsc -c`; Microsoft, `schtasks /query /v /fo csv`; https://github.com/EricZimmerman/RECmd and RegistryPlugins
 * (Services). Columns changed between versions: all that are known are tried.
 */
import { itemsAt, objectAt, textAt, textsAt, valueAt } from '../../../codec/container-state/facts.ts';
import { isObject, type JsonValue } from '../../../codec/json/document.ts';
import { present } from '../../../model/present.ts';
import type { WindowsStart } from '../windows/told-start.ts';
import { registryStart } from './registry-rows.ts';
import { textIn, timeIn } from './rows.ts';
import type { Columns } from './tables.ts';

export interface StartTable {
  /** For a gap: `rows of scheduled tasks`. */
  readonly of: string;
  readonly columns: Columns;
  /** Undefined where the row is none of such a table; empty where it starts nothing. */
  starts(row: JsonValue): readonly WindowsStart[] | undefined;
}

export const startTables: readonly StartTable[] = [
  {
    of: 'scheduled tasks',
    columns: [['Command'], ['Arguments', 'ComHandler'], ['UserId'], ['OSPath', 'FullPath']],
    starts: taskStarts,
  },
  { of: 'scheduled tasks', columns: [['TaskName'], ['Task To Run']], starts: schtasksStarts },
  { of: 'services', columns: [['PathName'], ['StartMode'], ['Name']], starts: serviceStarts },
  { of: 'services', columns: [['ImagePath'], ['StartMode'], ['NameKeyLastWrite']], starts: serviceStarts },
  {
    of: 'startup items',
    columns: [['Name'], ['OSPath', 'FullPath'], ['Command', 'Details'], ['Enabled']],
    starts: startupStarts,
  },
  { of: 'autostart entries', columns: [['Entry Location'], ['Launch String', 'Image Path']], starts: autorunsStarts },
  { of: 'event consumers of WMI', columns: [['ConsumerDetails'], ['FilterDetails']], starts: consumerStarts },
  {
    of: 'values of the registry',
    columns: [['HivePath'], ['KeyPath'], ['ValueName'], ['ValueData']],
    starts: registryStart,
  },
];

interface Parts {
  readonly key: string | undefined;
  readonly name?: string | undefined;
  readonly command: string | undefined;
  readonly when?: string | undefined;
  readonly user?: string | undefined;
  readonly enabled?: boolean | undefined;
  readonly written?: number | undefined;
}

/** Nothing where it has no command. */
function startOf(mechanism: WindowsStart['mechanism'], parts: Parts): readonly WindowsStart[] {
  const { key, command, name, when = 'by itself', user, enabled, written } = parts;
  if (key === undefined || command === undefined || command.trim() === '') return [];
  const others = present({ user, enabled, written });
  return [{ mechanism, key, name: name ?? lastPart(key), command: command.trim(), when, why: [], ...others }];
}

/** `Command` and `Arguments` are lists where a task does several things. */
function taskStarts(row: JsonValue): readonly WindowsStart[] | undefined {
  const key = textIn(row, 'OSPath', 'FullPath');
  if (key === undefined) return undefined;
  const given = textsAt(row, 'Arguments');
  return textsAt(row, 'Command').flatMap((program, i) =>
    startOf('scheduled-task', {
      key,
      name: textIn(row, 'TaskName'),
      command: [quotedPath(program), given[i] ?? ''].join(' '),
      when: 'by the scheduler',
      user: textIn(row, 'UserId'),
      written: timeIn(row, 'RegistrationTime', 'Mtime'),
    }),
  );
}

function quotedPath(program: string): string {
  return program.includes(' ') && !program.startsWith('"') ? `"${program}"` : program;
}

/** The heading is repeated for every folder of tasks. */
function schtasksStarts(row: JsonValue): readonly WindowsStart[] | undefined {
  const [key, command] = [textIn(row, 'TaskName'), textIn(row, 'Task To Run')];
  if (key === undefined) return undefined;
  if (key === 'TaskName' || command === 'COM handler' || command === 'Multiple actions') return [];
  return startOf('scheduled-task', {
    key,
    command,
    when: [textIn(row, 'Schedule Type'), textIn(row, 'Repeat: Every')].filter(isSaying).join(', every '),
    user: textIn(row, 'Run As User'),
    enabled: textIn(row, 'Scheduled Task State') !== 'Disabled',
  });
}

function isSaying(text: string | undefined): text is string {
  return text !== undefined && !/^(?:N\/A|Disabled)$/.test(text);
}

function serviceStarts(row: JsonValue): readonly WindowsStart[] | undefined {
  const name = textIn(row, 'Name');
  if (name === undefined) return undefined;
  const mode = textIn(row, 'StartMode') ?? '';
  const library = textIn(row, 'ServiceDll', 'ServiceDLL') ?? textAt(objectAt(row, 'ServiceDll'), 'ServiceDll');
  return [textIn(row, 'PathName', 'ImagePath'), library, textIn(row, 'FailureCommand')].flatMap((command, i) =>
    startOf('service', {
      key: `HKLM\\SYSTEM\\CurrentControlSet\\Services\\${name}`,
      name,
      command,
      when: i === 2 ? 'when it fails' : /^(?:auto|boot|system)/i.test(mode) ? 'at start' : 'on demand',
      user: textIn(row, 'UserAccount'),
      enabled: !/^disabled$/i.test(mode),
      written: timeIn(row, 'Created', 'NameKeyLastWrite'),
    }),
  );
}

/** Run keys, and files in Startup folders: of those `Details` holds the beginning, or a hash. */
function startupStarts(row: JsonValue): readonly WindowsStart[] | undefined {
  const key = textIn(row, 'OSPath', 'FullPath');
  if (key === undefined) return undefined;
  const isFile = /\\Startup\\[^\\]+$/i.test(key.replaceAll('/', '\\'));
  const command = textIn(row, 'Command', 'Details');
  return startOf(isFile ? 'startup-folder' : 'run-key', {
    key,
    name: textIn(row, 'Name'),
    command: isFile ? key : command,
    when: 'at login',
    enabled: textIn(row, 'Enabled') !== 'disabled',
  });
}

const categories: readonly (readonly [RegExp, WindowsStart['mechanism'], string])[] = [
  [/task/i, 'scheduled-task', 'by the scheduler'],
  [/service|driver/i, 'service', 'at start'],
  [/wmi/i, 'wmi-subscription', 'at an event that WMI sees'],
  [/logon/i, 'run-key', 'at login'],
  [/./, 'run-key', 'with the program that it extends'],
];

/** Rows without a program are headings of a place. */
function autorunsStarts(row: JsonValue): readonly WindowsStart[] | undefined {
  const place = textIn(row, 'Entry Location');
  if (place === undefined) return undefined;
  const [name, image] = [textIn(row, 'Entry'), textIn(row, 'Image Path')];
  const given = textIn(row, 'Launch String');
  const [, mechanism = 'run-key', when] = categories.find(([words]) => words.test(textIn(row, 'Category') ?? '')) ?? [];
  const isFolder = mechanism === 'run-key' && /\\Start Menu\\Programs\\Startup$/i.test(place);
  return startOf(isFolder ? 'startup-folder' : mechanism, {
    // A task is named by its path among tasks.
    key: name === undefined ? place : mechanism === 'scheduled-task' ? name : `${place}\\${name}`,
    name,
    // Of services the place is what the launch string names, and of files it is the file.
    command: given !== undefined && /[\\/.]/.test(given) ? given : image,
    when,
    enabled: textIn(row, 'Enabled') !== 'disabled',
    written: timeIn(row, 'Time'),
    ...userIn(textIn(row, 'Profile')),
  });
}

function userIn(profile: string | undefined): { user?: string } {
  return profile === undefined || profile === 'System-wide' ? {} : { user: profile };
}

/** A consumer is an object or a list of them. */
function consumerStarts(row: JsonValue): readonly WindowsStart[] | undefined {
  const consumer = valueAt(row, 'ConsumerDetails');
  const consumers = Array.isArray(consumer) ? itemsAt(row, 'ConsumerDetails') : [consumer ?? null];
  if (!consumers.some(isObject)) return undefined;
  return consumers.flatMap((one) =>
    startOf('wmi-subscription', {
      key: [textIn(row, 'Namespace') ?? 'root/subscription', textAt(one, 'Name') ?? 'consumer'].join(':'),
      name: textAt(one, 'Name'),
      command: textIn(one, 'CommandLineTemplate', 'ScriptText', 'ExecutablePath', 'ScriptFileName'),
      when: textAt(objectAt(row, 'FilterDetails'), 'Query')?.slice(0, 512) ?? 'at an event that WMI sees',
    }),
  );
}

function lastPart(key: string): string {
  return key.slice(Math.max(key.lastIndexOf('\\'), key.lastIndexOf('/')) + 1);
}
