/** Makes the `autostart` observation of something that Windows starts by itself, whoever read it: a hive, a table. */
import type { Autostart } from '../../../model/machine-payloads.ts';
import type { Machine, Told } from '../../../model/machine-units.ts';
import { isoTime } from '../knowledge/iso-time.ts';
import { weighedCommand } from './command-reasons.ts';
import { programPlace } from './places.ts';

export interface WindowsStart {
  readonly mechanism: 'run-key' | 'service' | 'scheduled-task' | 'startup-folder' | 'wmi-subscription';
  /** The key, file or task that holds it, as Windows names it: `HKLM\SOFTWARE\…`. */
  readonly key: string;
  readonly name: string;
  readonly command: string;
  readonly when: string;
  readonly user?: string;
  readonly enabled?: boolean;
  /** Milliseconds since 1970: when the key was written. */
  readonly written?: number;
  /** In the file at `path`. */
  readonly offset?: number;
  /** Reasons that lie in the place itself. */
  readonly why: Autostart['why'];
}

const longest = 2048;

/** @param path of the file in which it was read: a hive, a table */
export function* toldStart(
  machine: Machine,
  system: string,
  path: string,
  start: WindowsStart,
): Iterable<Told<'autostart'>> {
  const program = programPlace(machine, system, start.command);
  const value = autostartOf(start, program);
  const { written, offset } = start;
  const place = { path, ...(offset !== undefined && { offset }), ...(written !== undefined && { time: written }) };
  if (value.why.length === 0) yield { kind: 'autostart', value, ...place, aside: true };
  else {
    yield { kind: 'autostart', value, ...place };
    // The hive or table is megabytes of everything: the command alone is looked at, where it stands on the machine.
    yield { examine: value.place, bytes: new TextEncoder().encode(value.starts) };
    if (program !== undefined) yield { examine: program };
  }
}

function autostartOf(start: WindowsStart, program: string | undefined): Autostart & { readonly starts: string } {
  const { carries, mines, why } = weighedCommand(start.command);
  const modified = start.written === undefined ? undefined : isoTime(start.written);
  const command = start.command.slice(0, longest);
  return {
    mechanism: start.mechanism,
    place: start.key.slice(0, longest),
    name: start.name.slice(0, longest),
    entry: command,
    starts: command,
    when: start.when,
    ...(program !== undefined && { programs: [program] }),
    ...(start.user !== undefined && { user: start.user }),
    ...(start.enabled !== undefined && { enabled: start.enabled }),
    ...(modified !== undefined && { modified }),
    ...(carries && { carries }),
    ...(mines && { mines }),
    why: [...new Set([...start.why, ...why])],
  };
}
