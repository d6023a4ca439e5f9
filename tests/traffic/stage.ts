/**
 * What one play is given: addresses of its own on loopback, a clock, chance, and programs that end with it.
 * Addresses are 127.<network>.<play>.x, so that one recording of all plays can be told apart again; clients are .10 and
 * up, servers .100 and up. Servers "beyond" have addresses that the recording leaves out: what a proxy talks to.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Clock } from './clock.ts';
import { Random } from './random.ts';

/** The networks on loopback that a set of plays uses. */
export interface Networks {
  readonly seen: number;
  readonly beyond: number;
}

export interface StageOptions {
  readonly name: string;
  readonly number: number;
  readonly networks: Networks;
  /** For keys, certificates and settings. */
  readonly folder: string;
  readonly settleMs?: number;
  /** In place of one that turns hours into seconds. */
  readonly clock?: Clock;
}

/** None may outlive this process, also where it is broken off. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export class Stage {
  readonly clock: Clock;
  readonly random: Random;
  readonly folder: string;
  readonly #number: number;
  readonly #networks: Networks;
  readonly #endings: (() => void)[] = [];

  constructor({ name, number, networks, folder, settleMs, clock }: StageOptions) {
    this.clock = clock ?? new Clock(settleMs);
    this.random = new Random(name);
    this.folder = folder;
    this.#number = number;
    this.#networks = networks;
  }

  client(place = 0): string {
    return `127.${this.#networks.seen}.${this.#number}.${10 + place}`;
  }

  server(place = 0): string {
    return `127.${this.#networks.seen}.${this.#number}.${100 + place}`;
  }

  beyond(place = 0): string {
    return `127.${this.#networks.beyond}.${this.#number}.${100 + place}`;
  }

  /** Listens, and stops with the play. */
  async listen(server: Server, port: number, address: string = this.server()): Promise<void> {
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    server.listen(port, address);
    await this.clock.hold(once(server, 'listening'));
    this.atEnd(() => {
      server.close();
      for (const socket of sockets) socket.destroy();
    });
  }

  /** Starts a program that ends with the play, at the latest with this process. */
  run(command: string, ...options: readonly string[]): ChildProcess {
    const child = spawn(command, options, { stdio: ['pipe', 'pipe', 'pipe'] });
    running.add(child);
    for (const event of ['exit', 'error']) child.once(event, () => running.delete(child));
    // A pipe that nobody empties stops a program; one that is broken must not stop ours.
    for (const stream of [child.stdout, child.stderr]) stream?.resume();
    child.stdin?.on('error', () => undefined);
    this.atEnd(() => void child.kill('SIGKILL'));
    return child;
  }

  /** Waits until something listens there. The tries end up in the recording unless it is beyond. */
  async untilOpen(port: number, address: string): Promise<void> {
    await this.clock.hold(untilOpen(port, address));
  }

  atEnd(ending: () => void): void {
    this.#endings.push(ending);
  }

  end(): void {
    for (const ending of this.#endings.splice(0)) ending();
  }
}

/** Of half a minute: programs are slow to start where the machine is busy. */
const mostTries = 600;
const msBetweenTries = 50;

async function untilOpen(port: number, address: string): Promise<void> {
  for (let tries = 0; tries < mostTries; tries++) {
    if (await isOpen(port, address)) return;
    await pause(msBetweenTries);
  }
  throw new Error(`nothing listens at ${address}:${port}`);
}

function isOpen(port: number, address: string): Promise<boolean> {
  const socket = connect({ port, host: address });
  return new Promise((resolve) => {
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
