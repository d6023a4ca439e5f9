/**
 * What the kernel writes into the links of /proc/PID: `exe`, `cwd`, `fd/N`, `ns/NAME`.
 * Source: proc_pid_exe(5), proc_pid_fd(5), memfd_create(2).
 * A file that is itself called `x (deleted)` is taken for a deleted one: the kernel writes both alike.
 */
export interface ProgramLink {
  /** Without ` (deleted)`. */
  readonly path: string;
  readonly state: 'present' | 'deleted' | 'memory';
}

const deletedMark = ' (deleted)';

/** A program in memory alone is a memfd, or lies in the kernel's own nameless file system. */
export function readProgramLink(target: string): ProgramLink {
  const deleted = target.endsWith(deletedMark);
  const path = deleted ? target.slice(0, -deletedMark.length) : target;
  if (path.startsWith('/memfd:')) return { path, state: 'memory' };
  return { path, state: deleted ? 'deleted' : 'present' };
}

export type OpenedFile =
  | { readonly kind: 'socket'; readonly inode: number }
  | { readonly kind: 'file'; readonly path: string; readonly deleted: boolean }
  | { readonly kind: 'memory' | 'other' };

export function readOpenedFile(target: string): OpenedFile {
  const inode = /^socket:\[(\d{1,15})\]$/.exec(target)?.[1];
  if (inode !== undefined) return { kind: 'socket', inode: Number(inode) };
  if (!target.startsWith('/')) return { kind: 'other' };
  const { path, state } = readProgramLink(target);
  if (state === 'memory') return { kind: 'memory' };
  return { kind: 'file', path, deleted: state === 'deleted' };
}

/** The registers of a processor, by which miners switch off its prefetching. */
export function isProcessorRegisters(path: string): boolean {
  return /^\/dev\/cpu\/\d+\/msr$/.test(path);
}
