/**
 * What intruders leave in folders that everybody may write to, and in folders that hide: programs and scripts in `/tmp`,
 * `/var/tmp`, `/dev/shm`, `/run` and in hidden folders of homes and of the system. What stands there is examined as any
 * input is, the runnable and the newest first; a trace is told openly only where the place and the name tell already.
 * Source: https://attack.mitre.org/techniques/T1564/001/, https://attack.mitre.org/techniques/T1036/005/.
 * Does not see: the immutable flag, which only a call of the running system tells (`lsattr`).
 */
import { temporaryFolders } from '../../intel/unix/temporary-folders.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import type { Dropped } from './dropped-file.ts';
import { hiddenHomes, hiddenSystemFolders } from './dropped-files-names.ts';
import { Walk } from './dropped-files-walk.ts';
import { leftOut } from './knowledge/folder-files.ts';
import { packagesOf } from './knowledge/packages.ts';
import { traceOf } from './knowledge/traced-file.ts';

/** Services keep their sockets in /run, and only they may write there. */
const openFolders = [...temporaryFolders, '/run', '/var/run'];
const mostExamined = 1000;
/** Larger ones would leave no room for the others. */
const mostFileBytes = 64 * 1024 * 1024;
const mostExaminedBytes = 192 * 1024 * 1024;
/** What is unpacked takes some times as long as its own bytes do. */
const archiveCost = 4;
const mostTold = 1000;

export const droppedFiles: Probe<'file-trace'> = defineProbe({
  id: 'dropped-files',
  title: 'Programs in temporary and hidden folders',
  emits: ['file-trace'],
  platform: 'linux',
  *probe(machine): Iterable<Told<'file-trace'>> {
    const walk = new Walk(machine);
    for (const folder of openFolders) walk.enter(folder, 'temporary-folder');
    const [ofSystem, ofHomes] = [hiddenSystemFolders(machine), hiddenHomes(machine)];
    for (const folder of ofSystem.folders) walk.enter(folder, 'hidden');
    for (const folder of ofHomes.folders) walk.enter(folder, 'home');
    const dropped = walk.found().sort(byTelling);
    yield { looked: { at: 'files in temporary and hidden folders', count: dropped.length } };
    yield* walk.misses();
    yield* leftOut(ofSystem.left, 'hidden folders of the system are not looked into', '/');
    yield* leftOut(ofHomes.left, 'hidden folders of homes are not looked into', '/home');
    yield* told(machine, dropped);
  },
});

/** What tells by itself first, then what runs, then the newest. */
function byTelling(a: Dropped, b: Dropped): number {
  const rank = ({ open, runnable }: Dropped): number => (open ? 2 : 0) + (runnable ? 1 : 0);
  const changed = ({ state }: Dropped): number => state.changed ?? state.modified;
  return rank(b) - rank(a) || changed(b) - changed(a) || (a.path < b.path ? -1 : 1);
}

function* told(machine: Machine, dropped: readonly Dropped[]): Iterable<Told<'file-trace'>> {
  const packages = packagesOf(machine);
  let bytesLeft = mostExaminedBytes;
  let examined = 0;
  let left = 0;
  let untold = 0;
  for (const [at, { path, state, form, why, runnable, open }] of dropped.entries()) {
    const packaged = packages.databases.length === 0 ? 'unknown' : packages.ownedBy(path) ? 'yes' : 'no';
    if (packaged === 'yes') continue;
    if (runnable && at >= mostTold) untold++;
    else if (runnable) {
      const value = traceOf(machine, path, state, { form, why, packaged });
      yield { kind: 'file-trace', value, path, ...(open ? {} : { aside: true }) };
    }
    const cost = form === 'archive' ? archiveCost * state.size : state.size;
    if (examined >= mostExamined || state.size > mostFileBytes || cost > bytesLeft) {
      left++;
      continue;
    }
    bytesLeft -= cost;
    examined++;
    yield { examine: path };
  }
  yield* leftOut(untold, 'programs and scripts of temporary and hidden folders are not told', '/tmp');
  if (left === 0) return;
  const files = left === 1 ? '1 file' : `${left.toLocaleString('en')} files`;
  const what = `the content of ${files} of temporary and hidden folders was not examined`;
  yield { gap: { code: 'limit-count', what, path: '/tmp' } };
}
