/**
 * What somebody did to a Windows machine, by the numbers of its events.
 * Sources: Microsoft, "Appendix L: Events to Monitor"; Sysmon, events 3 and 11; Microsoft Defender Antivirus events.
 */
import { knownPool } from '../../intel/pools.ts';
import type { LogEvent } from '../../model/log-event.ts';
import type { ActionWords } from './done.ts';
import { serviceOf } from './services.ts';
import { eventId, field } from './told.ts';

type Reader = (event: LogEvent) => ActionWords | undefined;

/** By number; several logs may use one, so that each reader looks at its own fields. */
const readers: Readonly<Record<number, Reader>> = {
  3: contact,
  11: written,
  104: cleared,
  106: (event) => task(event, field(event, 'UserContext', 'User')),
  1102: cleared,
  4697: installed,
  4698: (event) => task(event, field(event, 'SubjectUserName')),
  4720: (event) => account('account-made', event),
  4728: raised,
  4732: raised,
  5001: defender,
  5007: defender,
  5010: defender,
  5012: defender,
  7045: installed,
  15457: shellInDatabase,
  33205: shellInDatabase,
};

export function windowsAction(event: LogEvent): ActionWords | undefined {
  return readers[eventId(event) ?? -1]?.(event);
}

function installed(event: LogEvent): ActionWords | undefined {
  const what = field(event, 'ServiceName');
  const command = field(event, 'ImagePath', 'ServiceFileName');
  return what === ''
    ? undefined
    : { action: 'service-installed', what, command, user: field(event, 'AccountName', 'SubjectUserName') };
}

function task(event: LogEvent, user: string): ActionWords | undefined {
  const what = field(event, 'TaskName');
  if (what === '' || /^\\Microsoft\\/.test(what)) return undefined;
  const content = field(event, 'TaskContent').slice(0, 16_384);
  const command = [/<Command>([^<]{1,2000})/.exec(content)?.[1], /<Arguments>([^<]{1,2000})/.exec(content)?.[1]];
  return { action: 'task-made', what, command: command.filter(Boolean).join(' '), user };
}

function account(action: 'account-made' | 'account-raised', event: LogEvent): ActionWords {
  return { action, what: field(event, 'TargetUserName'), user: field(event, 'SubjectUserName') };
}

/** Into groups that may do anything, or come from anywhere. */
function raised(event: LogEvent): ActionWords | undefined {
  const group = field(event, 'TargetUserName');
  if (!/admin|remote desktop|remotedesktop|operators/i.test(group) && field(event, 'TargetSid') !== 'S-1-5-32-544')
    return undefined;
  const member = field(event, 'MemberName', 'MemberSid');
  return {
    action: 'account-raised',
    what: `${member || 'somebody'} in ${group}`,
    user: field(event, 'SubjectUserName'),
  };
}

function cleared(event: LogEvent): ActionWords | undefined {
  const provider = field(event, 'Provider_Name', 'Channel');
  if (!/Eventlog|Security|System/i.test(provider)) return undefined;
  return {
    action: 'log-cleared',
    what: field(event, 'Channel') || 'a log of Windows',
    user: field(event, 'SubjectUserName'),
  };
}

function defender(event: LogEvent): ActionWords | undefined {
  if (!/Defender/i.test(`${field(event, 'Provider_Name')} ${field(event, 'Channel')}`)) return undefined;
  const change = field(event, 'New Value', 'New_Value', 'NewValue');
  // 5007 comes with every update; what counts is what is no longer looked at.
  if (eventId(event) === 5007 && !/\\Exclusions\\(?:Paths|Processes|Extensions)|Disable\w+\s*=\s*0x1/i.test(change))
    return undefined;
  return { action: 'defence-off', what: change === '' ? 'Microsoft Defender' : `Microsoft Defender: ${change}` };
}

/** A service wrote what a server runs, or what runs. */
function written(event: LogEvent): ActionWords | undefined {
  const what = field(event, 'TargetFilename');
  const program = field(event, 'Image');
  const isPage = /\.(?:aspx?|ashx|asmx|jspx?|php\d?|phtml|cfm|war)$/i.test(what);
  const runs =
    /\.(?:exe|dll|ps1|bat|cmd|vbs|scr|hta|sh|elf|so)$/i.test(what) || /^\/(?:tmp|var\/tmp|dev\/shm)\/[^/]+$/.test(what);
  const held =
    /\/\.ssh\/authorized_keys\d?$|\/ld\.so\.preload$|^\/(?:etc|var\/spool)\/cron|^\/etc\/systemd\/system\/[^/]+\.service$/.test(
      what,
    );
  if (held) return { action: heldAction(what), what, program };
  return (isPage || runs) && serviceOf(program, '') !== undefined
    ? { action: 'file-written', what, program }
    : undefined;
}

/** What a file that starts or opens something does. */
export function heldAction(file: string): ActionWords['action'] {
  if (/authorized_keys/.test(file)) return 'key-added';
  if (/cron/.test(file)) return 'task-made';
  return /\.service$/.test(file) ? 'service-installed' : 'file-written';
}

/** To a known pool: what it is for is beyond doubt. */
function contact(event: LogEvent): ActionWords | undefined {
  const name = field(event, 'DestinationHostname');
  if (name === '' || knownPool(name) === undefined) return undefined;
  const port = field(event, 'DestinationPort');
  return {
    action: 'connection',
    what: port === '' ? name : `${name}:${port}`,
    program: field(event, 'Image'),
    user: field(event, 'User'),
  };
}

function shellInDatabase(event: LogEvent): ActionWords | undefined {
  const text = field(event, 'Data', 'message', 'statement');
  return /xp_cmdshell/i.test(text)
    ? { action: 'database-program', what: 'xp_cmdshell', command: text.slice(0, 500) }
    : undefined;
}
