/**
 * /proc/PID/stat: one line on a process, and /proc/stat: when the machine started.
 * Source: proc_pid_stat(5), proc_stat(5), https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html.
 *
 *     7 (kworker/0:1) I 2 0 0 0 -1 69238880 0 0 0 0 0 12 0 0 20 0 1 0 15 …
 *
 * The name in parentheses is the process's own to choose: it may hold parentheses, spaces and newlines, so that its end
 * is the last `)`.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';

export interface ProcessStat {
  readonly pid: number;
  readonly name: string;
  /** R running, S sleeping, Z ended and not yet fetched by its parent, … */
  readonly state: string;
  readonly parent: number;
  /** The kernel's own mark of its threads, which no program can set. */
  readonly kernelThread: boolean;
  /** Of processor time, in the kernel and out of it. */
  readonly ticks: number;
  readonly threads: number;
  /** Ticks between the machine's start and its own. */
  readonly startTicks: number;
}

/** PF_KTHREAD of include/linux/sched.h, the same since Linux 2.6.27. */
const kernelThreadFlag = 0x0020_0000;
const numbers = /^-?\d{1,20}$/;

/** Fields behind the name, counted from 0 at the state: the manual's number less 3. */
const field = { state: 0, parent: 1, flags: 6, user: 11, system: 12, threads: 17, start: 19 } as const;

export function readProcessStat(line: string): Result<ProcessStat> {
  const begin = /^(\d{1,10}) \(/.exec(line);
  if (!begin) return notThisFormat;
  const end = line.lastIndexOf(')');
  if (end < begin[0].length) return malformed(begin[0].length, 'the name of a process has no end');
  const fields = line.slice(end + 2).split(/\s/, field.start + 1);
  const values = fields.slice(1);
  if (values.length < field.start || !values.every((value) => numbers.test(value)))
    return malformed(end, 'the fields of a process are no numbers, or too few');
  const number = (at: number): number => Math.max(0, Number(fields[at]));
  return ok({
    pid: Number(begin[1]),
    name: line.slice(begin[0].length, end),
    state: fields[field.state] ?? '',
    parent: number(field.parent),
    // Bits beyond 32 are none of a mask of flags.
    kernelThread: (number(field.flags) & kernelThreadFlag) !== 0,
    ticks: number(field.user) + number(field.system),
    threads: number(field.threads),
    startTicks: number(field.start),
  });
}

/** What /proc/stat says of the whole machine. */
export interface SystemStat {
  /** Milliseconds since 1970. */
  readonly booted?: number;
  readonly processors: number;
}

export function readSystemStat(text: string): SystemStat {
  const booted = /^btime (\d{1,12})$/m.exec(text)?.[1];
  const processors = text.match(/^cpu\d+ /gm)?.length ?? 0;
  return { processors, ...(booted === undefined ? {} : { booted: Number(booted) * 1000 }) };
}
