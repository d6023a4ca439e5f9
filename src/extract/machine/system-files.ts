/**
 * Programs and libraries of the system that are no longer what their packages brought: those that miners and rootkits
 * replace are always compared, and what else stands in the folders of programs where its inode changed after its package
 * was installed. Also programs there that no package brought and that are recent, and copies of the system's own under
 * another name: intruders put a wrapper in place of `wget` or `ps` and keep the original as `wgettnt`, `ps.original`.
 * Source: https://attack.mitre.org/techniques/T1554/, https://attack.mitre.org/techniques/T1036/003/.
 * Does not see: a replaced file whose package database was changed with it; files that no package lists a digest for; of
 * programs that are seldom replaced, what changed longer ago than is recent.
 */
import {
  defineProbe,
  type Examine,
  type Machine,
  type MachineMiss,
  type MachineSighting,
  type Probe,
  type Told,
} from '../../model/machine-units.ts';
import { present } from '../../model/present.ts';
import { isoTime } from './knowledge/iso-time.ts';
import { type Packages, packagesOf } from './knowledge/packages.ts';
import { replacedLibraries, replacedPrograms } from './knowledge/replaced-programs.ts';
import { dayMs, formOf, isRecent, isRunnable, recentDays, traceOf } from './knowledge/traced-file.ts';

const programFolders = ['/usr/bin', '/usr/sbin', '/bin', '/sbin'];
const libraryFolders = ['/lib', '/usr/lib', '/lib64', '/usr/lib64'];
const machineNames = ['x86_64-linux-gnu', 'aarch64-linux-gnu', 'arm-linux-gnueabihf', 'i386-linux-gnu', 'security'];
const mostEntries = 40_000;
const mostCompared = 600;
const mostComparedBytes = 48 * 1024 * 1024;
/** Larger programs are only compared where their inode changed: hashing takes a second for some fifty megabytes. */
const largestWatched = 16 * 1024 * 1024;
const mostUnowned = 100;
const mostUnownedBytes = 64 * 1024 * 1024;
/** A package's own scripts set owners and capabilities within that time. */
const settledMs = 3_600_000;

type Kinds = 'package-file' | 'file-trace';
type SystemTold = Told<Kinds>;

export const systemFiles: Probe<Kinds> = defineProbe({
  id: 'system-files',
  title: 'Programs and libraries of the system against what their packages brought',
  emits: ['package-file', 'file-trace'],
  platform: 'linux',
  *probe(machine): Iterable<SystemTold> {
    const packages = packagesOf(machine);
    yield* packages.misses;
    if (packages.databases.length === 0) return;
    const files = systemFilesOf(machine);
    const watched = files.filter(isWatched).map(({ path }) => path);
    const small = watched.filter((path) => (machine.tree.follow(path)?.size ?? 0) <= largestWatched);
    const changed = changedSince(machine, packages, files);
    const chosen = new Set([...small, ...changed.chosen]);
    yield { looked: { at: 'system files compared with their packages', count: chosen.size } };
    if (files.length >= mostEntries) yield missed('system files that are looked at, at most', mostEntries, '/usr');
    yield* leftOut(
      watched.filter((path) => !chosen.has(path) && mayHaveChanged(machine, packages, path)),
      'programs that intruders replace, too large to be compared with their packages',
    );
    yield* leftOut(
      changed.left,
      'files that changed after their packages were installed, too many or too large to be compared with them',
    );
    for (const path of chosen) yield* changes(machine, packages, path);
    yield* missing(machine, packages);
    yield* unowned(machine, packages, files);
  },
});

interface SystemFile {
  readonly name: string;
  readonly path: string;
}

function isWatched({ name }: SystemFile): boolean {
  return replacedPrograms.has(name) || replacedLibraries.test(name);
}

function* leftOut(paths: readonly string[], what: string): Iterable<MachineMiss> {
  const [first] = paths;
  if (first !== undefined) yield missed(what, paths.length, first);
}

function missed(what: string, count: number, path: string): MachineMiss {
  return { gap: { code: 'limit-count', what: `${what}: ${count.toLocaleString('en')}`, path } };
}

/** What stands in the folders of programs and libraries, each folder once however many names lead to it. */
function systemFilesOf({ tree }: Machine): SystemFile[] {
  const libraries = libraryFolders.flatMap((folder) => [folder, ...machineNames.map((name) => `${folder}/${name}`)]);
  const places = new Set([...programFolders, ...libraries].flatMap((folder) => tree.real(folder) ?? []));
  const files: SystemFile[] = [];
  for (const folder of places) {
    for (const { name, kind } of tree.list(folder)) {
      if (kind !== 'file' && kind !== 'link') continue;
      if (files.length >= mostEntries) return files;
      files.push({ name, path: `${folder}/${name}` });
    }
  }
  return files;
}

/** Its inode changed after its package was installed, or nothing says when it did. */
function mayHaveChanged({ tree }: Machine, packages: Packages, path: string): boolean {
  const changed = tree.follow(path)?.changed;
  const owner = packages.ownedBy(path);
  return owner !== undefined && !(changed !== undefined && changed <= (owner.installed ?? 0) + settledMs);
}

/**
 * Files whose inode changed well after their package was installed, the latest first. Where that is so of most files the
 * whole tree was copied at some time, and only what changed well after that says anything.
 */
