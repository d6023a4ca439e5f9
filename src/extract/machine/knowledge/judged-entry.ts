/**
 * What an autostart entry is worth: whose it is, whether a package brought it, what its command would do, and which of
 * that is telling or at least colours it.
 * Does not see: what the started programs do; they are examined as all files are.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Autostart } from '../../../model/machine-payloads.ts';
import type { FileState, Machine } from '../../../model/machine-units.ts';
import { type Carried, carriedBy, minerName } from '../../event/carried.ts';
import { accountsOf } from './accounts.ts';
import { isAsBrought, isBrought, isOwned } from './brought.ts';
import {
  decodesAndRuns,
  handsOver,
  isInHiddenFolder,
  isTemporary,
  posesAsSystemProgram,
  posesAsSystemUnit,
  type Reason,
} from './command-reasons.ts';
import { isoTime } from './iso-time.ts';
import { packagesOf } from './packages.ts';
import { nameOf } from './path-names.ts';
import type { StartedProgram, Surroundings } from './started-programs.ts';

/** An entry as its probe read it. All texts may be of any length: they are cut here. */
export interface Entry {
  readonly mechanism: Autostart['mechanism'];
  /** The file that holds it, absolute. */
  readonly place: string;
  /** Counted from 1. */
  readonly line?: number | undefined;
  readonly name?: string | undefined;
  /** The line or directive as it is written. */
  readonly entry?: string | undefined;
  /** The command or commands, a line each. */
  readonly starts?: string | undefined;
  /** Files that it loads or runs and that no command names: a library, a script that stands for itself. Absolute. */
  readonly loads?: readonly string[] | undefined;
  readonly user?: string | undefined;
  readonly when?: string | undefined;
  readonly enabled?: boolean | undefined;
  /** The place is itself what runs: what it holds is judged as its command is, unless a package brought it so. */
  readonly isScript?: boolean | undefined;
  /** How names in its command are looked up; the home is the user's if absent. */
  readonly around?: Surroundings | undefined;
  /** What the probe knows besides: `hidden-entry`, `lets-in`, `loads-into-everything`, `outlives-removal`, … */
  readonly why?: readonly Reason[] | undefined;
  /** The same, where no package brought the place: of a packaged service it says nothing that it restarts. */
  readonly whenNotPackaged?: readonly Reason[] | undefined;
  /** Milliseconds since 1970, where the sighting has a time of its own; else it has none. */
  readonly time?: number | undefined;
  /** Whether packages bring such files at all; false for a user's own (crontab, profile). True if absent. */
  readonly packagesBringIt?: boolean | undefined;
}

const longestText = 2048;
/** Bytes of a script that are judged; all of it is examined. */
const longestScript = 8192;
const recentMs = 30 * 24 * 3600 * 1000;

/** What was found out about an entry, once. */
interface Judged {
  readonly entry: Entry;
  readonly programs: readonly StartedProgram[];
  /** Of the place. */
  readonly state: FileState | undefined;
  readonly packaged: NonNullable<Autostart['packaged']>;
  /** The commands to judge; undefined where there are none. */
  readonly does: string | undefined;
  readonly carried: Carried | undefined;
  readonly mines: boolean;
}

/** @param inner what scripts among its programs start: told beside them, and not judged as its own command is */
export function autostartOf(
  machine: Machine,
  entry: Entry,
  programs: readonly StartedProgram[],
  inner: readonly string[] = [],
): Autostart {
  const does = doneBy(machine, entry);
  const carried = does === undefined ? undefined : carriedBy(does);
  const mines = carried?.mines === true || programs.some(({ path }) => minerName(nameOf(path)) !== undefined);
  const packaged = entry.packagesBringIt === false ? 'no' : packagesOf(machine).stateOf(entry.place);
  const state = machine.tree.follow(entry.place);
  const judged: Judged = { entry, programs, state, packaged, does, carried, mines };
  return {
    ...asWritten(entry),
    ...startsOf([...programs.map(({ path }) => path), ...inner]),
    ...ownerOf(machine, state),
    packaged,
    ...(carried === undefined || does === '' ? {} : { carries: mines ? 'miner' : carried.what }),
    ...(mines ? { mines } : {}),
    why: reasonsOf(machine, judged),
  };
}

function startsOf(programs: readonly string[]): Pick<Autostart, 'programs'> {
  return programs.length === 0 ? {} : { programs: [...programs] };
}

