/** A connection on which both sides say JSON objects, one a line. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, createServer as createTlsServer } from 'node:tls';
import type { Certificate } from './certificate.ts';
import type { Clock } from './clock.ts';
import type { Stage } from './stage.ts';

export type Message = Readonly<Record<string, unknown>>;

/** Either side of a connection of messages, whatever carries them. */
export interface Wire {
  send(message: Message): void;
  /** Both sides are ours, so whoever listens knows the shape of what it hears: nothing is checked. */
  onMessage<T = Message>(take: (message: T) => void): void;
  /** Ends when the other side has got everything. */
  close(): void;
  readonly open: boolean;
  /** Resolves when the other side has said its last. */
  readonly ended: Promise<void>;
}

export class LineWire implements Wire {
  readonly #clock: Clock;
  readonly #socket: Duplex;
  #rest = '';
  readonly ended: Promise<void>;

  constructor({ clock }: Stage, socket: Duplex) {
    this.#clock = clock;
    this.#socket = socket;
    this.ended = new Promise((resolve) => socket.once('end', resolve));
    // A side that went away is what many plays end with.
    socket.on('error', () => socket.destroy());
  }

  get open(): boolean {
    return !this.#socket.destroyed && this.#socket.writable;
  }

  send(message: Message): void {
    if (!this.open) return;
    const line = Buffer.from(`${JSON.stringify(message)}\n`);
    this.#clock.sent(line.length);
    this.#socket.write(line);
  }

  onMessage<T = Message>(take: (message: T) => void): void {
    this.#socket.on('data', (data: Buffer) => {
      this.#clock.arrived(data.length);
      const lines = (this.#rest + data.toString('utf8')).split('\n');
      this.#rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') take(JSON.parse(line));
    });
    this.#socket.resume();
  }

  close(): void {
    this.#socket.end();
  }
}

export interface Listening {
  readonly port: number;
  readonly address?: string;
  /** Speaks TLS where there is one. */
  readonly certificate?: Certificate;
}

/** Nothing may lie about until the other side has acknowledged: the clock would have moved on by then. */
const atOnce = { noDelay: true } as const;

/** Takes connections, one call each. */
export async function serve(
  stage: Stage,
  { port, address, certificate }: Listening,
  take: (socket: Duplex) => void,
): Promise<void> {
  const server =
    certificate === undefined ? createServer(atOnce, take) : createTlsServer({ ...certificate, ...atOnce }, take);
  server.on('tlsClientError', () => undefined);
  await stage.listen(server, port, address);
}

export interface Calling extends Listening {
  /** Which of the play's clients calls. */
  readonly from?: number;
  readonly tls?: boolean;
  /** SNI. */
  readonly name?: string;
  readonly versions?: 'TLSv1.2' | 'TLSv1.3';
}

export async function call(stage: Stage, calling: Calling): Promise<Socket> {
  const { port, address = stage.server(), from = 0 } = calling;
  const socket = connect({ port, host: address, localAddress: stage.client(from), ...atOnce });
  stage.atEnd(() => socket.destroy());
  await stage.clock.hold(once(socket, 'connect'));
  return calling.tls ? startTls(stage, socket, calling) : socket;
}

/** Speaks TLS from here on. Nobody's certificate is checked: ours is nobody's. */
export async function startTls(stage: Stage, socket: Socket, { name, versions }: Partial<Calling>): Promise<Socket> {
  const secure = connectTls({
    socket,
    rejectUnauthorized: false,
    ...(name !== undefined && { servername: name }),
    ...(versions !== undefined && { minVersion: versions, maxVersion: versions }),
  });
  await stage.clock.hold(once(secure, 'secureConnect'));
  return secure;
}
