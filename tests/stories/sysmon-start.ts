/**
 * Sysmon's event 1, a program was started, with what it holds on Windows and on Linux alike. Field names: Sysmon's own
 * manifest, schema 4.90.
 */
import { plainTime } from './clock.ts';

export interface SysmonStart {
  readonly ms: number;
  readonly pid: number;
  readonly program: string;
  readonly command: string;
  readonly parent: { readonly pid: number; readonly program: string; readonly command: string };
  readonly user: string;
  readonly folder: string;
}

/**
 * The event's fields, in their order.
 *
 * @param guid of a process: its number, and when it began
 * @param own what the system alone knows: the session, and hashes of the program
 */
export function startData<Value>(
  { ms, pid, program, command, parent, user, folder }: SysmonStart,
  guid: (pid: number, ms: number) => Value,
  own: Readonly<Record<string, Value>>,
): Record<string, string | number | Value> {
  return {
    RuleName: '-',
    UtcTime: utcTime(ms),
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
    ...own,
    ParentProcessGuid: guid(parent.pid, 0),
    ParentProcessId: parent.pid,
    ParentImage: parent.program,
    ParentCommandLine: parent.command,
    ParentUser: user,
  };
}

/** `2026-11-03 04:12:55.123`. */
export function utcTime(ms: number): string {
  return `${plainTime(ms)}.${String(ms % 1000).padStart(3, '0')}`;
}
