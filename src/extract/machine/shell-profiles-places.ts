/**
 * The files that shells and logins read by themselves: bash(1), zsh(1), fish(1), tcsh(1), ksh(1), sshd(8), Xsession(5),
 * pam_env.conf(5), environment.d(5).
 */
import type { Machine } from '../../model/machine-units.ts';
import { accountsOf } from './knowledge/accounts.ts';
import type { FolderFiles } from './knowledge/folder-files.ts';

export interface ProfileFile {
  readonly path: string;
  /** Absent where it is everybody's. */
  readonly user?: string;
  readonly when: string;
}

const shell = 'when a shell starts';
const login = 'at login';
const logout = 'at logout';

const systemFiles: readonly (readonly [path: string, when: string])[] = [
  ['/etc/profile', login],
  ['/etc/bash.bashrc', shell],
  ['/etc/bashrc', shell],
  ['/etc/bash/bashrc', shell],
  ['/etc/bash.bash_logout', logout],
  ['/etc/zsh/zshenv', shell],
  ['/etc/zsh/zprofile', login],
  ['/etc/zsh/zshrc', shell],
  ['/etc/zsh/zlogin', login],
  ['/etc/zsh/zlogout', logout],
  ['/etc/zshenv', shell],
  ['/etc/zprofile', login],
  ['/etc/zshrc', shell],
  ['/etc/csh.cshrc', shell],
  ['/etc/csh.login', login],
  ['/etc/fish/config.fish', shell],
  ['/etc/ssh/sshrc', 'at every login over SSH'],
  ['/etc/environment', login],
  ['/etc/security/pam_env.conf', login],
];

const systemFolders: readonly (readonly [path: string, when: string])[] = [
  ['/etc/profile.d', login],
  ['/etc/environment.d', login],
  ['/etc/bashrc.d', shell],
  ['/etc/bash/bashrc.d', shell],
  ['/etc/fish/conf.d', shell],
  ['/etc/X11/Xsession.d', 'when a desktop starts'],
  ['/etc/X11/xinit/xinitrc.d', 'when a desktop starts'],
  ['/etc/skel', 'in every new account'],
];

const homeFiles: readonly (readonly [path: string, when: string])[] = [
  ['.profile', login],
  ['.bash_profile', login],
  ['.bash_login', login],
  ['.bashrc', shell],
  ['.bash_aliases', shell],
  ['.bash_logout', logout],
  ['.zshenv', shell],
  ['.zprofile', login],
  ['.zshrc', shell],
  ['.zlogin', login],
  ['.zlogout', logout],
  ['.kshrc', shell],
  ['.cshrc', shell],
  ['.tcshrc', shell],
  ['.login', login],
  ['.logout', logout],
  ['.config/fish/config.fish', shell],
  ['.ssh/rc', 'at every login over SSH'],
  ['.ssh/environment', 'at every login over SSH'],
  ['.pam_environment', login],
  ['.xprofile', 'when a desktop starts'],
  ['.xinitrc', 'when a desktop starts'],
  ['.xsession', 'when a desktop starts'],
  ['.xsessionrc', 'when a desktop starts'],
];
const homeFolders: readonly (readonly [path: string, when: string])[] = [
  ['.bashrc.d', shell],
  ['.config/environment.d', login],
  ['.config/fish/conf.d', shell],
  ['.config/plasma-workspace/env', 'when a desktop starts'],
];

/** Whether they are there or not; what stands in folders is there. */
export function* profileFiles(machine: Machine, folders: FolderFiles): Iterable<ProfileFile> {
  for (const [path, when] of systemFiles) yield { path, when };
  for (const [path, when] of systemFolders) for (const file of folders.of(path)) yield { path: file, when };
  const seen = new Set<string>();
  for (const { home, user } of accountsOf(machine).homes) {
    if (seen.has(home) || machine.tree.follow(home)?.kind !== 'folder') continue;
    seen.add(home);
    const base = home === '/' ? '' : home;
    for (const [path, when] of homeFiles) yield { path: `${base}/${path}`, user, when };
    for (const [path, when] of homeFolders)
      for (const file of folders.of(`${base}/${path}`)) yield { path: file, user, when };
  }
}
