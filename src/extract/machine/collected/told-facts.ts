/** What lists of a running system say of its processes, whoever wrote them. */
import type { Connection } from '../../../model/machine-payloads.ts';

export interface ToldProcess {
  readonly pid: number;
  readonly parent?: number;
  /** Where the list has it; else the last part of what it was started as. */
  readonly name: string;
  /** As the kernel links to it, with ` (deleted)`. */
  readonly program?: string;
  readonly command: string;
  readonly user?: string;
  /** Milliseconds since 1970. */
  readonly start?: number;
  /** Resident bytes. */
  readonly memory?: number;
}

export interface ToldConnection extends Connection {
  readonly remotePort: number;
}

export interface Told {
  /** Once each, by number. */
  readonly processes: readonly ToldProcess[];
  readonly connections: ReadonlyMap<number, readonly ToldConnection[]>;
  /** What could not be read of the lists, where. */
  readonly misses: readonly {
    readonly what: string;
    readonly path: string;
    readonly code: 'malformed' | 'limit-count';
  }[];
}
