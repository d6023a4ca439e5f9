/** What the place of a file says. Paths are those of a Unix system, as its hierarchy standard has them. */
import { isEverydayHidden, isOfDesktop } from '../../intel/unix/hidden-names.ts';
import { isInterpreter, isShell } from '../../intel/unix/interpreters.ts';
import { temporaryFolderOf } from '../../intel/unix/temporary-folders.ts';

/** It, or a folder above it, has a name that a listing leaves out. */
export function isHiddenPlace(path: string): boolean {
  return path.split('/').some(isHidden);
}

function isHidden(name: string): boolean {
  return name.length > 1 && name.startsWith('.') && !isEverydayHidden(name) && !isOfDesktop(name);
}

/** Where the system keeps its own programs and settings. */
export function inSystemFolder(path: string): boolean {
  return /^\/(?:bin|sbin|lib\w{0,3}|usr\/(?:bin|sbin|lib\w{0,3}|libexec)|etc|boot)\//.test(path);
}

/** Programs that run what anybody gives them, so that one that mines says nothing about the program itself. */
const shared =
  /^(?:busybox|php[\w.-]{1,12}|javaw|lua\w{1,6}|env|nohup|setsid|timeout|screen|tmux[\w:-]{0,12}|sudo|su|xargs|awk|gawk|mawk|systemd|init|cron|crond|atd|sshd|dockerd|docker|containerd[\w-]{0,20}|runc|podman|conmon|kubelet|curl|wget|socat|ncat?|ld-linux[\w.-]{0,20}|ld-musl[\w.-]{0,20}|wine\d{0,2}|qemu[\w-]{0,20}|nginx|apache2|httpd|postgres|mysqld|redis-server|chrome|chromium|firefox)$/;

export function isSharedProgram(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/ \(deleted\)$/, '');
  return isShell(name) || isInterpreter(name) || shared.test(name);
}

/** Folders of the desktop that stand below /tmp on every machine. */
const ownFolders = /^systemd-private-|^snap[.-]/;

/** Folders between a temporary folder and a file in it, the inmost first: each may go once it is empty. */
export function temporaryFoldersAbove(path: string): string[] {
  const root = temporaryFolderOf(path) ?? '';
  if (root === '') return [];
  const parts = path.slice(root.length).split('/').slice(0, -1);
  if (parts.some((part) => part === '' || part === '.' || part === '..' || isOfDesktop(part) || ownFolders.test(part)))
    return [];
  return parts.map((_, i) => root + parts.slice(0, parts.length - i).join('/'));
}

/**
 * The outermost folder that a listing leaves out, or that stands below a temporary one: who made it has it to himself.
 */
export function ownFolderOf(path: string): string | undefined {
  const parts = path.split('/').slice(0, -1);
  const hidden = parts.findIndex(isHidden);
  return hidden < 0 ? temporaryFoldersAbove(path).at(-1) : parts.slice(0, hidden + 1).join('/');
}
