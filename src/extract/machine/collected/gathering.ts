/** Puts together what several lists say of the same processes. */
import type { Told, ToldConnection, ToldProcess } from './told-facts.ts';

/** Linux has no more numbers that are usual (pid_max of 64 bits). */
const mostProcesses = 65_536;
const mostConnections = 32;

export class Gathering {
  readonly #processes = new Map<number, ToldProcess>();
  readonly #connections = new Map<number, ToldConnection[]>();
  readonly #misses: Told['misses'][number][] = [];
  #leftProcesses = 0;
  #leftConnections = 0;

  /** What was told first stays; later lists fill what is missing. */
  process(told: ToldProcess): void {
    const before = this.#processes.get(told.pid);
    if (before || this.#processes.size < mostProcesses) this.#processes.set(told.pid, { ...told, ...before });
    else this.#leftProcesses++;
  }

  /** What is connected counts more than what only listens. */
  connection(pid: number, told: ToldConnection): void {
    const list = this.#connections.get(pid) ?? [];
    this.#connections.set(pid, list);
    const isKnown = list.some(
      ({ local, remote, protocol }) => local === told.local && remote === told.remote && protocol === told.protocol,
    );
    if (isKnown) return;
    const idle = list.findIndex(({ remotePort }) => remotePort === 0);
    if (list.length < mostConnections) list.push(told);
    else if (told.remotePort !== 0 && idle >= 0) list[idle] = told;
    else this.#leftConnections++;
  }

  miss(code: 'malformed' | 'limit-count', path: string, what: string): void {
    this.#misses.push({ code, path, what });
  }

  get told(): Told {
    const processes = [...this.#processes.values()].sort((one, other) => one.pid - other.pid);
    const misses = [
      ...this.#misses,
      ...leftOut(this.#leftProcesses, 'processes'),
      ...leftOut(this.#leftConnections, 'connections'),
    ];
    return { processes, connections: this.#connections, misses };
  }
}

function leftOut(count: number, ofWhat: string): Told['misses'] {
  return count > 0 ? [{ code: 'limit-count', path: '/', what: `${count} more ${ofWhat} were not read` }] : [];
}

/** What the kernel would call it, as far as a command line tells. */
export function nameIn(command: string): string {
  const bracketed = /^\[([^\]]{1,64})\]/.exec(command)?.[1];
  const [first = ''] = command.split(' ', 1);
  return bracketed ?? first.slice(first.lastIndexOf('/') + 1).slice(0, 15);
}
