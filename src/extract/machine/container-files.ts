/**
 * Which files that a container wrote are worth a look: programs in its temporary folders, whatever it is; of a container
 * that says something by itself, all programs that it wrote.
 */
import { temporaryFolders } from '../../intel/unix/temporary-folders.ts';
import type { Machine, Told } from '../../model/machine-units.ts';

/** Entries of folders that are looked at, and files that are examined, in one container. */
const mostEntries = 2000;
const mostFiles = 64;

/** `files`: the folder with what the container wrote. */
export function* suspectFiles({ tree }: Machine, files: string, all: boolean): Iterable<Told<never>> {
  const open = all ? [files] : temporaryFolders.map((folder) => files + folder);
  let [entries, found] = [0, 0];
  for (let folder = open.shift(); folder !== undefined; folder = open.shift())
    for (const { name, kind } of tree.list(folder)) {
      if (++entries > mostEntries || found >= mostFiles) {
        yield { gap: { code: 'limit-count', what: 'more files of a container are not looked at', path: folder } };
        return;
      }
      const path = `${folder}/${name}`;
      if (kind === 'folder') open.push(path);
      if (kind !== 'file' || ((tree.stat(path)?.mode ?? 0) & 0o111) === 0) continue;
      found++;
      yield { examine: path };
    }
}
