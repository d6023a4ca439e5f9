/**
 * Makes the `autostart` observation of an entry, whatever mechanism it belongs to: what it starts, whose it is, whether
 * a package brought it, what its command would do, and what of that is telling.
 *
 *     const autostarts = new Autostarts(machine);
 *     for (const line of lines) yield* autostarts.tell({ mechanism: 'cron', place, line: 3, entry, starts: command });
 *     yield* autostarts.end('cron entries');
 *
 * An entry with nothing telling is told aside. Files that are not ordinary are named to be examined: the place that
 * holds the entry, and programs that no package brought.
 * Does not see: what the started programs do; they are examined as all files are.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Autostart } from '../../../model/machine-payloads.ts';
import type { FileState, Machine, MachineSighting, Told } from '../../../model/machine-units.ts';
import { carriedBy, minerName } from '../../event/carried.ts';
import { accountsOf } from './accounts.ts';
import {
  decodesAndRuns,
  handsOver,
  isInHiddenFolder,
  isTemporary,
  posesAsSystemProgram,
  posesAsSystemUnit,
  type Reason,
} from './command-reasons.ts';
import { packagesOf } from './packages.ts';
import { type StartedProgram, type Surroundings, startedPrograms } from './started-programs.ts';

export type { Reason } from './command-reasons.ts';

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

/** Reasons that say something by themselves; the others only colour an entry that is told for another. */
const tellingAlone: ReadonlySet<Reason> = new Set<Reason>([
  'mines',
  'fetches-and-runs',
  'decodes',
  'from-temporary-folder',
  'from-hidden-folder',
  'hidden-entry',
  'loads-into-everything',
  'lets-in',
  'poses-as-system',
]);
export function isTelling(why: readonly Reason[]): boolean {
  return why.some((reason) => tellingAlone.has(reason));
}

const longestText = 2048;
/** Bytes of a script that are judged; all of it is examined. */
const longestScript = 8192;
const mostEntries = 5000;
const mostExamined = 500;
const recentMs = 30 * 24 * 3600 * 1000;
const latestTime = Date.UTC(9999, 11, 31);

