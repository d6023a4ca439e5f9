/**
 * Scripts and programs below the document roots of web servers: scripts that run what a request tells them (web shells)
 * are told openly, scripts in folders for uploads and programs aside. The new ones are examined as any input is.
 * Source: https://attack.mitre.org/techniques/T1505/003/; codec/web-shell says what is read.
 * Does not see: web shells within a program's memory, applications that are started from elsewhere (Node.js, Java).
 */

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { latin1 } from '../../codec/latin1/latin1.ts';
import { type RunsRequests, runsRequests } from '../../codec/web-shell/web-shell.ts';
import type { FileTrace } from '../../model/machine-payloads.ts';
import { defineProbe, type FileState, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { leftOut } from './knowledge/folder-files.ts';
import { packagesOf } from './knowledge/packages.ts';
import { nameOf } from './knowledge/path-names.ts';
import { formOf, isRecent, isRunnable, traceOf } from './knowledge/traced-file.ts';
import { webRoots } from './web-root-folders.ts';

const mostEntries = 100_000;
const mostDepth = 16;
const mostScripts = 20_000;
const mostBytes = 128 * 1024 * 1024;
/**
 * Of a longer one, in which a web shell would hide in somebody's program, so many bytes from its beginning are read.
 */
const mostOfScript = 256 * 1024;
const mostExamined = 300;
const mostExaminedBytes = 64 * 1024 * 1024;
const mostTold = 500;

const scripts = /\.(?:php\d?|phtml|phar|pht|jspx?|aspx?|ashx|asmx|cgi|pl|py)$/i;
const plainEndings =
  /\.(?:html?|css|scss|less|js|mjs|ts|map|json|xml|txt|md|png|jpe?g|gif|webp|svg|ico|avif|woff2?|ttf|eot|otf|mp[34]|webm|pdf|po|mo|pot|ya?ml|sql|lock|csv|twig|tpl|vue)$/i;
const uploadFolder =
  /\/(?:uploads?|files|images?|img|media|avatars?|attachments?|cache|tmp|temp|userfiles|upfile|pictures?)\//i;
/** Folders that only tools read. */
const ofTools: ReadonlySet<string> = new Set(['.git', '.svn', 'node_modules']);

export const webRoot: Probe<'file-trace'> = defineProbe({
  id: 'web-root',
  title: 'Scripts below the document roots of web servers',
  emits: ['file-trace'],
  platform: 'linux',
  *probe(machine): Iterable<Told<'file-trace'>> {
    const { roots, misses } = webRoots(machine);
    const { files, stoppedIn, tooDeep } = filesBelow(machine, roots);
    yield { looked: { at: 'scripts and programs in web roots', count: files.length } };
    yield* misses;
    if (stoppedIn !== undefined) yield missed('more files in web roots than are looked at', stoppedIn);
    const [deep] = tooDeep;
    if (deep !== undefined)
      yield { gap: { code: 'limit-depth', what: `${tooDeep.length} folders so deep are not looked into`, path: deep } };
    yield* told(machine, files);
  },
});

interface WebFile {
  readonly path: string;
  readonly root: string;
  readonly state: FileState;
  readonly isScript: boolean;
}

function missed(what: string, path: string): Told<'file-trace'> {
  return { gap: { code: 'limit-count', what, path } };
}

interface Below {
  /** Scripts by their names, and what may be a program, the newest first. */
  readonly files: readonly WebFile[];
  /** Folder in which the bound was reached. */
  readonly stoppedIn?: string;
  readonly tooDeep: readonly string[];
}

function filesBelow({ tree }: Machine, roots: readonly string[]): Below {
  const files: WebFile[] = [];
  const tooDeep: string[] = [];
  const folders = roots.map((root) => ({ path: root, root, depth: 0 }));
  let entries = 0;
  for (let at = 0; at < folders.length; at++) {
    const folder = folders[at];
    if (!folder) break;
    for (const { name, kind } of tree.list(folder.path)) {
      if (++entries > mostEntries) return { files: sorted(files), stoppedIn: folder.path, tooDeep };
      const path = `${folder.path}/${name}`;
      if (kind === 'folder' && !ofTools.has(name)) {
        if (folder.depth < mostDepth) folders.push({ path, root: folder.root, depth: folder.depth + 1 });
        else tooDeep.push(path);
      }
      const isScript = scripts.test(name);
      const state = kind === 'file' && (isScript || !plainEndings.test(name)) ? tree.stat(path) : undefined;
      if (state?.kind === 'file' && (isScript || (state.mode & 0o111) !== 0))
        files.push({ path, root: folder.root, state, isScript });
    }
  }
  return { files: sorted(files), tooDeep };
}

function sorted(files: WebFile[]): WebFile[] {
  return files.sort((a, b) => cameAt(b) - cameAt(a) || (a.path < b.path ? -1 : 1));
}

function cameAt({ state }: WebFile): number {
  return state.changed ?? state.modified;
}

interface Bounds {
  scripts: number;
  bytes: number;
  tellings: number;
  examined: number;
  examinedBytes: number;
  /** New files for which there was no room. */
  unexamined: number;
  /** Scripts of which the beginning was read. */
  longer: string[];
}

function* told(machine: Machine, files: readonly WebFile[]): Iterable<Told<'file-trace'>> {
  const packages = packagesOf(machine);
  const packaged = packages.databases.length === 0 ? 'unknown' : 'no';
  const left: Bounds = {
    scripts: mostScripts,
    bytes: mostBytes,
    tellings: mostTold,
    examined: mostExamined,
    examinedBytes: mostExaminedBytes,
    unexamined: 0,
    longer: [],
  };
  for (const file of files) {
    const { path, state, isScript } = file;
    if (packages.ownedBy(path)) continue;
    const form = isScript ? 'web-script' : formOf(machine, path);
    if (!isScript && !isRunnable(form, state.mode)) continue;
    const runs = isScript ? requestsRun(machine, file, left) : undefined;
    const isUpload = uploadFolder.test(path.slice(file.root.length));
    if ((runs || isUpload || !isScript) && left.tellings-- > 0) {
      const trace = traceOf(machine, path, state, { form, packaged, why: reasons(machine, file, runs !== undefined) });
      const value = runs?.sha256 === undefined ? trace : { ...trace, sha256: runs.sha256 };
      yield { kind: 'file-trace', value, path, ...(runs ? placeOf(runs) : { aside: true }) };
    }
    if (runs || ((isUpload || isRecent(machine, state)) && mayExamine(state, left))) yield { examine: path };
  }
  const root = files[0]?.root ?? '/var/www';
  if (left.scripts < 0 || left.bytes < 0) yield missed('more scripts in web roots than are read', root);
  if (left.longer[0] !== undefined) yield partlyRead(left.longer.length, left.longer[0]);
  yield* leftOut(-left.tellings, 'files of web roots are not told', root);
  yield* leftOut(left.unexamined, 'new files of web roots are not examined', root);
}

function partlyRead(count: number, path: string): Told<'file-trace'> {
  const scripts = count === 1 ? 'a script of a web root is' : `${count.toLocaleString('en')} scripts of web roots are`;
  return { gap: { code: 'limit-bytes', what: `${scripts} longer than 256 KiB: only the beginning is searched`, path } };
}

/**
 * What a request is told to run; where all was read, the script's hash: by it a removal knows that it is the same one.
 */
type Shell = RunsRequests & { readonly sha256?: string };

function requestsRun({ tree }: Machine, { path, state }: WebFile, left: Bounds): Shell | undefined {
  if (state.size === 0) return undefined;
  left.bytes -= Math.min(state.size, mostOfScript);
  if (left.scripts-- <= 0 || left.bytes < 0) return undefined;
  // As Latin-1 a character is a byte, so that places in the text are places in the file.
  const read = tree.read(path, mostOfScript);
  const runs = read && runsRequests(path, latin1(read.bytes));
  if (read?.whole === false) left.longer.push(path);
  return runs && (read?.whole ? { ...runs, sha256: bytesToHex(sha256(read.bytes)) } : runs);
}

function placeOf({ at, call }: RunsRequests): { readonly offset: number; readonly excerpt: Uint8Array } {
  return { offset: at, excerpt: Uint8Array.from(call, (character) => character.charCodeAt(0)) };
}

function reasons(machine: Machine, { path, state, isScript }: WebFile, runs: boolean): FileTrace['why'] {
  const name = nameOf(path);
  return [
    'web-root',
    ...(runs ? (['runs-requests'] as const) : []),
    ...(name.startsWith('.') ? (['hidden'] as const) : []),
    ...(isScript ? [] : (['runnable'] as const)),
    ...(isRecent(machine, state) ? (['recent'] as const) : []),
  ];
}

function mayExamine({ size }: FileState, left: Bounds): boolean {
  if (left.examined <= 0 || size > left.examinedBytes) {
    left.unexamined++;
    return false;
  }
  left.examined--;
  left.examinedBytes -= size;
  return true;
}