/** The commands as the entry has them, or as the script does that it is. */
function doneBy(machine: Machine, { isScript, place, starts }: Entry): string | undefined {
  if (!isScript || isAsBrought(machine, place)) return starts;
  const script = machine.tree.read(place, longestScript)?.bytes;
  return script?.[0] === 0x23 ? new TextDecoder().decode(script) : starts;
}

function asWritten({ mechanism, place, name, entry, starts, user, when, enabled }: Entry): Omit<Autostart, 'why'> {
  const text = entry?.trim();
  return {
    mechanism,
    place,
    ...(name === undefined ? {} : { name: cut(name) }),
    ...(text === undefined ? {} : { entry: cut(text), hash: bytesToHex(sha256(new TextEncoder().encode(text))) }),
    ...(starts === undefined ? {} : { starts: cut(starts) }),
    ...(user === undefined ? {} : { user: cut(user) }),
    ...(when === undefined ? {} : { when: cut(when) }),
    ...(enabled === undefined ? {} : { enabled }),
  };
}

function ownerOf(machine: Machine, state: FileState | undefined): Pick<Autostart, 'owner' | 'modified'> {
  if (state === undefined) return {};
  // A list that has no time of it.
  const modified = state.modified === 0 ? undefined : isoTime(state.modified);
  return {
    ...(modified === undefined ? {} : { modified }),
    owner: accountsOf(machine).nameOf(state.uid) ?? String(state.uid),
  };
}

// --- reasons --------------------------------------------------------------------------------------------------

function reasonsOf(machine: Machine, judged: Judged): Reason[] {
  const { entry, packaged } = judged;
  const whenNotPackaged = packaged === 'yes' ? [] : (entry.whenNotPackaged ?? []);
  return [
    ...new Set([
      ...commandReasons(judged),
      ...nameReasons(machine, judged),
      ...placeReasons(machine, judged),
      ...(entry.why ?? []),
      ...whenNotPackaged,
    ]),
  ];
}

function commandReasons({ does = '', carried, mines, programs }: Judged): Reason[] {
  const runs = carried?.runs === true && carried.urls.length > 0;
  return holding([
    ['mines', mines],
    ['fetches-and-runs', runs],
    ['decodes', decodesAndRuns(does)],
    ['lets-in', handsOver(does)],
    ['from-temporary-folder', programs.some(({ path }) => isTemporary(path))],
  ]);
}

/** A script that starts a service bears the service's name; a file that a package brought may be called as it likes. */
function nameReasons(machine: Machine, { entry, programs, packaged }: Judged): Reason[] {
  const { place, name, mechanism } = entry;
  const foreign = programs.filter(({ path }) => !isOwned(machine, path));
  const isService = (mechanism === 'systemd' || mechanism === 'rc-script') && name !== undefined;
  const isPosing = isService && posesAsSystemUnit(name) && !isOwned(machine, place);
  const isHidden = nameOf(place).startsWith('.') && entry.packagesBringIt !== false && packaged !== 'yes';
  return holding([
    ['from-hidden-folder', foreign.some(({ path }) => isInHiddenFolder(path))],
    ['hidden-entry', isHidden],
    ['poses-as-system', isPosing || foreign.some(({ path }) => path !== place && posesAsSystemProgram(path))],
  ]);
}

/**
 * What a collector did not take is not missing. When an inode changed stands there only where the machine's own is
 * known.
 */
function placeReasons(machine: Machine, { entry, programs, packaged, state }: Judged): Reason[] {
  const isCollection = machine.state.form === 'collection';
  const last = Math.max(state?.modified ?? 0, state?.changed ?? 0);
  const foreign = programs.filter(({ path }) => !isBrought(machine, path)).map(({ path }) => machine.tree.follow(path));
  return holding([
    ['program-missing', !isCollection && programs.some(({ missing }) => missing)],
    ['not-packaged', packaged === 'no' && entry.packagesBringIt !== false],
    ['changed', packaged === 'changed'],
    ['recent', packaged !== 'yes' && last > machine.now - recentMs],
    ['writable-by-others', [state, ...foreign].some((file) => file?.kind === 'file' && (file.mode & 0o002) !== 0)],
  ]);
}

function holding(reasons: readonly (readonly [Reason, boolean])[]): Reason[] {
  return reasons.filter(([, holds]) => holds).map(([reason]) => reason);
}

/** Lone surrogates stay as they are: the report writes them as it writes all names. */
function cut(text: string): string {
  return text.slice(0, longestText);
}
