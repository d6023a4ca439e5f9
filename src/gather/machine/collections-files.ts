/**
 * Files of the machine that were not copied, out of what a collector wrote down of them: put where the machine had them,
 * so that they are read as on any machine. A copy that stands there counts more.
 * Sources: https://github.com/tclahr/uac, artifacts: chkrootkit/hidden_etc_ld_so_preload.yaml, live_response/system:
 * lsmod.yaml, kernel_tainted_state.yaml, sys_modules.yaml; https://docs.velociraptor.app/artifact_references/:
 * Linux.Sys.Users, Linux.Ssh.AuthorizedKeys, Linux.Proc.Modules.
 * Does not see: options of keys as they were written (Velociraptor takes them apart; they are put together again).
 */
import { textAt, textsAt } from '../../codec/container-state/facts.ts';
import type { JsonValue } from '../../codec/json/document.ts';
import { forTableRows } from '../../codec/table-rows/table-rows.ts';
import type { MachineTree, TreeEntry } from '../../model/machine-units.ts';
import type { TreeGaps } from './tree-gaps.ts';

export interface WrittenFile {
  readonly text: string;
  /** Milliseconds since 1970; 0 where nobody wrote it down. */
  readonly modified: number;
}

const system = '/live_response/system';
const textBytes = 4 * 1024 * 1024;
const listingBytes = 16 * 1024 * 1024;
const mostLines = 262_144;
const mostFiles = 5000;

type Read = (collected: MachineTree, gaps: TreeGaps) => ReadonlyMap<string, WrittenFile>;

/** Which files are put together how, by their paths; each source is read when one of its files is asked for first. */
const sources: readonly (readonly [paths: RegExp, read: Read])[] = [
  [/^\/etc\/ld\.so\.preload$/, preloadFile],
  [/^\/etc\/passwd$/, accounts],
  [/\/\.ssh\/authorized_keys/, authorizedKeys],
  [/^\/proc\/modules$/, modules],
  [/^\/proc\/sys\/kernel\/tainted$/, tainted],
  [/^\/sys\/module\/[^/]{1,64}\/initstate$/, loadedModules],
];

export class WrittenFiles {
  readonly #collected: MachineTree;
  readonly #gaps: TreeGaps;
  readonly #read = new Map<Read, ReadonlyMap<string, WrittenFile>>();

  constructor(collected: MachineTree, gaps: TreeGaps) {
    this.#collected = collected;
    this.#gaps = gaps;
  }

  at(path: string): WrittenFile | undefined {
    const read = sources.find(([paths]) => paths.test(path))?.[1];
    return read && this.#files(read).get(path);
  }

  /** Only of modules: nobody lists a folder to find the others. */
  list(path: string): readonly TreeEntry[] | undefined {
    if (path !== '/sys/module') return undefined;
    const names = [...this.#files(loadedModules).keys()].map((place) => place.split('/')[3] ?? '');
    return names.map((name) => ({ name, kind: 'folder' as const }));
  }

  #files(read: Read): ReadonlyMap<string, WrittenFile> {
    const known = this.#read.get(read) ?? read(this.#collected, this.#gaps);
    this.#read.set(read, known);
    return known;
  }
}

// --- UAC ------------------------------------------------------------------------------------------------------

