/**
 * /proc of the machine out of what UAC wrote down of it while the machine ran: texts of files as they were, links as
 * `ls -l` printed them, kernel settings as `sysctl -a` did.
 * Source: https://github.com/tclahr/uac, artifacts/live_response: process/procfs_information.yaml,
 * process/ps.yaml, network/procfs_information.yaml, system/sysctl.yaml.
 * A path that holds a newline reads as two lines of `ls`, and may so claim to be another process's: where a process has
 * two programs, the first counts and a gap says so.
 * Does not see: namespaces, threads.
 */
import { linesOf } from '../../codec/text-lines/lines-of.ts';
import type { MachineTree, TreeEntry } from '../../model/machine-units.ts';
import type { TreeGaps } from './tree-gaps.ts';

const processFolder = '/live_response/process';
const listingBytes = 16 * 1024 * 1024;
const textBytes = 4 * 1024 * 1024;

/** Files of a process that stand there as they were. */
const plainFiles = /^\/proc\/(\d{1,10})\/(stat|status|comm|cmdline|maps|mounts)$/;
const environment = /^\/proc\/(\d{1,10})\/environ$/;
const group = /^\/proc\/(\d{1,10})\/cgroup$/;
const programOrFolder = /^\/proc\/(\d{1,10})\/(exe|cwd)$/;
const opened = /^\/proc\/(\d{1,10})\/fd\/(\d{1,10})$/;
const openedFolder = /^\/proc\/(\d{1,10})\/fd$/;

type Links = ReadonlyMap<number, string>;

export class WrittenProc {
  readonly #collected: MachineTree;
  readonly #gaps: TreeGaps;
  readonly #links = new Map<string, Links>();
  #settings: ReadonlyMap<string, string> | undefined;
  #groups: ReadonlyMap<number, string> | undefined;
  /** Of the process whose open files were asked for last. */
  #opened: { readonly pid: string; readonly links: Links } | undefined;

  constructor(collected: MachineTree, gaps: TreeGaps) {
    this.#collected = collected;
    this.#gaps = gaps;
  }

  text(path: string): string | undefined {
    const plain = plainFiles.exec(path);
    if (plain) return this.#written(`${processFolder}/proc/${plain[1]}/${plain[2]}.txt`);
    const ofEnvironment = environment.exec(path)?.[1];
    // `strings` wrote it: a variable a line.
    if (ofEnvironment)
      return this.#written(`${processFolder}/proc/${ofEnvironment}/environ.txt`)?.replaceAll('\n', '\0');
    const ofGroup = group.exec(path)?.[1];
    if (ofGroup) return this.#group(Number(ofGroup));
    const table = /^\/proc\/net\/(tcp6?|udp6?)$/.exec(path)?.[1];
    if (table) return this.#written(`/live_response/network/proc_net_${table}.txt`, listingBytes);
    return path.startsWith('/proc/sys/') ? this.#setting(path.slice('/proc/sys/'.length)) : undefined;
  }

  target(path: string): string | undefined {
    const [, pid, which] = programOrFolder.exec(path) ?? [];
    if (pid !== undefined && which !== undefined) return this.#linksOf(which).get(Number(pid));
    const [, owner, handle] = opened.exec(path) ?? [];
    return owner === undefined ? undefined : this.#openedBy(owner).get(Number(handle));
  }

  /** Undefined where nothing was written down of such a folder. */
  list(path: string): readonly TreeEntry[] | undefined {
    if (path === '/proc')
      return this.#collected.list(`${processFolder}/proc`).filter(({ name }) => /^[1-9]\d{0,9}$/.test(name));
    const pid = openedFolder.exec(path)?.[1];
    if (pid === undefined) return undefined;
    return [...this.#openedBy(pid).keys()].map((handle) => ({ name: String(handle), kind: 'link' as const }));
  }

  #written(place: string, most: number = textBytes): string | undefined {
    return this.#collected.text(place, most);
  }

  #linksOf(which: string): Links {
    const known = this.#links.get(which);
    if (known) return known;
    const name = which === 'exe' ? 'running_processes_full_paths.txt' : 'ls_-l_proc_pid_cwd.txt';
    const links = this.#listing(
      `${processFolder}/${name}`,
      new RegExp(`^l.{9,120} /proc/(\\d{1,10})/${which} -> (/.*)$`),
    );
    this.#links.set(which, links);
    return links;
  }

  #openedBy(pid: string): Links {
    if (this.#opened?.pid === pid) return this.#opened.links;
    const links = this.#listing(`${processFolder}/proc/${pid}/fd.txt`, /^l.{9,120}? (\d{1,10}) -> (.*)$/);
    this.#opened = { pid, links };
    return links;
  }

  #listing(place: string, line: RegExp): Links {
    const links = new Map<number, string>();
    for (const one of linesOf(this.#written(place, listingBytes) ?? '')) {
      const [, number, target = ''] = line.exec(one) ?? [];
      if (number === undefined) continue;
      const key = Number(number);
      if (!links.has(key)) links.set(key, target);
      else if (links.get(key) !== target)
        this.#gaps.add(place, { gap: 'malformed', what: `two lines disagree on number ${key}: the first was taken` });
    }
    return links;
  }

  /** `ps -axo pid,user,cgroup`: several hierarchies stand in one line, parted by commas. */
  #group(pid: number): string | undefined {
    this.#groups ??= groupsIn(this.#written(`${processFolder}/ps_-axo_pid_user_cgroup.txt`, listingBytes) ?? '');
    return this.#groups.get(pid);
  }

  /** `kernel.hostname = web1`; a file of the kernel holds the value alone. */
  #setting(path: string): string | undefined {
    this.#settings ??= settingsIn(this.#written('/live_response/system/sysctl_-a.txt') ?? '');
    return this.#settings.get(path.replaceAll('/', '.'));
  }
}

function groupsIn(text: string): ReadonlyMap<number, string> {
  const groups = new Map<number, string>();
  for (const line of linesOf(text)) {
    const [, pid, group] = /^ *(\d{1,10}) +\S{1,64} +(\d{1,4}:.*)$/.exec(line) ?? [];
    if (pid !== undefined && group !== undefined) groups.set(Number(pid), `${group.replace(/,(?=\d+:)/g, '\n')}\n`);
  }
  return groups;
}

function settingsIn(text: string): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const line of linesOf(text)) {
    const sign = line.indexOf(' = ');
    if (sign > 0 && !settings.has(line.slice(0, sign))) settings.set(line.slice(0, sign), `${line.slice(sign + 3)}\n`);
  }
  return settings;
}
