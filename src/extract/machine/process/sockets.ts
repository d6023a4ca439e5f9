/**
 * Which process holds which connection: the sockets among its open files, found by their inodes in the tables of its own
 * network namespace. A table is read once a namespace, through the first process that is in it.
 * Does not see: of a process with many connections more than some, those that are established before all others.
 */
import { readSocketTable, type SocketRow } from '../../../codec/proc/connections.ts';
import type { Connection } from '../../../model/machine-payloads.ts';
import type { MachineMiss, MachineTree } from '../../../model/machine-units.ts';

type Row = SocketRow & { readonly protocol: Connection['protocol'] };

const tables: readonly (readonly [name: string, protocol: Connection['protocol']])[] = [
  ['tcp', 'tcp'],
  ['tcp6', 'tcp'],
  ['udp', 'udp'],
  ['udp6', 'udp'],
];
const tableBytes = 16 * 1024 * 1024;
const mostTold = 32;

export class Sockets {
  readonly #tree: MachineTree;
  readonly #namespaces = new Map<string, ReadonlyMap<number, Row>>();
  /** Table -> lines of it that are no sockets. */
  readonly #unread = new Map<string, number>();

  constructor(tree: MachineTree) {
    this.#tree = tree;
  }

  /** What is connected comes first, what only listens last. */
  of(pid: number, inodes: readonly number[]): readonly Row[] {
    if (inodes.length === 0) return [];
    const table = this.#tableOf(pid);
    const rows = inodes.flatMap((inode) => table.get(inode) ?? []);
    return rows.sort((a, b) => rankOf(a) - rankOf(b)).slice(0, mostTold);
  }

  *misses(): Iterable<MachineMiss> {
    for (const [path, count] of this.#unread) {
      const what = count === 1 ? 'a line is no socket' : `${count} lines are no sockets`;
      yield { gap: { code: 'malformed', what, path } };
    }
  }

  #tableOf(pid: number): ReadonlyMap<number, Row> {
    const namespace = this.#tree.target(`/proc/${pid}/ns/net`);
    const key = namespace ?? '';
    const known = this.#namespaces.get(key);
    if (known) return known;
    // A collection holds the machine's own tables alone.
    const table = this.#read(namespace === undefined ? '/proc/net' : `/proc/${pid}/net`);
    // A process that has just ended left nothing: the next one is asked.
    if (table.size > 0 || namespace === undefined) this.#namespaces.set(key, table);
    return table;
  }

  #read(folder: string): ReadonlyMap<number, Row> {
    const rows = new Map<number, Row>();
    for (const [name, protocol] of tables) {
      const path = `${folder}/${name}`;
      const read = readSocketTable(this.#tree.text(path, tableBytes) ?? '');
      if (read.status !== 'ok') continue;
      if (read.value.unread > 0) this.#unread.set(path, read.value.unread);
      for (const row of read.value.rows)
        if (row.inode !== 0) rows.set(row.inode, { ...row, protocol, state: stateOf(row, protocol) });
    }
    return rows;
  }
}

/**
 * UDP knows no connections but those that a program asked for: all else is `closed` to the kernel, and open to anybody.
 */
function stateOf({ state }: SocketRow, protocol: Connection['protocol']): string {
  return protocol === 'udp' && state === 'closed' ? 'unconnected' : state;
}

function rankOf({ state, remotePort }: Row): number {
  if (state === 'established' && remotePort !== 0) return 0;
  if (state === 'syn-sent') return 1;
  return state === 'listen' ? 3 : 2;
}

/** Nothing but itself and nowhere. */
export function isElsewhere({ remote, remotePort }: Pick<SocketRow, 'remote' | 'remotePort'>): boolean {
  return remotePort !== 0 && !/^(?:127\.|0\.0\.0\.0:|\[::1?\]:)/.test(remote);
}