function changedSince({ tree, now }: Machine, packages: Packages, files: readonly SystemFile[]): Bounded<string> {
  const owned: { path: string; size: number; changed: number; late: boolean }[] = [];
  for (const { path } of files) {
    const state = tree.stat(path);
    const installed = state?.kind === 'file' ? packages.ownedBy(path)?.installed : undefined;
    if (!state || state.changed === undefined || installed === undefined) continue;
    const { size, changed } = state;
    owned.push({ path, size, changed, late: changed > installed + settledMs });
  }
  const late = owned.filter((file) => file.late);
  const copied = late.length > owned.length / 2 ? medianOf(late.map(({ changed }) => changed)) + dayMs : 0;
  const since = Math.max(copied, now - recentDays * dayMs);
  const candidates = late.filter(({ changed }) => changed > since).sort((a, b) => b.changed - a.changed);
  const { chosen, left } = withinBounds(candidates, mostCompared, mostComparedBytes);
  return { chosen: chosen.map(({ path }) => path), left: left.map(({ path }) => path) };
}

function medianOf(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

interface Bounded<T> {
  readonly chosen: readonly T[];
  readonly left: readonly T[];
}

function withinBounds<T extends { readonly size: number }>(
  files: readonly T[],
  most: number,
  mostBytes: number,
): Bounded<T> {
  const chosen: T[] = [];
  const left: T[] = [];
  let bytes = 0;
  for (const file of files) {
    const fits = chosen.length < most && bytes + file.size <= mostBytes;
    (fits ? chosen : left).push(file);
    if (fits) bytes += file.size;
  }
  return { chosen, left };
}

function* changes(machine: Machine, packages: Packages, path: string): Iterable<MachineSighting<Kinds> | Examine> {
  const compared = packages.compare(path);
  const owner = compared && packages.ownedBy(path);
  if (!compared || !owner || compared.configuration || compared.found === compared.digest) return;
  const { package: name, version } = owner;
  const { algorithm, digest: expected, found } = compared;
  const state = machine.tree.follow(path);
  const modified = state && isoTime(state.modified);
  const changed = state?.changed === undefined ? undefined : isoTime(state.changed);
  const value = present({
    path,
    package: name,
    version,
    state: 'changed' as const,
    algorithm,
    expected,
    found,
    modified,
    changed,
  });
  yield { kind: 'package-file', value, path };
  yield { examine: path };
}

function* unowned(machine: Machine, packages: Packages, files: readonly SystemFile[]): Iterable<SystemTold> {
  const candidates = files.flatMap((file) => {
    const state = machine.tree.stat(file.path);
    if (state?.kind !== 'file' || !isRecent(machine, state) || packages.ownedBy(file.path)) return [];
    return [{ ...file, state, size: state.size, changed: state.changed ?? state.modified }];
  });
  candidates.sort((a, b) => b.changed - a.changed);
  const digests = new Set([...watchedPlaces(packages)].map(({ digest }) => digest));
  const { chosen, left } = withinBounds(candidates, mostUnowned, mostUnownedBytes);
  yield* leftOut(
    left.map(({ path }) => path),
    'recent files among the system’s programs that no package brought, more than are examined',
  );
  for (const { name, path, state } of chosen) {
    const form = formOf(machine, path);
    if (!isRunnable(form, state.mode)) continue;
    const copyOf = packages.digestsOf(path).some((digest) => digests.has(digest));
    const why = [
      'runnable',
      'recent',
      ...(copyOf || keptOriginal(name) ? (['named-as-system'] as const) : []),
      ...(name.startsWith('.') ? (['hidden'] as const) : []),
      ...((state.mode & 0o6000) === 0 ? [] : (['set-uid'] as const)),
    ] as const;
    const value = traceOf(machine, path, state, { form, packaged: 'no', why: [...why] });
    yield { kind: 'file-trace', value, path, ...(why.length > 2 ? {} : { aside: true }) };
    yield { examine: path };
  }
}

/** Where the programs that are replaced most stand, where their packages put them. */
function* watchedPlaces(packages: Packages): Iterable<{ readonly path: string; readonly digest: string }> {
  for (const folder of programFolders)
    for (const name of replacedPrograms) {
      const path = `${folder}/${name}`;
      const digest = packages.expected(path)?.digest;
      if (digest !== undefined) yield { path, digest };
    }
}

/** Programs that were renamed or deleted: only context, as images of containers leave some out. */
function* missing({ tree }: Machine, packages: Packages): Iterable<MachineSighting<Kinds>> {
  for (const { path } of watchedPlaces(packages)) {
    const expected = packages.expected(path);
    const owner = packages.ownedBy(path);
    if (!expected || !owner || tree.stat(path) || tree.real(path) !== undefined) continue;
    const { package: name, version } = owner;
    const { algorithm, digest } = expected;
    const value = present({ path, package: name, version, state: 'missing' as const, algorithm, expected: digest });
    yield { kind: 'package-file', value, path, aside: true };
  }
}

/** `ps.original`, `curl1`, `wgettnt`, `chattr.bak`: what is kept of a program when something else takes its name. */
function keptOriginal(name: string): boolean {
  const [, stem = ''] = /^\.?([a-z]+?)(?:[._-](?:orig(?:inal)?|bak|old|real)|tnt|\d)$/.exec(name) ?? [];
  return replacedPrograms.has(stem);
}
