/** Miners that reach their pool through somebody else: SOCKS5, HTTP CONNECT, a mining proxy. */
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { makeCertificate } from '../certificate.ts';
import type { Play, Told } from '../play.ts';
import type { Stage } from '../stage.ts';
import { call, LineWire, serve, startTls } from '../wire.ts';
import { monero } from './accounts.ts';
import { pretendToMine } from './cryptonote-miner.ts';
import { servePool } from './cryptonote-pool.ts';
import { MiningProxy } from './mining-proxy.ts';

const hour = 3600;
const name = 'pool.example.com';
const proxyAgent = 'xmrig-proxy/6.20.0 (Linux x86_64) libuv/1.44.2 gcc/11.2.0';

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

/** A pool whose traffic is not recorded: only what the miner says to its proxy is seen. */
async function poolBeyond(stage: Stage, port: number, secure: boolean): Promise<string> {
  const address = stage.beyond();
  const certificate = secure ? { certificate: await makeCertificate(stage, name) } : {};
  await serve(stage, { port, address, ...certificate }, (socket) => servePool(stage, new LineWire(stage, socket)));
  return address;
}

async function throughSocks(stage: Stage, secure: boolean): Promise<Told[]> {
  const pool = await poolBeyond(stage, 3333, secure);
  const proxy = stage.server();
  stage.run('microsocks', '-i', proxy, '-p', '1080');
  await stage.untilOpen(1080, proxy);
  const socket = await call(stage, { port: 1080 });
  const { clock } = stage;
  socket.write(Buffer.of(5, 1, 0));
  await clock.hold(hear(socket));
  socket.write(Buffer.of(5, 1, 0, 1, ...pool.split('.').map(Number), 3333 >> 8, 3333 & 0xff));
  await clock.hold(hear(socket));
  return [{ ...(await mineWithin(stage, socket, secure)), through: ['socks5'], host: pool }];
}

async function throughConnect(stage: Stage, secure: boolean): Promise<Told[]> {
  const pool = await poolBeyond(stage, 3333, secure);
  const server = createServer();
  server.on('connect', (_asked, inner: Duplex) => {
    const outer = connect({ host: pool, port: 3333, noDelay: true }, () => {
      inner.write('HTTP/1.1 200 Connection established\r\n\r\n');
      inner.pipe(outer).pipe(inner);
    });
    outer.on('error', () => inner.destroy());
    inner.on('error', () => outer.destroy());
  });
  await stage.listen(server, 8080);
  const socket = await call(stage, { port: 8080 });
  socket.write(`CONNECT ${name}:3333 HTTP/1.1\r\nHost: ${name}:3333\r\n\r\n`);
  await stage.clock.hold(hear(socket));
  return [{ ...(await mineWithin(stage, socket, secure)), through: ['http-connect'], host: name }];
}

/** Mines on a connection that a proxy has opened; under TLS long enough to show by its rhythm. */
async function mineWithin(stage: Stage, socket: Socket, secure: boolean): Promise<Told> {
  const wire = new LineWire(stage, secure ? await startTls(stage, socket, { name }) : socket);
  return pretendToMine(stage, wire, { login: monero, seconds: secure ? 3 * hour : hour / 2 });
}

/** Four machines behind a proxy of one owner's; its own leg to the pool is seen, too. */
async function behindProxy(stage: Stage): Promise<Told[]> {
  await serve(stage, { port: 3333, address: stage.server(1) }, (socket) =>
    servePool(stage, new LineWire(stage, socket)),
  );
  const up = new LineWire(stage, await call(stage, { port: 3333, address: stage.server(1), from: 9 }));
  const proxy = new MiningProxy(stage, up, { login: monero, agent: proxyAgent });
  await proxy.ready;
  await serve(stage, { port: 3333, address: stage.client(9) }, (socket) => proxy.take(new LineWire(stage, socket)));
  const machines = ['alpha', 'beta', 'gamma', 'delta'].map(async (name, i) => {
    const wire = new LineWire(stage, await call(stage, { port: 3333, address: stage.client(9), from: i }));
    return pretendToMine(stage, wire, { login: name, seconds: hour / 2 + 60 * i });
  });
  const inside = await Promise.all(machines);
  return [...inside, await proxy.close()];
}

export const throughPlays: readonly Play[] = [
  {
    name: 'xmrig-socks5',
    about: 'XMRig through a SOCKS5 proxy (microsocks); only the side towards the proxy is seen',
    truth: 'mining',
    needs: ['microsocks'],
    settleMs: 24,
    play: (stage) => throughSocks(stage, false),
  },
  {
    name: 'xmrig-connect',
    about: 'XMRig through an HTTP proxy (CONNECT); only the side towards the proxy is seen',
    truth: 'mining',
    settleMs: 12,
    play: (stage) => throughConnect(stage, false),
  },
  {
    name: 'xmrig-socks5-tls',
    about: 'the same through SOCKS5, under TLS, for three hours',
    truth: 'mining, unreadable',
    needs: ['microsocks'],
    settleMs: 12,
    play: (stage) => throughSocks(stage, true),
  },
  {
    name: 'xmrig-connect-tls',
    about: 'the same through an HTTP proxy, under TLS, for three hours',
    truth: 'mining, unreadable',
    settleMs: 12,
    play: (stage) => throughConnect(stage, true),
  },
  {
    name: 'xmrig-proxy',
    about: 'four machines behind an xmrig-proxy that logs in at the pool for all of them; both sides are seen',
    truth: 'mining',
    settleMs: 12,
    play: behindProxy,
  },
];
