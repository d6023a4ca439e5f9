/** A process as the probes know it, wherever it was read. */
import type { ControlGroup } from '../../../codec/proc/cgroup.ts';
import type { ProcessState } from '../../../model/machine-payloads.ts';

export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  /** As the kernel has it (comm). */
  readonly name: string;
  /** R, S, Z, … */
  readonly state: string;
  readonly kernelThread: boolean;
  /** As the kernel links to it, without ` (deleted)`; in a container, as seen there. */
  readonly program?: string;
  readonly programState: ProcessState['programState'];
  /** Empty for threads of the kernel, and for what has ended. */
  readonly arguments: readonly string[];
  /** The same as one line, whole. */
  readonly command: string;
  readonly folder?: string;
  /** Variables that tell of a start, a login or mining; others may hold secrets and are not kept. */
  readonly environment: ReadonlyMap<string, string>;
  readonly uid?: number;
  readonly threads: number;
  /** Milliseconds since 1970. */
  readonly start?: number;
  readonly processorSeconds: number;
  /** Processors that it kept busy while it was watched, and for how many seconds that was. */
  readonly cores?: number;
  readonly watched?: number;
  /** Resident bytes. */
  readonly memory?: number;
  /** Bytes. */
  readonly hugePages?: number;
  readonly group: ControlGroup;
  /** It sees the same files as the machine itself: its program is a path of the machine. */
  readonly ofMachine: boolean;
}

/** Milliseconds since 1970: the last moment that a Date can hold. */
const latestTime = 8.64e15;

/** When it started, where that is a moment at all. */
export function startOf(ms: number | undefined): Pick<RunningProcess, 'start'> {
  return ms === undefined || ms > latestTime ? {} : { start: ms };
}
