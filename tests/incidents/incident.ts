/** An incident on one made-up server: its files, what was placed there, and what is innocent. */
import type { Files } from '../machine-tree.ts';

export interface Incident {
  readonly name: string;
  readonly files: Files;
  /** Places that reach must list as shown or likely, each once or more. */
  readonly placed: readonly string[];
  /** Places of secrets that were within reach. */
  readonly secrets: readonly string[];
  /** Words that the answer on how it got in must hold. */
  readonly entry: RegExp;
  /** An item that the test leaves where it is when it cleans. */
  readonly forgotten: string;
}

/** A process, as a collector copied it out of /proc. */
export function processFiles(
  pid: number,
  {
    name,
    program,
    argv,
    uid,
    parent,
    started,
    folder,
  }: {
    readonly name: string;
    readonly program: string;
    readonly argv: readonly string[];
    readonly uid: number;
    readonly parent: number;
    /** Seconds after the machine was started. */
    readonly started: number;
    readonly folder: string;
  },
): Files {
  const ticks = 100 * started;
  return {
    [`/proc/${pid}/stat`]: `${pid} (${name}) S ${parent} ${pid} ${pid} 0 -1 0 0 0 0 0 9000000 500 0 0 20 0 4 0 ${ticks} 0 0\n`,
    [`/proc/${pid}/status`]: `Name:\t${name}\nTgid:\t${pid}\nPid:\t${pid}\nPPid:\t${parent}\nUid:\t${uid}\t${uid}\t${uid}\t${uid}\nThreads:\t4\nVmRSS:\t2400000 kB\n`,
    [`/proc/${pid}/cmdline`]: `${argv.join('\0')}\0`,
    [`/proc/${pid}/comm`]: `${name}\n`,
    [`/proc/${pid}/exe`]: { link: program },
    [`/proc/${pid}/cwd`]: { link: folder },
  };
}

/** When the machine was started, for processes: 2026-11-15, 00:00 UTC. */
export const booted: number = Date.UTC(2026, 10, 15);
export const clockFiles: Files = { '/proc/stat': `cpu  1 2 3 4\nbtime ${booted / 1000}\n` };
