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
import { noService } from '../../../model/autostart-kinds.ts';
import type { Autostart } from '../../../model/machine-payloads.ts';
import type { Machine, MachineMiss, MachineSighting, Told } from '../../../model/machine-units.ts';
import { accountsOf } from './accounts.ts';
import { isAsBrought, isBrought } from './brought.ts';
import type { Reason } from './command-reasons.ts';
import { FolderFiles, leftOut } from './folder-files.ts';
import { autostartOf, type Entry } from './judged-entry.ts';
import { startedByScripts } from './started-by-scripts.ts';
import { type StartedProgram, startedPrograms } from './started-programs.ts';

export type { Reason } from './command-reasons.ts';
export type { Entry } from './judged-entry.ts';

/** Reasons that say something by themselves; the others only colour an entry that is told for another. */
const tellingAlone: ReadonlySet<Reason> = new Set<Reason>(['mines', 'loads-into-everything', 'lets-in', ...noService]);
function isTelling(why: readonly Reason[]): boolean {
  return why.some((reason) => tellingAlone.has(reason));
}

/** Beyond so many entries only what is telling is told. */
const mostAside = 5000;
/** Characters of commands that are judged; what an entry and a script cost at least. */
const mostCharacters = 8 * 1024 * 1024;
const longestCommand = 8192;
const longestExcerpt = 256;
const entryCost = 128;
const scriptCost = 1024;
const mostExamined = 500;
const mostPrograms = 32;
/** Programs that are asked whether they are scripts, and what those start. */
const mostScripts = 5000;

/** Where a miner among these programs would look for its settings: what `--config` names, and config.json beside it. */
function settingsOf(command: string, programs: readonly string[]): string[] {
  if (programs.length === 0) return [];
  const named = /\s(?:-c|--config)[\s=](\/[^\s'"]{1,1024})/.exec(command.slice(0, longestCommand))?.[1];
  const beside = programs.map((path) => `${path.slice(0, path.lastIndexOf('/'))}/config.json`);
  return [...new Set([...(named === undefined ? [] : [named]), ...beside])];
}

function missed(what: string, path: string): MachineMiss {
  return { gap: { code: 'limit-count', what, path } };
}

function sightingOf(
  { place, line, time, entry }: Entry,
  value: Autostart,
  isOpen: boolean,
): MachineSighting<'autostart'> {
  return {
    kind: 'autostart',
    value,
    path: place,
    ...(line === undefined ? {} : { line }),
    ...(time === undefined ? {} : { time }),
    ...(entry === undefined
      ? {}
      : { excerpt: new TextEncoder().encode(entry.slice(0, longestExcerpt)).slice(0, longestExcerpt) }),
    ...(isOpen ? {} : { aside: true as const }),
  };
}

/** The entries of one probe. */
export class Autostarts {
  /** Folders that the probe reads file by file. */
  readonly folders: FolderFiles;
  readonly #machine: Machine;
  readonly #examined = new Set<string>();
  #count = 0;
  #spent = 0;
  #leftToExamine = 0;
  #scripts = 0;
  /** Entries whose commands are longer than is judged. */
  #long = 0;

  constructor(machine: Machine) {
    this.#machine = machine;
    this.folders = new FolderFiles(machine.tree);
  }

  /** There were more entries than are judged: no need to read on. */
  get isFull(): boolean {
    return this.#spent > mostCharacters;
  }

  /** The sighting, and the files to examine for it. */
  *tell(entry: Entry): Iterable<Told<'autostart'>> {
    this.#count++;
    if (this.isFull) return;
    const length = entry.starts?.length ?? 0;
    if (length > longestCommand) this.#long++;
    this.#spent += entryCost + (entry.isScript ? scriptCost : 0) + Math.min(length, longestCommand);
    const home = this.#homeOf(entry);
    const programs = this.#programs(entry, home);
    const inner = this.#inner(entry, programs, home);
    const value = autostartOf(this.#machine, entry, programs, inner);
    const isOpen = isTelling(value.why);
    if (!isOpen && this.#count > mostAside) return;
    yield sightingOf(entry, value, isOpen);
    if (isOpen || !isAsBrought(this.#machine, entry.place)) yield* this.examine(entry.place);
    const direct = programs.map(({ path }) => path).filter((path) => !isBrought(this.#machine, path));
    const foreign = [...direct, ...inner];
    for (const path of foreign) yield* this.examine(path);
    for (const path of settingsOf(entry.starts ?? '', foreign)) yield* this.examine(path);
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
    if (this.isFull) yield missed(`not all ${what} are looked at: together their commands are too long`, where);
    else yield* leftOut(this.#count - mostAside, `${what} are told only where they are telling`, where);
    if (this.#long > 0) yield missed(`only the beginning of commands is looked at, of ${this.#long} ${what}`, where);
    yield* leftOut(this.#scripts - mostScripts, `programs that ${what} start are not asked what they start`, where);
    yield* leftOut(this.#leftToExamine, `files that ${what} start are not examined`, where);
    yield* this.folders.misses();
  }

  #homeOf({ user, around }: Entry): string | undefined {
    return around?.home ?? accountsOf(this.#machine).homes.find((account) => account.user === user)?.home;
  }

  /** What the scripts among its programs start, itself among them where it is one. */
  #inner({ isScript, place }: Entry, programs: readonly StartedProgram[], home: string | undefined): readonly string[] {
    if (this.#scripts > mostScripts) return [];
    const scripts = isScript === true ? [...programs, { path: place, missing: false }] : programs;
    this.#scripts += scripts.length;
    return startedByScripts(this.#machine, scripts, home);
  }

  #programs({ starts, loads = [], around }: Entry, home: string | undefined): readonly StartedProgram[] {
    const { tree } = this.#machine;
    const named = startedPrograms(tree, starts ?? '', { ...around, ...(home === undefined ? {} : { home }) });
    const loaded = loads
      .filter((path) => !named.some((program) => program.path === path))
      .map((path) => ({ path, missing: tree.follow(path) === undefined }));
    return [...named, ...loaded].slice(0, mostPrograms);
  }
}
