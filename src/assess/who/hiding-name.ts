/**
 * Whether a path imitates the system's: a program in a folder that looks like System32, a system program's name in
 * another folder, a vendor's “service” or “update” in the Windows folder, or a kernel thread's name in a folder for
 * temporary files. Sources: MITRE ATT&CK T1036.005 (match legitimate name or location); Microsoft's list of Windows
 * system processes. Does not see: names that only a person would find odd.
 */
import { imitatesThread } from '../../intel/unix/kernel-threads.ts';

/** Folders of Windows itself that look like the imitations. */
const genuineFolders: ReadonlySet<string> = new Set([
  'system',
  'system32',
  'syswow64',
  'systemapps',
  'systemresources',
]);

const systemPrograms: ReadonlySet<string> = new Set(
  'svchost csrss lsass lsm services smss spoolsv taskhost taskhostw wininit winlogon conhost dllhost dwm rundll32'
    .split(' ')
    .map((name) => `${name}.exe`),
);

const vendorProgram =
  /^(?:adobe|amd|google|intel|java|microsoft|ms|nvidia|realtek|win|windows)[\w .-]{0,16}(?:driver|helper|host|service|svc|update|updater)s?\.exe$/;

const longestPath = 520;

export function imitatesSystem(path: string): boolean {
  const parts = path
    .slice(0, longestPath)
    .toLowerCase()
    .split(/[\\/]+/);
  const name = parts.at(-1) ?? '';
  const folders = parts.slice(0, -1);
  return path.includes('\\') ? imitatesWindows(folders, name) : imitatesLinux(folders, name);
}

function imitatesWindows(folders: readonly string[], name: string): boolean {
  const at = folders.findIndex((folder) => folder === 'windows' || folder === '%windir%' || folder === '%systemroot%');
  const below = at < 0 ? undefined : folders[at + 1];
  if (below !== undefined && /^sys[\w-]*$/.test(below) && !genuineFolders.has(below)) return true;
  if (systemPrograms.has(name)) return below !== 'system32' && below !== 'syswow64' && below !== 'winsxs';
  return at >= 0 && vendorProgram.test(name);
}

function imitatesLinux(folders: readonly string[], name: string): boolean {
  const temporary = /^(?:tmp|shm)$/.test(folders.at(-1) ?? '') || folders.includes('tmp');
  return temporary && imitatesThread(name);
}
