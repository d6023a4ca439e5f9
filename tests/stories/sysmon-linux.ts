/** Sysmon for Linux, as it writes its events into the system's log. Source: github.com/microsoft/SysmonForLinux. */
import { isoNanos, syslogTime } from './clock.ts';
import type { Line } from './noise.ts';
import { type SysmonStart, startData } from './sysmon-start.ts';

/** Event 1: a program was started. */
export function linuxStart(host: string, start: SysmonStart): Line {
  const { ms, pid } = start;
  const session = {
    LogonGuid: guid(0, 0),
    LogonId: '0',
    TerminalSessionId: '4294967295',
    IntegrityLevel: 'no level',
    Hashes: '-',
  };
  const data = startData(start, guid, session);
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