/** The entries of one probe. */
export class Autostarts {
  readonly #machine: Machine;
  readonly #examined = new Set<string>();
  #count = 0;
  #leftToExamine = 0;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** The sighting, and the files to examine for it. */
  *tell(entry: Entry): Iterable<Told<'autostart'>> {
    if (++this.#count > mostEntries) return;
    const programs = this.#programs(entry);
    const value = this.#value(entry, programs);
    const isOpen = isTelling(value.why);
    yield {
      kind: 'autostart',
      value,
      path: entry.place,
      ...(entry.line === undefined ? {} : { line: entry.line }),
      ...(entry.time === undefined ? {} : { time: entry.time }),
      ...(entry.entry === undefined
        ? {}
        : { excerpt: new TextEncoder().encode(entry.entry.slice(0, 256)).slice(0, 256) }),
      ...(isOpen ? {} : { aside: true as const }),
    } satisfies MachineSighting<'autostart'>;
    if (isOpen || !this.#isOrdinary(entry.place)) yield* this.examine(entry.place);
    for (const { path } of programs) if (!this.#isBrought(path)) yield* this.examine(path);
  }

  /** Asks for a file's content, once, where it is one. A bounded number of files. */
  *examine(path: string): Iterable<Told<never>> {
    if (this.#examined.has(path) || this.#machine.tree.follow(path)?.kind !== 'file') return;
    if (this.#examined.size >= mostExamined) this.#leftToExamine++;
    else {
      this.#examined.add(path);
      yield { examine: path };
    }
  }

  /** How many entries there were, and what was left out. `where`: for a gap's path. */
  *end(what: string, where: string = '/'): Iterable<Told<never>> {
    yield { looked: { at: what, count: this.#count } };
    const more = this.#count - mostEntries;
    if (more > 0) yield { gap: { code: 'limit-count', what: `${more} more ${what} are not told`, path: where } };
    if (this.#leftToExamine > 0) {
      const says = `${this.#leftToExamine} more files that ${what} start are not examined`;
      yield { gap: { code: 'limit-count', what: says, path: where } };
    }
  }

  #programs({ starts, loads = [], user, around }: Entry): readonly StartedProgram[] {
    const { tree } = this.#machine;
    const home = around?.home ?? accountsOf(this.#machine).homes.find((account) => account.user === user)?.home;
    const named = startedPrograms(tree, starts ?? '', { ...around, ...(home === undefined ? {} : { home }) });
    const loaded = loads
      .filter((path) => !named.some((program) => program.path === path))
      .map((path) => ({ path, missing: tree.follow(path) === undefined }));
    return [...named, ...loaded].slice(0, 32);
  }

  #value(entry: Entry, programs: readonly StartedProgram[]): Autostart {
    const { tree } = this.#machine;
    const { name, starts, user, when, enabled } = entry;
    const state = tree.follow(entry.place);
    const text = entry.entry?.trim();
    const does = this.#does(entry);
    const carried = does === undefined ? undefined : carriedBy(does);
    const mines = carried?.mines === true || programs.some(({ path }) => minerName(lastPart(path)) !== undefined);
    const packaged = entry.packagesBringIt === false ? 'no' : packagesOf(this.#machine).stateOf(entry.place);
    const modified = state && isoTime(state.modified);
    return {
      mechanism: entry.mechanism,
      place: entry.place,
      ...(name === undefined ? {} : { name: cut(name) }),
      ...(text === undefined ? {} : { entry: cut(text), hash: bytesToHex(sha256(new TextEncoder().encode(text))) }),
      ...(starts === undefined ? {} : { starts: cut(starts) }),
      ...(programs.length === 0 ? {} : { programs: programs.map(({ path }) => path) }),
      ...(user === undefined ? {} : { user: cut(user) }),
      ...(when === undefined ? {} : { when: cut(when) }),
      ...(enabled === undefined ? {} : { enabled }),
      ...(modified === undefined ? {} : { modified }),
      ...(state === undefined ? {} : { owner: accountsOf(this.#machine).nameOf(state.uid) ?? String(state.uid) }),
      packaged,
      ...(carried === undefined || starts === '' ? {} : { carries: mines ? 'miner' : carried.what }),
      ...(mines ? { mines } : {}),
      why: this.#why(entry, {
        does: does ?? '',
        programs,
        state,
        packaged,
        mines,
        runs: carried?.runs === true && carried.urls.length > 0,
      }),
    };
  }

  #why(entry: Entry, seen: Seen): Reason[] {
    const { programs, state, packaged, does } = seen;
    const unbrought = programs.filter(({ path }) => !this.#isBrought(path));
    const isCollection = this.#machine.state.form === 'collection';
    const why: readonly (readonly [Reason, boolean])[] = [
      ['mines', seen.mines],
      ['fetches-and-runs', seen.runs],
      ['decodes', decodesAndRuns(does)],
      ['lets-in', handsOver(does)],
      ['from-temporary-folder', programs.some(({ path }) => isTemporary(path))],
      ['from-hidden-folder', programs.some(({ path }) => !this.#isOwned(path) && isInHiddenFolder(path))],
      ['hidden-entry', lastPart(entry.place).startsWith('.') && entry.packagesBringIt !== false && packaged !== 'yes'],
      ['poses-as-system', programs.some(({ path }) => this.#poses(path, entry)) || this.#posesAsUnit(entry)],
      ['program-missing', !isCollection && programs.some(({ missing }) => missing)],
      ['not-packaged', packaged === 'no' && entry.packagesBringIt !== false],
      ['changed', packaged === 'changed'],
      ['recent', packaged !== 'yes' && this.#isRecent(state)],
      [
        'writable-by-others',
        this.#isWritable(state) || unbrought.some(({ path }) => this.#isWritable(this.#stateOf(path))),
      ],
    ];
    const known = [...(entry.why ?? []), ...(packaged === 'yes' ? [] : (entry.whenNotPackaged ?? []))];
    return [...new Set([...why.filter(([, holds]) => holds).map(([reason]) => reason), ...known])];
  }

  /** The commands to judge: as the entry has them, or as the script that it is does. */
  #does({ isScript, place, starts }: Entry): string | undefined {
    if (!isScript || this.#isOrdinary(place)) return starts;
    const script = this.#machine.tree.read(place, longestScript)?.bytes;
    return script?.[0] === 0x23 ? new TextDecoder().decode(script) : starts;
  }

  #stateOf(path: string): FileState | undefined {
    return this.#machine.tree.follow(path);
  }

  /** The time of the inode counts as well, but not in a collection: there it tells when the copy was made. */
  #isRecent(state: FileState | undefined): boolean {
    if (state === undefined) return false;
    const inode = this.#machine.state.form === 'collection' ? 0 : (state.changed ?? 0);
    return Math.max(state.modified, inode) > this.#machine.now - recentMs;
  }

  #isWritable(state: FileState | undefined): boolean {
    return state?.kind === 'file' && (state.mode & 0o002) !== 0;
  }

  #isOrdinary(path: string): boolean {
    return this.#isBrought(path) && packagesOf(this.#machine).stateOf(path) !== 'changed';
  }

  /** A script that starts a service bears the service's name. */
  #poses(path: string, { place }: Entry): boolean {
    return path !== place && !this.#isOwned(path) && posesAsSystemProgram(path);
  }

  #posesAsUnit({ mechanism, name, place }: Entry): boolean {
    if (name === undefined || (mechanism !== 'systemd' && mechanism !== 'rc-script')) return false;
    return posesAsSystemUnit(name) && !this.#isOwned(place);
  }

  #isOwned(path: string): boolean {
    return packagesOf(this.#machine).ownedBy(path) !== undefined;
  }

  /** Where there is no database of packages, the folder decides. */
  #isBrought(path: string): boolean {
    if (packagesOf(this.#machine).databases.length > 0) return this.#isOwned(path);
    return isVendorsPlace(this.#machine.tree.real(path) ?? path);
  }
}

interface Seen {
  readonly does: string;
  readonly programs: readonly StartedProgram[];
  readonly state: FileState | undefined;
  readonly packaged: NonNullable<Autostart['packaged']>;
  readonly mines: boolean;
  readonly runs: boolean;
}

/** Folders that are the packages' alone on a system that is kept as its makers mean it. */
function isVendorsPlace(path: string): boolean {
  return /^\/(?:usr\/(?:s?bin|lib(?:exec|32|64)?|share)|s?bin|lib(?:32|64)?)\//.test(path);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Lone surrogates stay as they are: the report writes them as it writes all names. */
function cut(text: string): string {
  return text.slice(0, longestText);
}

/** Nothing where the clock of the file is out of all bounds. */
export function isoTime(ms: number): string | undefined {
  return ms >= 0 && ms < latestTime ? new Date(ms).toISOString() : undefined;
}
