/** Names that hide, names that pose as the system's, and the hidden folders that a healthy machine has. */
import type { Machine } from '../../model/machine-units.ts';
import { accountsOf } from './knowledge/accounts.ts';
import { packagesOf } from './knowledge/packages.ts';

/** Hidden by a dot, or by being overlooked: blanks, `...`. */
export function isHiddenName(name: string): boolean {
  return (name.startsWith('.') && !isUsuallyHidden(name)) || name.trim() !== name || name.trim() === '';
}

/** Hidden folders and files that programs make by themselves: of version control, of caches, of desktops. */
const usual: ReadonlySet<string> = new Set(
  (
    '.git .github .gitlab .svn .hg .cache .config .local .npm .npm-global .pnpm .pnpm-store .yarn .bun .deno .nvm ' +
    '.fnm .volta .node-gyp .node_modules .bin .cargo .rustup .go .gradle .m2 .ivy2 .sbt .java .jdks .sdkman ' +
    '.kotlin .android .dotnet .nuget .net .templateengine .python .pyenv .venv .virtualenvs .conda .mamba .ipython ' +
    '.jupyter .pytest_cache .mypy_cache .ruff_cache .tox .nox .eggs .hypothesis .rbenv .rvm .gem .bundle .composer ' +
    '.cpan .cpanm .perl5 .opam .stack .cabal .ghcup .elan .julia .vscode .vscode-server .vscode-remote .cursor ' +
    '.cursor-server .idea .fleet .eclipse .emacs.d .vim .nano .zsh .oh-my-zsh .bash_it .tmux .fzf .asdf .mise .ssh ' +
    '.gnupg .pki .aws .azure .gcloud .kube .minikube .docker .terraform .terraform.d .ansible .vagrant .vagrant.d ' +
    '.helm .krew .mozilla .thunderbird .wine .steam .gnome .kde .themes .icons .fonts .fontconfig .dbus .gvfs ' +
    '.Trash .trash .next .nuxt .turbo .svelte-kit .parcel-cache .angular .expo .husky .storybook .nx .vercel .claude ' +
    '.codex .gemini .ollama .lmstudio .huggingface .keras .torch .matplotlib .wget-hsts .build-id .updated .nix-profile ' +
    '.snapshots .zfs .ecryptfs .Private .Trash-0 .Trash-1000 .timeshift .linuxbrew .snap .flatpak .var .etckeeper .build .swiftpm .pub-cache .dart .flutter .playwright .cypress'
  ).split(' '),
);
const usualBeginnings =
  /^\.(?:mount_|org\.chromium|com\.google|com\.microsoft|goutputstream|nfs[0-9a-f]{8}|vbox-|wine-|tmp[A-Z0-9]|esd-|s\.PGSQL|lock|npm|yarn|pip|go-|dotnet|sass-cache|fuse_hidden|vite|eslint|prettier)/;

export function isUsuallyHidden(name: string): boolean {
  return usual.has(name) || usualBeginnings.test(name);
}

/** Folders of programs that run containers, of the start of the system, and of mounts within sessions. */
export const othersFolders: RegExp =
  /^\/run\/(?:containerd|docker|crio|containers|libpod|runc|k3s|netns|udev|systemd|snapd|initramfs|lvm|credentials|user\/\d{1,10}\/(?:gvfs|doc|systemd|containers))$/;

/** Names of kernel threads, of services that run everywhere and of system programs, as miners take them. */
const posed =
  /^\.?\[?(?:k(?:thread|work|swap|soft|dev|audit|integrity|block|compact|huge)[a-z]*[0-9:/]*|kinsing|kdevtmpfsi|migration|watchdog[d0-9]*|rcu_[a-z]+|jbd2|systemd[a-z-]*|dbus(?:-daemon)?|initd?|udevd?|s?shd|crond?|atd|rsyslogd?|syslogd?|auditd|polkitd?|networkd|resolved|journald|irqbalance|acpid|httpd|apache2?|nginx|php-fpm|mysqld?|postgres|redis-server|java|python[23]?|node|perl|bash|dash|zsh|login|getty|agetty|sudo|su|ps|top|ls|wget|curl|netstat|lsof|ntpd?|chronyd|containerd|dockerd|kubelet|snapd|cupsd)\]?$/;

export function posesAsSystem(name: string): boolean {
  return posed.test(name);
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
