/** Sysmon's records of a Windows server, as the event log keeps them. Field names: Sysmon's own manifest, schema 4.90. */
import type { EvtxWritten } from '../evtx-values.ts';
import type { EvtxEventToWrite } from '../evtx-writer.ts';
import { moments } from './noise.ts';
import { chance } from './random.ts';
import { type SysmonStart, startData, utcTime } from './sysmon-start.ts';

/** Sysmon 1: a program was started. */
export function sysmonStart(
  computer: string,
  { folder = 'C:\\Windows\\system32\\', ...start }: Omit<SysmonStart, 'folder'> & { readonly folder?: string },
): EvtxEventToWrite {
  const session = {
    LogonGuid: guid(1, 0),
    LogonId: { type: 'hex64', value: 0x3e4n },
    TerminalSessionId: 0,
    IntegrityLevel: 'High',
    Hashes: `SHA256=${hex(start.pid, 64)}`,
  } as const;
  return { ...sysmon(computer, 1, start.ms), data: startData<EvtxWritten>({ ...start, folder }, guid, session) };
}

/** Sysmon 11: a file was written. */
export function sysmonFile(computer: string, ms: number, pid: number, program: string, path: string): EvtxEventToWrite {
  return {
    ...sysmon(computer, 11, ms),
    data: {
      RuleName: '-',
      UtcTime: utcTime(ms),
      ProcessGuid: guid(pid, ms),
      ProcessId: pid,
      Image: program,
      TargetFilename: path,
      CreationUtcTime: utcTime(ms),
      User: 'NT AUTHORITY\\NETWORK SERVICE',
    },
  };
}

const services = 'C:\\Windows\\System32\\services.exe';
const svchost = 'C:\\Windows\\System32\\svchost.exe';
const explorer = 'C:\\Windows\\explorer.exe';
const system = 'NT AUTHORITY\\SYSTEM';
/** Program, its command, who starts it and as whom. */
const everyday: readonly [Everyday, ...Everyday[]] = [
  [svchost, `${svchost} -k netsvcs -p`, services, system],
  ['C:\\Windows\\System32\\taskhostw.exe', 'taskhostw.exe', svchost, system],
  ['C:\\Windows\\System32\\conhost.exe', '\\??\\C:\\Windows\\system32\\conhost.exe 0xffffffff', services, system],
  [
    'C:\\Windows\\System32\\wbem\\WmiPrvSE.exe',
    'C:\\Windows\\system32\\wbem\\wmiprvse.exe -Embedding',
    svchost,
    system,
  ],
  [
    'C:\\Windows\\System32\\notepad.exe',
    '"C:\\Windows\\system32\\notepad.exe" C:\\shop\\web.config',
    explorer,
    'SHOP\\anna',
  ],
  [
    'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
    'powershell.exe -NoProfile -File C:\\scripts\\rotate-logs.ps1',
    svchost,
    system,
  ],
  [
    'C:\\Windows\\System32\\cmd.exe',
    'C:\\Windows\\system32\\cmd.exe /c C:\\scripts\\backup.cmd > C:\\scripts\\backup.log',
    svchost,
    system,
  ],
];
type Everyday = readonly [program: string, command: string, parent: string, user: string];

/** What Windows and its staff start all day. */
export function sysmonNoise(
  computer: string,
  from: number,
  to: number,
  anHour: number,
  seed: number,
): EvtxEventToWrite[] {
  const luck = chance(seed);
  let pid = 3_000;
  return [...moments(from, to, anHour, luck)].map((ms) => {
    pid += 4;
    if (luck.next() < 0.2) return sysmonFile(computer, ms, 1_400, svchost, `C:\\Windows\\Temp\\MpCmdRun-${pid}.log`);
    const [program, command, parent, user] = luck.pick(everyday);
    return sysmonStart(computer, {
      ms,
      pid,
      program,
      command,
      parent: { pid: 700, program: parent, command: parent },
      user,
    });
  });
}

/** Security 4625 and 4624: somebody failed to log in, or did. */
function logon(
  computer: string,
  ms: number,
  { worked, account, from, type }: { worked: boolean; account: string; from: string; type: number },
): EvtxEventToWrite {
  return {
    provider: 'Microsoft-Windows-Security-Auditing',
    channel: 'Security',
    eventId: worked ? 4624 : 4625,
    time: ms,
    computer,
    task: 12_544,
    level: 0,
    data: {
      SubjectUserSid: 'S-1-0-0',
      SubjectUserName: '-',
      SubjectDomainName: '-',
      TargetUserName: account,
      TargetDomainName: 'SHOP',
      LogonType: type,
      LogonProcessName: 'NtLmSsp ',
      AuthenticationPackageName: 'NTLM',
      WorkstationName: '-',
      IpAddress: from,
      IpPort: '0',
    },
  };
}

/** People who work there, and robots that guess. */
export function logonNoise(computer: string, from: number, to: number, seed: number): EvtxEventToWrite[] {
  const luck = chance(seed);
  return [...moments(from, to, 5, luck)].map((ms) => {
    const isRobot = luck.next() < 0.6;
    const account = isRobot ? luck.pick(['administrator', 'admin', 'test']) : luck.pick(['anna', 'ben']);
    const place = isRobot ? `192.0.2.${100 + luck.below(100)}` : '10.0.0.21';
    return logon(computer, ms, { worked: !isRobot, account, from: place, type: isRobot ? 3 : 10 });
  });
}

/** By time, and numbered so. */
export function inOrder(...lists: readonly (readonly EvtxEventToWrite[])[]): EvtxEventToWrite[] {
  return lists.flat().sort((a, b) => Number(a.time) - Number(b.time));
}

function sysmon(computer: string, eventId: number, time: number): EvtxEventToWrite {
  const provider = 'Microsoft-Windows-Sysmon';
  return { provider, channel: `${provider}/Operational`, eventId, time, computer, task: eventId, userId: 'S-1-5-18' };
}

function guid(pid: number, ms: number): { readonly type: 'guid'; readonly value: string } {
  const value = `{${hex(7, 8)}-${hex(1, 4)}-${hex(2, 4)}-${hex(pid, 4)}-${hex(ms, 12)}}`;
  return { type: 'guid', value: value.toUpperCase() };
}

function hex(n: number, digits: number): string {
  return n.toString(16).padStart(digits, '0').slice(-digits);
}
