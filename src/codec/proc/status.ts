/**
 * /proc/PID/status: a process in lines of `Key:\tvalue`.
 * Source: proc_pid_status(5), https://man7.org/linux/man-pages/man5/proc_pid_status.5.html.
 * A name's newlines and backslashes are escaped by the kernel there, so that no name can forge a line.
 */
import { notThisFormat, ok, type Result } from '../../model/result.ts';

export interface ProcessStatus {
  readonly name?: string;
  /** The process that a thread belongs to; its own number where it is one. */
  readonly group?: number;
  /** Real, as it was started. */
  readonly uid?: number;
  /** Its numbers from the outermost namespace in; more than one within a container. */
  readonly pids: readonly number[];
  readonly threads?: number;
  /** Bytes. */
  readonly resident?: number;
  /** Bytes. */
  readonly hugePages?: number;
  /** Processors that it may run on. */
  readonly processors: readonly number[];
  /** Since Linux 6.8. */
  readonly kernelThread?: boolean;
}

/** Processors that Linux can be built for: 8,192. */
const mostProcessors = 8192;
const mostLines = 256;

export function readProcessStatus(text: string): Result<ProcessStatus> {
  const fields = new Map<string, string>();
  for (const line of text.split('\n', mostLines)) {
    const colon = line.indexOf(':');
    if (colon > 0 && !fields.has(line.slice(0, colon))) fields.set(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  if (!fields.has('Name') && !fields.has('Pid')) return notThisFormat;
  const name = fields.get('Name');
  const kernelThread = fields.get('Kthread');
  return ok({
    ...(name === undefined ? {} : { name }),
    ...only('group', wholeNumber(fields.get('Tgid'))),
    ...only('uid', wholeNumber(fields.get('Uid'))),
    pids: (fields.get('NSpid') ?? '').split(/\s+/, 32).flatMap((part) => wholeNumber(part) ?? []),
    ...only('threads', wholeNumber(fields.get('Threads'))),
    ...only('resident', kibibytes(fields.get('VmRSS'))),
    ...only('hugePages', kibibytes(fields.get('HugetlbPages'))),
    processors: readNumberRanges(fields.get('Cpus_allowed_list') ?? ''),
    ...(kernelThread === undefined ? {} : { kernelThread: kernelThread === '1' }),
  });
}

/** @example readNumberRanges('0-2,7') // [0, 1, 2, 7] */
export function readNumberRanges(list: string): readonly number[] {
  const found: number[] = [];
  for (const [, first = '', last = first] of list.matchAll(/(?:^|,)(\d{1,6})(?:-(\d{1,6}))?(?=,|\s|$)/g))
    for (let at = Number(first); at <= Number(last) && found.length < mostProcessors; at++) found.push(at);
  return found;
}

function only<K extends string>(key: K, value: number | undefined): { readonly [P in K]?: number } {
  // A computed key makes TypeScript forget which one it was.
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: number };
}

/** The first number of a list. */
function wholeNumber(text: string | undefined): number | undefined {
  const digits = /^\d{1,15}(?=\s|$)/.exec(text ?? '')?.[0];
  return digits === undefined ? undefined : Number(digits);
}

function kibibytes(text: string | undefined): number | undefined {
  const amount = wholeNumber(text);
  return amount === undefined ? undefined : Math.min(amount * 1024, Number.MAX_SAFE_INTEGER);
}