/** Read past the file system: a library that is loaded into every program may hide it from them. */
function preloadFile(collected: MachineTree): ReadonlyMap<string, WrittenFile> {
  const text = collected.text('/chkrootkit/etc_ld_so_preload.txt', textBytes) ?? '';
  if (!/^\s*[/#]/.test(text)) return new Map();
  // A line of a body file: access, modification, change and birth stand at its end.
  const line = collected.text('/chkrootkit/stat_etc_ld_so_preload.txt', textBytes)?.split('\n', 1)[0] ?? '';
  const seconds = Number(line.split('|').at(-3));
  return new Map([['/etc/ld.so.preload', { text, modified: seconds > 0 && seconds < 1e11 ? seconds * 1000 : 0 }]]);
}

/**
 * `lsmod` prints name, size and users; the kernel's own lines are kept of those that tainted it.
 * @example 'nf_tables 344064 2 nft_compat,x' // 'nf_tables 344064 2 nft_compat,x, Live 0x0'
 */
function modules(collected: MachineTree, gaps: TreeGaps): ReadonlyMap<string, WrittenFile> {
  const own = linesOf(collected, gaps, `${system}/modules_tainting_the_kernel.txt`);
  const marked = new Map(own.map((line) => [line.split(' ', 1)[0] ?? '', line]));
  const listed = linesOf(collected, gaps, `${system}/lsmod.txt`).flatMap((line) => {
    const [, name = '', size, count, users = '-'] =
      /^([\w-]{1,64}) +(\d{1,12}) +(-?\d{1,9})(?: +(\S{1,4096}))?\s*$/.exec(line) ?? [];
    return size === undefined ? [] : [marked.get(name) ?? `${name} ${size} ${count} ${users} Live 0x0`];
  });
  const told = listed.length > 0 ? listed : tableOfModules(collected, gaps);
  return told.length === 0 ? new Map() : new Map([['/proc/modules', { text: `${told.join('\n')}\n`, modified: 0 }]]);
}

function tainted(collected: MachineTree): ReadonlyMap<string, WrittenFile> {
  const text = collected.text(`${system}/cat_proc_sys_kernel_tainted.txt`, 64) ?? '';
  return /^\d{1,12}\s*$/.test(text) ? new Map([['/proc/sys/kernel/tainted', { text, modified: 0 }]]) : new Map();
}

/** What is built into the kernel has a folder, too, but no state: `ls -R` shows which have one. */
function loadedModules(collected: MachineTree, gaps: TreeGaps): ReadonlyMap<string, WrittenFile> {
  const files = new Map<string, WrittenFile>();
  let folder = '';
  for (const line of linesOf(collected, gaps, `${system}/ls_-l_-a_-R_sys_module.txt`)) {
    folder = /^(\/sys\/module\/[\w-]{1,64}):$/.exec(line)?.[1] ?? (line.endsWith(':') ? '' : folder);
    if (folder !== '' && files.size < mostFiles && /^-.{9,120} initstate$/.test(line))
      files.set(`${folder}/initstate`, { text: 'live\n', modified: 0 });
  }
  return files;
}

function linesOf(collected: MachineTree, gaps: TreeGaps, path: string): readonly string[] {
  const lines = (collected.text(path, listingBytes) ?? '').split('\n', mostLines + 1);
  if (lines.length > mostLines) gaps.add(path, { gap: 'limit-count', what: 'more lines were not read' });
  return lines.slice(0, mostLines);
}

// --- Velociraptor ---------------------------------------------------------------------------------------------

function accounts(collected: MachineTree, gaps: TreeGaps): ReadonlyMap<string, WrittenFile> {
  const text = rowsOf(collected, gaps, 'Linux.Sys.Users').flatMap((row) => {
    const [user, uid] = [textAt(row, 'User'), textAt(row, 'Uid')];
    if (user === undefined || uid === undefined) return [];
    const others = ['Gid', 'Description', 'Homedir', 'Shell'].map((column) => textAt(row, column) ?? '');
    return [[user, 'x', uid, ...others].map((part) => part.replace(/[:\n]/g, ' ')).join(':')];
  });
  return text.length === 0 ? new Map() : new Map([['/etc/passwd', { text: `${text.join('\n')}\n`, modified: 0 }]]);
}

function authorizedKeys(collected: MachineTree, gaps: TreeGaps): ReadonlyMap<string, WrittenFile> {
  const files = new Map<string, WrittenFile>();
  for (const row of rowsOf(collected, gaps, 'Linux.Ssh.AuthorizedKeys')) {
    const [place, type, key] = [textAt(row, 'OSPath'), textAt(row, 'KeyType'), textAt(row, 'Key')];
    if (place === undefined || type === undefined || key === undefined) continue;
    const before = files.get(place);
    if (before === undefined && files.size >= mostFiles) continue;
    const options = textsAt(row, 'Opts').join(',');
    const line = [options, type, key, textAt(row, 'Comment') ?? ''].filter((part) => part !== '').join(' ');
    const modified = Math.max(0, Date.parse(textAt(row, 'Mtime') ?? '') || 0);
    files.set(place, {
      text: `${before?.text ?? ''}${line.replaceAll('\n', ' ')}\n`,
      modified,
    });
  }
  return files;
}

function tableOfModules(collected: MachineTree, gaps: TreeGaps): readonly string[] {
  return rowsOf(collected, gaps, 'Linux.Proc.Modules').flatMap((row) => {
    const name = textAt(row, 'Name');
    const [size = '0', count = '0', state = 'Live'] = ['Size', 'UseCount', 'Status'].map((column) =>
      textAt(row, column),
    );
    return name === undefined || !/^[\w-]{1,64}$/.test(name) ? [] : [`${name} ${size} ${count} - ${state} 0x0`];
  });
}

function rowsOf(collected: MachineTree, gaps: TreeGaps, artifact: string): readonly JsonValue[] {
  const rows: JsonValue[] = [];
  for (const { name } of collected.list('/results')) {
    if (name !== `${artifact}.json` && name !== `${artifact}.csv`) continue;
    const path = `/results/${name}`;
    const read = collected.read(path, listingBytes);
    if (read === undefined) continue;
    const { bad, cut } = forTableRows({ ...read, isCsv: name.endsWith('.csv') }, (row) => rows.push(row) > 0);
    if (bad > 0) gaps.add(path, { gap: 'malformed', what: `${bad} lines are no rows of the table` });
    if (cut) gaps.add(path, { gap: 'limit-count', what: 'more rows were not read' });
  }
  return rows;
}
