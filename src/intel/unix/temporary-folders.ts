/**
 * Folders that everybody may write to and whose content nobody keeps.
 * Sources: Filesystem Hierarchy Standard 3.0, 3.18 and 5.15 (/tmp, /var/tmp); shm_overview(7) (/dev/shm, and /run/shm of
 * older Debians); mq_overview(7) (/dev/mqueue); XDG Base Directory Specification 0.8 (/run/user/UID); hier(7) of macOS
 * (/private/tmp) and of older Unix (/usr/tmp).
 */

/** Those that have a fixed name. */
export const temporaryFolders: readonly string[] = [
  '/tmp',
  '/var/tmp',
  '/dev/shm',
  '/run/shm',
  '/dev/mqueue',
  '/usr/tmp',
  '/private/tmp',
];

const beginning = new RegExp(`^(?:${temporaryFolders.join('|')}|/run/user/\\d{1,10})/`);

/** The folder that a path stands in, with its slash; `/run/user/1000/` is one for each account. */
export function temporaryFolderOf(path: string): string | undefined {
  return beginning.exec(path)?.[0];
}

/** @example inTemporaryFolder('/var/tmp/.x/kswapd0') // true */
export function inTemporaryFolder(path: string): boolean {
  return beginning.test(path);
}
