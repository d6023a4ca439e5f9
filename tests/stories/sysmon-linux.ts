/** Sysmon for Linux, as it writes its events into the system's log. Source: github.com/microsoft/SysmonForLinux. */
import { isoNanos, plainTime, syslogTime } from './clock.ts';
import type { Line } from './noise.ts';

export interface LinuxStart {
  readonly ms: number;
  readonly pid: number;
  readonly program: string;
  readonly command: string;
  readonly parent: { readonly pid: number; readonly program: string; readonly command: string };
  readonly user: string;
  readonly folder: string;
}

/** Event 1: a program was started. */
export function linuxStart(host: string, { ms, pid, program, command, parent, user, folder }: LinuxStart): Line {
  const data = {
    RuleName: '-',
    UtcTime: `${plainTime(ms)}.${String(ms % 1000).padStart(3, '0')}`,
    ProcessGuid: guid(pid, ms),
    ProcessId: pid,
    Image: program,
    FileVersion: '-',
    Description: '-',
    Product: '-',
    Company: '-',
    OriginalFileName: '-',
    CommandLine: command,
    CurrentDirectory: folder,
    User: user,
    LogonGuid: guid(0, 0),
    LogonId: 0,
    TerminalSessionId: 4294967295,
    IntegrityLevel: 'no level',
    Hashes: '-',
    ParentProcessGuid: guid(parent.pid, 0),
    ParentProcessId: parent.pid,
    ParentImage: parent.program,
    ParentCommandLine: parent.command,
    ParentUser: user,
  };
  const fields = Object.entries(data).map(([name, value]) => `<Data Name="${name}">${escaped(String(value))}</Data>`);
  const system = `<System><Provider Name="Linux-Sysmon" Guid="{ff032593-a8d3-4f13-b0d6-01fc615a0f97}"/><EventID>1</EventID><Version>5</Version><Level>4</Level><Task>1</Task><Opcode>0</Opcode><Keywords>0x8000000000000000</Keywords><TimeCreated SystemTime="${isoNanos(ms)}"/><EventRecordID>${pid}</EventRecordID><Correlation/><Execution ProcessID="611" ThreadID="611"/><Channel>Linux-Sysmon/Operational</Channel><Computer>${host}</Computer><Security UserId="0"/></System>`;
  return {
    ms,
    text: `${syslogTime(ms)} ${host} sysmon: <Event>${system}<EventData>${fields.join('')}</EventData></Event>`,
  };
}

function guid(pid: number, ms: number): string {
  return `{5f3a0001-${pid.toString(16).padStart(4, '0').slice(-4)}-0000-0000-${ms.toString(16).padStart(12, '0')}}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
