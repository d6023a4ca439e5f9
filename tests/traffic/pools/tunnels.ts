/**
 * Proxies, and what a client says to each so that it is let through to a pool. Sources: RFC 1928 (SOCKS5),
 * openssh.com/txt/socks4.protocol (SOCKS4, 4a), RFC 9110 section 9.3.6 (CONNECT).
 */
import { createServer } from 'node:http';
import { connect, createServer as createPlainServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Told } from '../play.ts';
import type { Stage } from '../stage.ts';
import { call } from '../wire.ts';

/** Where the tunnel leads: a pool that the recording leaves out. */
export interface Target {
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

export interface Tunnel {
  readonly kind: NonNullable<Told['through']>[number];
  readonly port: number;
  /** The client names the target by its name, and not by its address. */
  readonly byName: boolean;
  /** Starts the proxy. */
  start(stage: Stage, target: Target): Promise<void>;
  /** What is left to do when the client has gone. */
  finish?(stage: Stage): Promise<void>;
  /** What the client says, one message after the other's answer. */
  ask(target: Target): readonly (Buffer | string)[];
}

/** A connection through a proxy that is started for it. */
export async function callThrough(stage: Stage, tunnel: Tunnel, target: Target): Promise<Socket> {
  await tunnel.start(stage, target);
  const socket = await call(stage, { port: tunnel.port });
  for (const message of tunnel.ask(target)) {
    socket.write(message);
    await stage.clock.hold(hear(socket));
  }
  return socket;
}

/** Waits for the other side to say something; what comes after it is left for whoever listens next. */
function hear(socket: Duplex): Promise<Buffer> {
  return new Promise((resolve) => {
    socket.once('data', (data: Buffer) => {
      socket.pause();
      resolve(data);
    });
    socket.resume();
  });
}

/** Connects the two; what one side sends the other gets. */
function bridge(inner: Duplex, { address, port }: Target, answer: Buffer | string): void {
  const outer = connect({ host: address, port, noDelay: true }, () => {
    inner.write(answer);
    inner.pipe(outer).pipe(inner);
  });
  outer.on('error', () => inner.destroy());
  inner.on('error', () => outer.destroy());
}

const word = (number: number): number[] => [number >> 8, number & 0xff];

export const socks5: Tunnel = {
  kind: 'socks5',
  port: 1080,
  byName: false,
  async start(stage) {
    stage.run('microsocks', '-i', stage.server(), '-p', '1080');
    await stage.untilOpen(1080, stage.server());
  },
  ask: ({ address, port }) => [
    Buffer.of(5, 1, 0),
    Buffer.of(5, 1, 0, 1, ...address.split('.').map(Number), ...word(port)),
  ],
};

/** The kind that is told a name (4a); the proxy is ours. */
export const socks4: Tunnel = {
  kind: 'socks4',
  port: 1080,
  byName: true,
  start: (stage, target) =>
    stage.listen(
      createPlainServer({ noDelay: true }, (inner) => {
        inner.once('data', () => bridge(inner, target, Buffer.of(0, 90, 0, 0, 0, 0, 0, 0)));
      }),
      1080,
    ),
  ask: ({ name, port }) => [Buffer.from([4, 1, ...word(port), 0, 0, 0, 1, ...Buffer.from(`miner\0${name}\0`)])],
};

export const askToConnect = ({ name, port }: Target): readonly string[] => [
  `CONNECT ${name}:${port} HTTP/1.1\r\nHost: ${name}:${port}\r\n\r\n`,
];

/** A proxy of ours. */
export const httpConnect: Tunnel = {
  kind: 'http-connect',
  port: 8080,
  byName: true,
  start: (stage, target) => {
    const server = createServer();
    server.on('connect', (_asked, inner: Duplex) => {
      bridge(inner, target, 'HTTP/1.1 200 Connection established\r\n\r\n');
    });
    return stage.listen(server, 8080);
  },
  ask: askToConnect,
};
