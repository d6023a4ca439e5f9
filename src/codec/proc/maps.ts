/**
 * /proc/PID/maps: what a process has in its memory.
 * Source: proc_pid_maps(5), https://man7.org/linux/man-pages/man5/proc_pid_maps.5.html.
 *
 *     7f1c80000000-7f1c80021000 rw-p 00000000 00:00 0
 *     55d0c0a00000-55d0c0a28000 r--p 00000000 08:01 131 /usr/bin/x (deleted)
 *
 * A newline in a file's name is written as `\012`, so that a line is a range. Addresses above 2^53 are the kernel's own
 * (`[vsyscall]`) and are left out.
 */
export interface MemoryRange {
  readonly from: number;
  readonly to: number;
  /** `rw-p` */
  readonly rights: string;
  readonly inode: number;
  /** `[heap]`, `[stack]`, a path; empty where it is nobody's. */
  readonly name: string;
  readonly deleted: boolean;
}

/** As many as one process may have by default (vm.max_map_count). */
const mostRanges = 65_530;
const line =
  /^([0-9a-f]{1,16})-([0-9a-f]{1,16}) ([r-][w-][x-][ps]) [0-9a-f]{1,16} [0-9a-f]{1,8}:[0-9a-f]{1,8} (\d{1,15})[ \t]*(.*)$/s;

export function readMaps(text: string): readonly MemoryRange[] {
  return text.split('\n', mostRanges).flatMap((one) => rangeIn(one) ?? []);
}

function rangeIn(text: string): MemoryRange | undefined {
  const found = line.exec(text);
  if (!found) return undefined;
  const [, first = '', last = '', rights = '', inode = '', name = ''] = found;
  const [from, to] = [Number.parseInt(first, 16), Number.parseInt(last, 16)];
  if (!(from < to) || to > Number.MAX_SAFE_INTEGER) return undefined;
  const deleted = name.endsWith(' (deleted)');
  return { from, to, rights, inode: Number(inode), name: deleted ? name.slice(0, -10) : name, deleted };
}

/** Private, writable and nobody's file: heap, stack and what else a program asked for. Huge pages are a file of their own. */
export function isOwnMemory({ rights, inode, name }: MemoryRange): boolean {
  return rights.startsWith('rw') && rights.endsWith('p') && inode === 0 && !name.startsWith('/') && !isKernels(name);
}

function isKernels(name: string): boolean {
  return /^\[(?:vdso|vvar\w*|vsyscall|uprobes)\]$/.test(name);
}
