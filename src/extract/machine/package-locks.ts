/**
 * Releases that are known to have brought malware: installed in `node_modules` and in folders of Python packages, or
 * named by a lock file, from which whoever installs would get them. Source of the releases: intel/bad-releases.ts.
 * Does not see: packages that were installed and removed again, programs that were bundled from them.
 */
import { readPackageLock } from '../../codec/package-lock/package-lock.ts';
import { type BadReleaseFact, badRelease, badReleases } from '../../intel/bad-releases.ts';
import type { BadRelease } from '../../model/machine-payloads.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { leftOut } from './knowledge/folder-files.ts';

const npmInstalled = '.package-lock.json';
const lockNames = [
  'package-lock.json',
  'npm-shrinkwrap.json',
  npmInstalled,
  'yarn.lock',
  'pnpm-lock.yaml',
  'requirements.txt',
  'requirements-dev.txt',
  'dev-requirements.txt',
  'constraints.txt',
  'pipfile.lock',
  'poetry.lock',
  'uv.lock',
  'pdm.lock',
  'gemfile.lock',
];
const moduleFolders = ['node_modules', 'site-packages', 'dist-packages'];
const mostBytes = 16 * 1024 * 1024;
const mostBytesOfAll = 128 * 1024 * 1024;
const mostFolders = 5000;
const mostTold = 500;
const longestManifest = 256 * 1024;

type Release = Told<'bad-release'>;

export const packageLocks: Probe<'bad-release'> = defineProbe({
  id: 'package-locks',
  title: 'Releases of packages that are known to have brought malware',
  emits: ['bad-release'],
  platform: 'any',
  wishes: [{ names: lockNames }, { names: moduleFolders, folders: true }],
  *probe(machine, wished): Iterable<Release> {
    const folders = wished.paths.filter((path) => moduleFolders.includes(nameOf(path)));
    const locks = wished.paths.filter((path) => !moduleFolders.includes(nameOf(path)));
    yield { looked: { at: 'lock files and folders of packages', count: wished.paths.length } };
    let told = 0;
    const found = [...installed(machine, folders.slice(0, mostFolders)), ...locked(machine, locks)];
    for (const release of found) if (told++ < mostTold) yield release;
    yield* leftOut(told - mostTold, 'known-bad releases are not told', '/');
    const left = wished.left + Math.max(folders.length - mostFolders, 0);
    yield* leftOut(left, 'lock files and folders of packages are not looked at', '/');
  },
});

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}

function missed(what: string, path: string): Release {
  return { gap: { code: 'limit-count', what, path } };
}

/** The folders of the bad releases are looked for by their names: there are few of them and many packages. */
function* installed(machine: Machine, folders: readonly string[]): Iterable<Release> {
  for (const folder of folders) {
    const ecosystem = nameOf(folder) === 'node_modules' ? 'npm' : 'pypi';
    for (const fact of badReleases) {
      if (fact.ecosystem !== ecosystem) continue;
      yield* ecosystem === 'npm' ? npmModule(machine, folder, fact) : pythonModule(machine, folder, fact);
    }
  }
}

function* npmModule({ tree }: Machine, folder: string, { ecosystem, name }: BadReleaseFact): Iterable<Release> {
  const path = `${folder}/${name}/package.json`;
  if (tree.stat(path)?.kind !== 'file') return;
  const [, version] = /"version"\s{0,8}:\s{0,8}"([^"]{1,64})"/.exec(tree.text(path, longestManifest) ?? '') ?? [];
  const fact = version === undefined ? undefined : badRelease(ecosystem, name, version);
  if (fact && version !== undefined) yield { kind: 'bad-release', path, value: releaseOf(fact, version, true) };
}

function* pythonModule({ tree }: Machine, folder: string, fact: BadReleaseFact): Iterable<Release> {
  for (const version of fact.versions) {
    const path = `${folder}/${fact.name.replaceAll('-', '_')}-${version}.dist-info`;
    if (tree.stat(path)?.kind === 'folder') yield { kind: 'bad-release', path, value: releaseOf(fact, version, true) };
  }
}

function* locked({ tree }: Machine, locks: readonly string[]): Iterable<Release> {
  let left = mostBytesOfAll;
  for (const path of locks) {
    const size = tree.stat(path)?.size ?? 0;
    left -= size;
    if (size > mostBytes || left < 0) {
      yield missed('too large, or too much of such files, to be read', path);
      if (left < 0) return;
      continue;
    }
    for (const { ecosystem, name, version, line } of readPackageLock(nameOf(path), tree.text(path, mostBytes) ?? '')) {
      const fact = badRelease(ecosystem, name, version);
      const value = fact && releaseOf(fact, version, nameOf(path) === npmInstalled);
      if (value) yield { kind: 'bad-release', path, line, value };
    }
  }
}

function releaseOf(fact: BadReleaseFact, version: string, installed: boolean): BadRelease {
  const { ecosystem, name, mines, says, source } = fact;
  return { ecosystem, name, version, installed, mines, says, source };
}
