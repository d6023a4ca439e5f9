/**
 * Where a Windows system stands in a tree, and its files, whose names may be written in either case: a disk has it at its
 * root, collectors put it below the drive's letter (`C`, `C:`, `C%3A`).
 */
import type { Machine } from '../../../model/machine-units.ts';

const mostUsers = 500;
const drives = ['', '/C', '/c', '/C:', '/C%3A', '/uploads/auto/C%3A', '/uploads/ntfs/%5C%5C.%5CC%3A'];

/** The folder in which `Windows` and `Users` stand; several where a collection has several. */
export function systemsOf(machine: Machine): readonly string[] {
  return drives.filter((drive) => placeIn(machine, drive, 'Windows') ?? placeIn(machine, drive, 'Users'));
}

/** The path of what stands below `folder` under this name, whatever the case of its letters. */
export function placeIn({ tree }: Machine, folder: string, path: string): string | undefined {
  if (tree.stat(`${folder}/${path}`)) return `${folder}/${path}`;
  let place = folder;
  for (const part of path.split('/')) {
    const name = part.toLowerCase();
    const found = tree.list(place === '' ? '/' : place).find((entry) => entry.name.toLowerCase() === name);
    if (!found) return undefined;
    place = `${place}/${found.name}`;
  }
  return place;
}

export interface WindowsUser {
  readonly name: string;
  readonly home: string;
}

export function usersOf(machine: Machine, system: string): readonly WindowsUser[] {
  return allUsers(machine, system).slice(0, mostUsers);
}

/** How many users there are beyond those. Told by the probe `windows-startup-folders`. */
export function usersLeft(machine: Machine, system: string): number {
  return Math.max(0, allUsers(machine, system).length - mostUsers);
}

function allUsers(machine: Machine, system: string): readonly WindowsUser[] {
  const users = placeIn(machine, system, 'Users');
  if (users === undefined) return [];
  const folders = machine.tree.list(users).filter(({ kind }) => kind === 'folder');
  return folders.map(({ name }) => ({ name, home: `${users}/${name}` }));
}

/** Where the program of a command stands in the tree: `%SystemRoot%\x.exe`, `"C:\Program Files\x.exe" /s`. */
export function programPlace(machine: Machine, system: string, command: string): string | undefined {
  const program = programOf(command);
  const path = program
    .replace(/^(?:\\\?\?\\)?(?:%systemroot%|%windir%|\\systemroot)(?=\\)/i, 'Windows')
    .replace(/^%programdata%/i, 'ProgramData')
    .replace(/^%public%/i, 'Users\\Public')
    .replace(/^(?:\\\?\?\\)?(?:c:|%systemdrive%)\\/i, '')
    .replaceAll('\\', '/');
  return /^[^/%:*?"<>|][^%:*?"<>|]*$/.test(path) && path.includes('/') ? placeIn(machine, system, path) : undefined;
}

/** The first word of a command, quoted or up to the end of a program's name. */
export function programOf(command: string): string {
  const text = command.trim().slice(0, 1024);
  if (text.startsWith('"')) return text.slice(1).replace(/".*$/s, '');
  return (
    /^.{1,260}?\.(?:exe|dll|sys|bat|cmd|ps1|vbs|js|scr|com)(?=$|[\s,"])/i.exec(text)?.[0] ?? text.replace(/\s.*$/s, '')
  );
}
