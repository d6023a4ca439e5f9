/** What the place of a file says. Paths are those of a Unix system, as its hierarchy standard has them. */

const temporary = /^\/(?:tmp|var\/tmp|dev\/shm|run\/shm|run\/user\/\d{1,10})\//;

export function inTemporaryFolder(path: string): boolean {
  return temporary.test(path);
}

/** Hidden files and folders that every home, project and desktop has. */
const everyday =
  /^\.(?:cache|config|local|ssh|gnupg|git|github|gitignore|npm|npmrc|nvm|cargo|rustup|m2|docker|kube|aws|vscode|mozilla|bashrc|bash_\w{1,20}|profile|zshrc|vimrc|env|htaccess|well-known|X11-unix|ICE-unix|XIM-unix|font-unix|Test-unix|dockerenv|pm2|pyenv|venv|terraform|ansible|java|gradle|android|wine|steam|var)$/;

/** It, or a folder above it, has a name that a listing leaves out. */
export function isHiddenPlace(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') && part.length > 1 && !everyday.test(part));
}

/** Where the system keeps its own programs and settings. */
export function inSystemFolder(path: string): boolean {
  return /^\/(?:bin|sbin|lib\w{0,3}|usr\/(?:bin|sbin|lib\w{0,3}|libexec)|etc|boot)\//.test(path);
}

/** Programs that run what anybody gives them, so that one that mines says nothing about the program itself. */
const shared =
  /^(?:(?:ba|da|z|k|c|tc|a|fi)?sh|busybox|python[\d.]{0,6}|perl[\d.]{0,8}|ruby[\d.]{0,6}|node|nodejs|deno|bun|php[\w.-]{0,12}|java|javaw|lua\w{0,6}|env|nohup|setsid|timeout|screen|tmux[\w:-]{0,12}|sudo|su|xargs|awk|gawk|mawk|systemd|init|cron|crond|atd|sshd|dockerd|docker|containerd[\w-]{0,20}|runc|podman|conmon|kubelet|curl|wget|socat|ncat?|ld-linux[\w.-]{0,20}|ld-musl[\w.-]{0,20}|wine\d{0,2}|qemu[\w-]{0,20}|nginx|apache2|httpd|postgres|mysqld|redis-server|chrome|chromium|firefox)$/;

export function isSharedProgram(path: string): boolean {
  return shared.test(path.slice(path.lastIndexOf('/') + 1).replace(/ \(deleted\)$/, ''));
}

/** Folders of the desktop that stand below /tmp on every machine. */
const ownFolders = /^\.(?:X11|ICE|XIM|font|Test)-unix$|^systemd-private-|^snap[.-]/;

/** Folders between a temporary folder and a file in it, the inmost first: each may go once it is empty. */
export function temporaryFoldersAbove(path: string): string[] {
  const [root = ''] = temporary.exec(path) ?? [];
  if (root === '') return [];
  const parts = path.slice(root.length).split('/').slice(0, -1);
  if (parts.some((part) => part === '' || part === '.' || part === '..' || ownFolders.test(part))) return [];
  return parts.map((_, i) => root + parts.slice(0, parts.length - i).join('/'));
}

/** The outermost folder that a listing leaves out, or that stands below a temporary one: who made it has it to himself. */
export function ownFolderOf(path: string): string | undefined {
  const parts = path.split('/').slice(0, -1);
  const hidden = parts.findIndex((part) => part.length > 1 && part.startsWith('.') && !everyday.test(part));
  return hidden < 0 ? temporaryFoldersAbove(path).at(-1) : parts.slice(0, hidden + 1).join('/');
}
