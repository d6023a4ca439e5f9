/**
 * What `ps` printed: a heading, and a line a process. Columns are known by their headings; the command is the last one.
 * Sources: ps(1) of procps (`ps -ef`, `ps aux`, `ps -axo pid,user,etime,args`); BusyBox ps.
 *
 *     UID          PID    PPID  C STIME TTY          TIME CMD
 *     root           1       0  0 Nov20 ?        00:00:04 /sbin/init
 *
 * A process writes its own command line: spaces in it can't be told from those between arguments, and what looks like
 * `[kworker/0:1]` may be a thread of the kernel or not. Newlines are printed as `?` or `\n` by procps.
 * Does not see: which file runs, columns whose values hold spaces (`lstart`).
 */
import { notThisFormat, ok, type Result } from '../../model/result.ts';

export interface ListedProcess {
  readonly pid: number;
  readonly parent?: number;
  /** A name, perhaps cut (`systemd+`), or a number. */
  readonly user?: string;
  /** Since it started. */
  readonly seconds?: number;
  /** Resident bytes. */
  readonly memory?: number;
  /** As it is printed, at most 8,192 characters. */
  readonly command: string;
}

export interface ProcessList {
  readonly processes: readonly ListedProcess[];
  /** Lines that are none of a process. */
  readonly unread: number;
  /** There were more lines than are read. */
  readonly cut: boolean;
}

const mostLines = 65_536;
const longestCommand = 8192;
const longestField = 64;
const mostColumns = 24;
const numberPattern = /^\d{1,10}$/;

export function readProcessList(text: string): Result<ProcessList> {
  const lines = text.split('\n', mostLines + 1);
  const at = lines.slice(0, 4).findIndex((line) => /(?:^|\s)PID\s/.test(line.slice(0, 512)));
  const columns = (lines[at] ?? '').trim().split(/\s+/, mostColumns);
  if (at < 0 || !/^(?:CMD|COMMAND)$/.test(columns.at(-1) ?? '')) return notThisFormat;
  const rows = lines.slice(at + 1, mostLines).filter((line) => line.trim() !== '');
  const processes = rows.flatMap((line) => readRow(line, columns) ?? []);
  return ok({ processes, unread: rows.length - processes.length, cut: lines.length > mostLines });
}

function readRow(line: string, columns: readonly string[]): ListedProcess | undefined {
  const fields = new Map<string, string>();
  let at = 0;
  for (const column of columns.slice(0, -1)) {
    while (line.charCodeAt(at) === 0x20) at++;
    const end = line.indexOf(' ', at);
    if (end < 0 || end - at > longestField) return undefined;
    fields.set(column, line.slice(at, end));
    at = end;
  }
  const pid = fields.get('PID') ?? '';
  const command = line.slice(at, at + longestCommand + longestField).trim();
  if (!numberPattern.test(pid) || command === '') return undefined;
  return { pid: Number(pid), ...measuresOf(fields), command: command.slice(0, longestCommand) };
}

function measuresOf(fields: ReadonlyMap<string, string>): Omit<ListedProcess, 'pid' | 'command'> {
  const parent = fields.get('PPID') ?? '';
  const user = fields.get('USER') ?? fields.get('UID');
  const seconds = elapsed(fields.get('ELAPSED') ?? '');
  const memory = fields.get('RSS') ?? '';
  return {
    ...(numberPattern.test(parent) ? { parent: Number(parent) } : {}),
    ...(user === undefined ? {} : { user }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(numberPattern.test(memory) ? { memory: Number(memory) * 1024 } : {}),
  };
}

/** `[[dd-]hh:]mm:ss` */
function elapsed(text: string): number | undefined {
  const [, days = 0, hours = 0, minutes, seconds] =
    /^(?:(?:(\d{1,5})-)?(\d{1,2}):)?(\d{1,2}):(\d{1,2})$/.exec(text) ?? [];
  if (minutes === undefined || seconds === undefined) return undefined;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}
