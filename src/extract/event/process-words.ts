/**
 * A program that was started, in the words of each log: Sysmon's and Windows' events, audit records, shell histories,
 * cron's and sudo's lines. Field names are Sysmon's (`Image`, `CommandLine`, `ParentImage`), as Sigma uses them.
 * Sources: Microsoft, events 4688 and 4104; Sysmon, event 1; Linux audit, EXECVE; cron(8); sudo(8).
 */
import type { LogEvent } from '../../model/log-event.ts';
import { eventId, field, isListener, numberIn } from './told.ts';

export interface ProcessWords {
  /** Its file. */
  readonly program: string;
  readonly command: string;
  readonly parent: string;
  readonly parentCommand: string;
  readonly user: string;
  readonly folder: string;
  readonly pid?: number;
  readonly parentPid?: number;
  readonly sha256?: string;
}

const longestMessage = 4096;
const nothing = { program: '', command: '', parent: '', parentCommand: '', user: '', folder: '' };

/** Nothing where the event tells of no start. */
export function processIn(event: LogEvent): ProcessWords | undefined {
  const id = eventId(event);
  if (id === 4104) return scriptBlock(event);
  if (id === 4688) return created(event);
  if (id !== undefined && id !== 1) return undefined;
  // The other records of an audit event name the program, too.
  if (!/^(?:EXECVE)?$/.test(field(event, 'type'))) return undefined;
  if (field(event, 'CommandLine', 'Image') !== '') return named(event);
  return id === undefined ? (audited(event) ?? said(event)) : undefined;
}

function named(event: LogEvent): ProcessWords {
  const sha256 = /\bSHA256=([0-9a-f]{64})\b/i.exec(field(event, 'Hashes'))?.[1]?.toLowerCase();
  return {
    program: field(event, 'Image', 'exe'),
    command: field(event, 'CommandLine'),
    parent: field(event, 'ParentImage'),
    parentCommand: field(event, 'ParentCommandLine'),
    user: field(event, 'User', 'uid'),
    folder: field(event, 'CurrentDirectory', 'cwd'),
    ...numbered(field(event, 'ProcessId', 'pid'), field(event, 'ParentProcessId', 'ppid')),
    ...(sha256 === undefined ? {} : { sha256 }),
  };
}

/** In 4688 `ProcessId` is the parent's. */
function created(event: LogEvent): ProcessWords {
  return {
    ...nothing,
    program: field(event, 'NewProcessName'),
    command: field(event, 'CommandLine', 'ProcessCommandLine'),
    parent: field(event, 'ParentProcessName'),
    user: field(event, 'SubjectUserName'),
    ...numbered(field(event, 'NewProcessId'), field(event, 'ProcessId')),
  };
}

function scriptBlock(event: LogEvent): ProcessWords {
  return {
    ...nothing,
    program: 'powershell.exe',
    command: field(event, 'ScriptBlockText').slice(0, longestMessage),
    user: field(event, 'UserID'),
  };
}

function numbered(pid: string, parentPid: string): { pid?: number; parentPid?: number } {
  const own = numberIn(pid);
  const of = numberIn(parentPid);
  return { ...(own === undefined ? {} : { pid: own }), ...(of === undefined ? {} : { parentPid: of }) };
}

/** EXECVE names its arguments `a0`, `a1`, …; where the reader joined no command line, they are joined here. */
function audited(event: LogEvent): ProcessWords | undefined {
  if (!/EXECVE/.test(field(event, 'type')) || field(event, 'a0') === '') return undefined;
  const words: string[] = [];
  for (let at = 0; at < 64; at++) {
    const word = field(event, `a${at}`);
    if (word === '') break;
    words.push(/[\s;|&]/.test(word) ? `'${word}'` : word);
  }
  const { pid, parentPid } = numbered(field(event, 'pid'), field(event, 'ppid'));
  return {
    ...nothing,
    program: field(event, 'exe') || (words[0] ?? ''),
    command: words.join(' '),
    user: field(event, 'auid', 'uid'),
    ...(pid === undefined ? {} : { pid }),
    ...(parentPid === undefined ? {} : { parentPid }),
  };
}

function said(event: LogEvent): ProcessWords | undefined {
  return isListener(event) ? undefined : spoken(field(event, 'message', 'msg') || event.text);
}

/** `(root) CMD (…)` of cron, `anna : TTY=… ; PWD=… ; USER=root ; COMMAND=…` of sudo. */
function spoken(line: string): ProcessWords | undefined {
  const text = line.slice(0, longestMessage);
  const [, user, job] = /^\s*\(([\w.-]{1,64})\) CMD \((.*)\)\s*$/.exec(text) ?? [];
  if (job !== undefined) return { ...nothing, command: job.trim(), parent: 'cron', user: user ?? '' };
  const [, by, folder, command] =
    /^\s*([\w.-]{1,64}) : (?:TTY=\S+ ; )?PWD=(\S{1,300}) ; USER=\S+ ; (?:ENV=.{0,200}; )?COMMAND=(.+)$/.exec(text) ??
    [];
  if (command === undefined) return undefined;
  return { ...nothing, command, parent: 'sudo', user: by ?? '', folder: folder ?? '' };
}
