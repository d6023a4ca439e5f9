/** Miners that reach their pool through somebody else: SOCKS5, HTTP CONNECT, a mining proxy. */
import { makeCertificate } from '../certificate.ts';
import type { Play, Told } from '../play.ts';
import type { Stage } from '../stage.ts';
import { call, LineWire, serve, startTls } from '../wire.ts';
import { monero } from './accounts.ts';
import { pretendToMine } from './cryptonote-miner.ts';
import { servePool } from './cryptonote-pool.ts';
import { MiningProxy, passOn } from './mining-proxy.ts';
import { squidLog, squidTunnel } from './squid.ts';
import { callThrough, httpConnect, socks4, socks5, type Target, type Tunnel } from './tunnels.ts';

const hour = 3600;
const name = 'pool.example.com';
const proxyAgent = 'xmrig-proxy/6.20.0 (Linux x86_64) libuv/1.44.2 gcc/11.2.0';

/** A pool whose traffic is not recorded: only what the miner says to its proxy is seen. */
async function poolBeyond(stage: Stage, { name, secure }: Through): Promise<Target> {
  const target = { name, address: stage.beyond(), port: 3333 };
  const certificate = secure ? { certificate: await makeCertificate(stage, name) } : {};
  await serve(stage, { ...target, ...certificate }, (socket) => servePool(stage, new LineWire(stage, socket)));
  return target;
}

interface Through {
  readonly tunnel: Tunnel;
  readonly name: string;
  readonly secure: boolean;
}

async function through(stage: Stage, options: Through): Promise<Told[]> {
  const { tunnel, name, secure } = options;
  const target = await poolBeyond(stage, options);
  const socket = await callThrough(stage, tunnel, target);
  const wire = new LineWire(stage, secure ? await startTls(stage, socket, { name }) : socket);
  // Under TLS long enough to show by its rhythm.
  const told = await pretendToMine(stage, wire, { login: monero, seconds: secure ? 3 * hour : hour / 2 });
  await tunnel.finish?.(stage);
  return [{ ...told, through: [tunnel.kind], host: tunnel.byName ? name : target.address }];
}

const machines = ['alpha', 'beta', 'gamma', 'delta'];

/** Four machines behind a proxy of one owner's; its own leg to the pool is seen, too. */
async function behindProxy(stage: Stage): Promise<Told[]> {
  await serve(stage, { port: 3333, address: stage.server(1) }, (socket) =>
    servePool(stage, new LineWire(stage, socket)),
  );
  const up = new LineWire(stage, await call(stage, { port: 3333, address: stage.server(1), from: 9 }));
  const proxy = new MiningProxy(stage, up, { login: monero, agent: proxyAgent });
  await proxy.ready;
  await serve(stage, { port: 3333, address: stage.client(9) }, (socket) => proxy.take(new LineWire(stage, socket)));
  const mining = machines.map(async (name, i) => {
    const wire = new LineWire(stage, await call(stage, { port: 3333, address: stage.client(9), from: i }));
    return pretendToMine(stage, wire, { login: name, seconds: hour / 2 + 60 * i });
  });
  const inside = await Promise.all(mining);
  return [...inside, await proxy.close()];
}

/** The same four; the proxy has four connections to the pool. */
async function behindSimpleProxy(stage: Stage): Promise<Told[]> {
  const pool = { port: 3333, address: stage.server(1) };
  await serve(stage, pool, (socket) => servePool(stage, new LineWire(stage, socket)));
  const upstream: (() => Told)[] = [];
  await serve(stage, { port: 3333, address: stage.client(9) }, async (socket) => {
    const inner = new LineWire(stage, socket);
    const up = new LineWire(stage, await call(stage, { ...pool, from: 9 }));
    upstream.push(passOn(inner, up, { login: monero, agent: proxyAgent }));
  });
  const inside: Told[] = [];
  await Promise.all(
    machines.map(async (login, i) => {
      const wire = new LineWire(stage, await call(stage, { port: 3333, address: stage.client(9), from: i }));
      inside.push(await pretendToMine(stage, wire, { login, seconds: hour / 2 + 60 * i }));
    }),
  );
  await stage.clock.wait(1);
  return [...inside, ...upstream.map((told) => told())];
}

export const throughPlays: readonly Play[] = [
  {
    name: 'xmrig-socks5',
    about: 'XMRig through a SOCKS5 proxy (microsocks); only the side towards the proxy is seen',
    truth: 'mining',
    needs: ['microsocks'],
    settleMs: 24,
    play: (stage) => through(stage, { tunnel: socks5, name, secure: false }),
  },
  {
    name: 'xmrig-socks4',
    about: 'XMRig through a SOCKS4 proxy that is told the pool’s name; only the side towards the proxy is seen',
    truth: 'mining',
    settleMs: 12,
    play: (stage) => through(stage, { tunnel: socks4, name, secure: false }),
  },
  {
    name: 'xmrig-squid',
    about: 'XMRig at a public pool through Squid, which writes a log',
    truth: 'mining',
    needs: ['squid'],
    settleMs: 24,
    logs: [{ file: squidLog, stage: 'configured', detector: 'pool-contact' }],
    play: (stage) => through(stage, { tunnel: squidTunnel(), name: 'pool.supportxmr.com', secure: false }),
  },
  {
    name: 'xmrig-connect',
    about: 'XMRig through an HTTP proxy (CONNECT); only the side towards the proxy is seen',
    truth: 'mining',
    settleMs: 12,
    play: (stage) => through(stage, { tunnel: httpConnect, name, secure: false }),
  },
  {
    name: 'xmrig-socks5-tls',
    about: 'the same through SOCKS5, under TLS, for three hours',
    truth: 'mining, unreadable',
    needs: ['microsocks'],
    settleMs: 12,
    play: (stage) => through(stage, { tunnel: socks5, name, secure: true }),
  },
  {
    name: 'xmrig-connect-tls',
    about: 'the same through an HTTP proxy, under TLS, for three hours',
    truth: 'mining, unreadable',
    settleMs: 12,
    play: (stage) => through(stage, { tunnel: httpConnect, name, secure: true }),
  },
  {
    name: 'xmrig-proxy',
    about: 'four machines behind an xmrig-proxy that logs in at the pool for all of them; both sides are seen',
    truth: 'mining',
    settleMs: 12,
    play: behindProxy,
  },
  {
    name: 'xmrig-proxy-simple',
    about: 'the same behind a proxy that has a connection to the pool for each of them',
    truth: 'mining',
    says: ', 4 connections in ',
    settleMs: 12,
    play: behindSimpleProxy,
  },
];
