/** Names that hide, names that pose as the system's, and the hidden folders that a healthy machine has. */
import { isMadeByPrograms } from '../../intel/unix/hidden-names.ts';
import { imitatesThread } from '../../intel/unix/kernel-threads.ts';
import { isTakenName } from '../../intel/unix/system-programs.ts';
import type { Machine } from '../../model/machine-units.ts';
import { accountsOf } from './knowledge/accounts.ts';
import { packagesOf } from './knowledge/packages.ts';

/** Hidden by a dot, or by being overlooked: blanks, `...`. */
export function isHiddenName(name: string): boolean {
  return (name.startsWith('.') && !isMadeByPrograms(name)) || name.trim() !== name || name.trim() === '';
}

/** Folders of programs that run containers, of the start of the system, and of mounts within sessions. */
export const othersFolders: RegExp =
  /^\/run\/(?:containerd|docker|crio|containers|libpod|runc|k3s|netns|udev|systemd|snapd|initramfs|lvm|credentials|user\/\d{1,10}\/(?:gvfs|doc|systemd|containers))$/;

/** Where nothing of the system stands, its names are borrowed. `kinsing` is a family's own, and sounds like one. */
export function posesAsSystem(name: string): boolean {
  const plain = name.replace(/^\.?\[?/, '').replace(/\]$/, '');
  return imitatesThread(name) || isTakenName(plain) || plain === 'kinsing';
}

/** Folders of the system in whose first level hidden folders are looked for. */
const systemFolders = (
  '/ /boot /dev /etc /etc/init.d /etc/cron.d /lib /mnt /media /opt /srv /usr /usr/bin /usr/sbin /usr/lib /usr/lib64 ' +
  '/usr/include /usr/share /usr/local /usr/local/bin /usr/local/lib /usr/local/share /usr/local/games /usr/games ' +
  '/usr/src /var /var/cache /var/lib /var/log /var/mail /var/opt /var/spool /var/spool/cron /var/games'
).split(' ');
const mostFolders = 500;

export interface HiddenFolders {
  readonly folders: readonly string[];
  /** How many more there are. */
  readonly left: number;
}

export function hiddenSystemFolders(machine: Machine): HiddenFolders {
  const packages = packagesOf(machine);
  const places = new Set(systemFolders.flatMap((folder) => machine.tree.real(folder) ?? []));
  const hidden = [...places].flatMap((folder) => hiddenIn(machine, folder));
  return bounded(hidden.filter((path) => !packages.ownedBy(path)));
}

export function hiddenHomes(machine: Machine): HiddenFolders {
  const homes = new Set(accountsOf(machine).homes.map(({ home }) => home));
  const standing = [...homes].filter((home) => home !== '/' && machine.tree.stat(home)?.kind === 'folder');
  return bounded(standing.flatMap((home) => hiddenIn(machine, home)));
}

function bounded(folders: readonly string[]): HiddenFolders {
  return { folders: folders.slice(0, mostFolders), left: Math.max(0, folders.length - mostFolders) };
}

function hiddenIn({ tree }: Machine, folder: string): string[] {
  return tree
    .list(folder)
    .filter(({ name, kind }) => kind === 'folder' && isHiddenName(name))
    .map(({ name }) => (folder === '/' ? `/${name}` : `${folder}/${name}`));
}
