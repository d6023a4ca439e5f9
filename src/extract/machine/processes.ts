/**
 * The processes of a machine that runs, or of which a collection has copied /proc: what runs from memory alone, from a
 * deleted file or a temporary folder, under a name that lies, hidden from the list, busy, tied to processors, connected to
 * where pools are. What each sign weighs: process/signs.ts. All others are told aside.
 * Does not see: what a changed kernel hides from all of /proc; threads that a miner runs within an honest program.
 */
import type { Machine, MachineMiss, Probe, Told } from '../../model/machine-units.ts';
import { defineProbe } from '../../model/machine-units.ts';
import { toldOf } from './collected/told.ts';
import { leftOut } from './knowledge/folder-files.ts';
import { packagesOf } from './knowledge/packages.ts';
import { type ProcessTable, processesOf, type RunningProcess } from './knowledge/processes.ts';
import { Examined } from './process/examined.ts';
import { type Unlisted, unlistedProcesses } from './process/hidden.ts';
import { MemoryReader } from './process/memory.ts';
import { nothingOpened, type Opened, openedBy } from './process/opened.ts';
import { type Looked, type Packaged, signsOf, tellingWeight } from './process/signs.ts';
import { Sockets } from './process/sockets.ts';
import { describe } from './process/tell.ts';
import { pinnedThreads } from './process/threads.ts';

/** Ordinary ones that are told. */
const mostAside = 4096;
/** Open files that are looked at: of one process, and of all. */
const mostOfProcess = 16_384;
const mostOpened = 200_000;
/** Bytes of a command line that are shown where it stands. */
const excerptBytes = 256;

export const processes: Probe<'process'> = defineProbe({
  id: 'processes',
  title: 'running processes: names that lie, deleted and nameless programs, temporary folders, hidden ones, load',
  emits: ['process'],
  platform: 'linux',
  *probe(machine) {
    const table = processesOf(machine);
    const unlisted = unlistedProcesses(
      machine,
      table.all.map(({ pid }) => pid),
    );
    yield* new Telling(machine, table).tell(unlisted);
    if (table.all.length > 0) yield { looked: { at: 'processes', count: table.all.length } };
    if (unlisted.asked > 0) yield { looked: { at: 'process numbers', count: unlisted.asked } };
    yield* missesOf(table, unlisted);
    for (const gap of toldOf(machine).misses) yield { gap };
  },
});

function* missesOf({ left }: ProcessTable, unlisted: Unlisted): Iterable<MachineMiss> {
  yield* leftOut(left, 'processes were not looked at', '/proc');
  yield* leftOut(unlisted.untold, 'processes that the list leaves out are not told', '/proc');
  yield* leftOut(unlisted.groups, 'control groups are not asked which processes they hold', '/sys/fs/cgroup');
  if (unlisted.left > 0) {
    const what = `${unlisted.left} process numbers were not asked whether a hidden process has them`;
    yield { gap: { code: 'limit-time', what, path: '/proc' } };
  }
}

class Telling {
  readonly #machine: Machine;
  readonly #table: ProcessTable;
  readonly #sockets: Sockets;
  readonly #examined: Examined;
  readonly #memory: MemoryReader;
  #opened = 0;
  #unopened = 0;
  #aside = 0;

  constructor(machine: Machine, table: ProcessTable) {
    this.#machine = machine;
    this.#table = table;
    this.#sockets = new Sockets(machine.tree);
    this.#examined = new Examined(machine);
    this.#memory = new MemoryReader(machine);
  }

