/**
 * Whose a file or a process is: the accounts of a machine, read once. Homes are also those that only stand there: of
 * accounts that a directory service knows, or where no account file was collected.
 */
import { type GroupEntry, type PasswdEntry, readGroup, readPasswd } from '../../../codec/passwd/passwd.ts';
import type { Machine, MachineTree } from '../../../model/machine-units.ts';
import { nameOf, withoutEndingSlashes } from './path-names.ts';

export interface Home {
  readonly user: string;
  readonly uid: number;
  /** Absolute, without a slash at its end; `/` for some accounts of services. */
  readonly home: string;
  /** Empty where it is not known. */
  readonly shell: string;
}

export interface Accounts {
  /** Accounts that `/etc/passwd` names, in its order. */
  readonly entries: readonly PasswdEntry[];
  readonly groups: readonly GroupEntry[];
  /** Of the first account with that number. */
  nameOf(uid: number): string | undefined;
  groupNameOf(gid: number): string | undefined;
  /** By account in the file's order; then folders that stand where homes do and are nobody's. */
  readonly homes: readonly Home[];
  /** Homes beyond the bound, in which nobody looks. Told by the probe `accounts-probe`. */
  readonly left: number;
  /** `/etc/passwd` has more lines than are read. Told there, too. */
  readonly cut: boolean;
}

const mostBytes = 4 * 1024 * 1024;
const mostHomes = 2000;
const known = new WeakMap<Machine, Accounts>();

export function accountsOf(machine: Machine): Accounts {
  const accounts = known.get(machine) ?? readAccounts(machine.tree);
  known.set(machine, accounts);
  return accounts;
}

/** The name of the account that a file belongs to. */
export function ownerOf(machine: Machine, path: string): string | undefined {
  const uid = machine.tree.follow(path)?.uid;
  return uid === undefined ? undefined : accountsOf(machine).nameOf(uid);
}

function readAccounts(tree: MachineTree): Accounts {
  const { entries, cut } = readPasswd(tree.text('/etc/passwd', mostBytes) ?? '');
  const homes = homesOf(tree, entries);
  const groups = readGroup(tree.text('/etc/group', mostBytes) ?? '').entries;
  const names = firstOf(entries.map(({ uid, name }) => [uid, name]));
  const groupNames = firstOf(groups.map(({ gid, name }) => [gid, name]));
  return {
    entries,
    groups,
    nameOf: (uid) => names.get(uid) ?? (uid === 0 ? 'root' : undefined),
    groupNameOf: (gid) => groupNames.get(gid) ?? (gid === 0 ? 'root' : undefined),
    homes: homes.slice(0, mostHomes),
    left: Math.max(0, homes.length - mostHomes),
    cut,
  };
}

function firstOf(pairs: readonly (readonly [number, string])[]): Map<number, string> {
  return new Map([...pairs].reverse());
}

function homesOf(tree: MachineTree, entries: readonly PasswdEntry[]): Home[] {
  const homes = entries
    .filter(({ home }) => home.startsWith('/'))
    .map(({ name, uid, home, shell }): Home => ({ user: name, uid, home: withoutEndingSlashes(home), shell }));
  const taken = new Set(homes.map(({ home }) => home));
  const standing = tree.list('/home').filter(({ kind }) => kind === 'folder');
  for (const path of ['/root', ...standing.map(({ name }) => `/home/${name}`)]) {
    const state = taken.has(path) ? undefined : tree.follow(path);
    if (state?.kind !== 'folder') continue;
    homes.push({ user: nameOf(path), uid: state.uid, home: path, shell: '' });
  }
  return homes;
}