  *tell({ pids }: Unlisted): Iterable<Told<'process'>> {
    for (const pid of pids) {
      const process = this.#table.unlisted(pid) ?? nameless(pid);
      yield* this.#tellOne(this.#look(process, true));
    }
    // Of a collection the table has them, too.
    const hidden = new Set(pids);
    for (const process of this.#table.all)
      if (!process.kernelThread && !hidden.has(process.pid)) yield* this.#tellOne(this.#look(process, false));
    yield* this.#misses();
  }

  *#tellOne(first: Looked): Iterable<Told<'process'>> {
    const looked = this.#settled(first);
    const { value, signs } = describe(looked ?? first, this.#machine, this.#table);
    const { pid, start, command } = (looked ?? first).process;
    const telling = looked !== undefined && signs.weight >= tellingWeight;
    if (!telling) this.#aside++;
    if (telling || this.#aside <= mostAside)
      yield {
        kind: 'process',
        value,
        path: `/proc/${pid}`,
        ...(start === undefined ? {} : { time: start }),
        ...(command === '' ? {} : { excerpt: excerptOf(command) }),
        ...(telling ? {} : { aside: true }),
      };
    if (looked === undefined) return;
    yield* this.#examined.of(looked, signs);
    if (telling) yield* this.#memory.read(pid);
  }

  /**
   * A process is read piece by piece, and may have become another program meanwhile: its name would be the one's and its
   * file the other's. What is telling is read once more. Undefined where it has ended.
   */
  #settled(first: Looked): Looked | undefined {
    const { process, hidden } = first;
    if (hidden || signsOf(first, this.#machine, this.#table).weight < tellingWeight) return first;
    const again = this.#table.unlisted(process.pid);
    if (again === undefined) return undefined;
    const isSame =
      again.name === process.name && again.program === process.program && again.command === process.command;
    return isSame ? first : this.#look(again, false);
  }

  #look(process: RunningProcess, hidden: boolean): Looked {
    const opened = this.#open(process);
    const packaged = packagedState(process, this.#machine);
    return {
      process,
      packaged,
      opened,
      connections: this.#connections(process.pid, opened),
      pinned: packaged === 'yes' || process.threads < 2 ? 0 : this.#pinned(process),
      hidden,
    };
  }

  #connections(pid: number, { sockets }: Opened): Looked['connections'] {
    const own = this.#sockets.of(pid, sockets);
    return own.length > 0 ? own : (toldOf(this.#machine).connections.get(pid) ?? []);
  }

  #open({ pid, program }: RunningProcess): Opened {
    if (program === undefined) return nothingOpened;
    const opened = openedBy(this.#machine.tree, pid, Math.min(mostOfProcess, mostOpened - this.#opened));
    this.#opened += opened.count;
    if (opened.left > 0) this.#unopened++;
    return opened;
  }

  /** Threads are many: they are looked at where somebody works. */
  #pinned({ pid, cores, processorSeconds }: RunningProcess): number {
    if ((cores ?? 0) < 0.3 && processorSeconds < 600) return 0;
    return pinnedThreads(this.#machine.tree, pid, this.#table.processors);
  }

  *#misses(): Iterable<MachineMiss> {
    yield* this.#sockets.misses();
    const counts: readonly (readonly [number, string])[] = [
      [this.#unopened, 'processes whose open files were not all looked at'],
      [this.#aside - mostAside, 'ordinary processes that are not told'],
      [this.#examined.left, 'programs that were not examined'],
    ];
    for (const [count, what] of counts)
      if (count > 0) yield { gap: { code: 'limit-count', what: `${count} ${what}`, path: '/proc' } };
  }
}

function excerptOf(command: string): Uint8Array {
  return new TextEncoder().encode(command.slice(0, excerptBytes)).subarray(0, excerptBytes);
}

/** Contents are compared by the probe of system files: here it is enough to know whose a file is. */
function packagedState({ program, programState, ofMachine }: RunningProcess, machine: Machine): Packaged {
  const packages = packagesOf(machine);
  if (program === undefined || !ofMachine || packages.databases.length === 0) return 'unknown';
  if (programState === 'memory') return 'no';
  return packages.ownedBy(program) ? 'yes' : 'no';
}

/** It answers, and nothing of it can be read. */
function nameless(pid: number): RunningProcess {
  return {
    pid,
    parent: 0,
    name: '',
    state: '',
    kernelThread: false,
    programState: 'unreadable',
    arguments: [],
    command: '',
    environment: new Map(),
    threads: 0,
    processorSeconds: 0,
    group: { path: '/' },
    ofMachine: true,
  };
}
