/** Miners at their pools under TLS: of Node, of OpenSSL, with the pool's name in the clear and without. */
import type { ChildProcess } from 'node:child_process';
import { Duplex } from 'node:stream';
import { makeCertificate } from '../certificate.ts';
import type { Play, Told } from '../play.ts';
import { dnsmasqLog, startDnsmasq } from '../resolver.ts';
import type { Stage } from '../stage.ts';
import { type Calling, call, LineWire, serve } from '../wire.ts';
import { ethereum, monero } from './accounts.ts';
import { type MinerOptions, pretendToMine } from './cryptonote-miner.ts';
import { type PoolOptions, servePool } from './cryptonote-pool.ts';
import { ethereumStratum1 } from './dialects.ts';
import { pretendByLines, serveLines } from './lines.ts';

const hour = 3600;
const stays = 3 * hour;

/** One miner at one pool; nothing of what they say can be read. */
async function session(
  stage: Stage,
  calling: Pick<Calling, 'versions' | 'name'>,
  pool: PoolOptions,
  miner: Partial<MinerOptions>,
): Promise<readonly Told[]> {
  const certificate = await makeCertificate(stage, calling.name ?? 'localhost');
  await serve(stage, { port: 443, certificate }, (socket) => servePool(stage, new LineWire(stage, socket), pool));
  const wire = new LineWire(stage, await call(stage, { port: 443, tls: true, ...calling }));
  return [await pretendToMine(stage, wire, { login: monero, seconds: stays, keepaliveSeconds: 60, ...miner })];
}

/** The miner asks for its pool's name first, as every program does. */
async function withLookup(stage: Stage, name: string): Promise<readonly Told[]> {
  // What the pool's address will be once the recording is moved away from loopback.
  const resolver = await startDnsmasq(stage, { [name]: '198.51.100.100' });
  await resolver.ask(name);
  return session(stage, { name }, {}, {});
}

async function ethereumUnderTls(stage: Stage): Promise<readonly Told[]> {
  const [port, name] = [5555, 'pool.example.com'];
  const dialect = ethereumStratum1({ login: `${ethereum}.rig1`, agent: 'ethminer/0.19.0' });
  const mining = { seconds: hour, workSeconds: 13, byBlocks: true, shareSeconds: 20 };
  const certificate = await makeCertificate(stage, name);
  await serve(stage, { port, certificate }, (socket) =>
    serveLines(stage, new LineWire(stage, socket), dialect, mining),
  );
  const wire = new LineWire(stage, await call(stage, { port, tls: true, name }));
  return [await pretendByLines(stage, wire, dialect, mining)];
}

/** XMRig tries again every five seconds, five times before it goes to the next pool (its own settings). */
async function inVain(stage: Stage): Promise<readonly Told[]> {
  const name = 'pool.supportxmr.com';
  const resolver = await startDnsmasq(stage, { [name]: '0.0.0.0' });
  for (let tries = 0; tries < 5; tries++) {
    await resolver.ask(name);
    await stage.clock.wait(5);
  }
  return [];
}

/** OpenSSL's own programs at both ends; what they are given to say and what they hear goes through pipes. */
async function betweenOpenSsl(stage: Stage): Promise<readonly Told[]> {
  const port = 443;
  const at = `${stage.server()}:${port}`;
  const { certPath, keyPath } = await makeCertificate(stage, 'pool.example.com');
  const server = stage.run('openssl', 's_server', '-quiet', '-accept', at, '-cert', certPath, '-key', keyPath);
  servePool(stage, new LineWire(stage, pipesOf(server)));
  await stage.untilOpen(port, stage.server());
  const from = ['-bind', `${stage.client()}:0`, '-servername', 'pool.example.com'];
  const client = stage.run('openssl', 's_client', '-quiet', '-connect', at, ...from);
  const wire = new LineWire(stage, pipesOf(client));
  return [await pretendToMine(stage, wire, { login: monero, seconds: hour, keepaliveSeconds: 60 })];
}

function pipesOf({ stdout, stdin }: ChildProcess): Duplex {
  if (stdout === null || stdin === null) throw new Error('the program was started without pipes');
  return Duplex.from({ readable: stdout, writable: stdin });
}

export const tlsPoolPlays: readonly Play[] = [
  {
    name: 'xmrig-tls-1-2',
    about: 'XMRig at a pool under TLS 1.2, for three hours',
    truth: 'mining, unreadable',
    play: (stage) => session(stage, { versions: 'TLSv1.2', name: 'pool.example.com' }, {}, {}),
  },
  {
    name: 'xmrig-tls-1-3',
    about: 'XMRig at a pool under TLS 1.3, for three hours',
    truth: 'mining, unreadable',
    play: (stage) => session(stage, { versions: 'TLSv1.3', name: 'pool.example.com' }, {}, {}),
  },
  {
    name: 'xmrig-openssl',
    about: 'the same between OpenSSL’s s_client and s_server, for an hour',
    truth: 'mining, unreadable',
    needs: ['openssl'],
    play: betweenOpenSsl,
  },
  {
    name: 'known-pool-tls',
    about: 'XMRig under TLS at a public pool whose name shows in DNS (dnsmasq) and in SNI',
    truth: 'mining, named',
    needs: ['dnsmasq'],
    // It asked once, and a log of names shows no more.
    logs: [{ file: dnsmasqLog, stage: 'mention', detector: 'pool-contact' }],
    play: (stage) => withLookup(stage, 'pool.supportxmr.com'),
  },
  {
    name: 'ethereum-tls',
    about: 'ethminer at a pool under TLS, for an hour, new work with each block, 13 seconds on average',
    truth: 'mining, unseen',
    play: ethereumUnderTls,
  },
  {
    name: 'pool-blocked',
    about: 'XMRig whose pool the network’s resolver (dnsmasq) blocks: it asks for it again and again',
    truth: 'pool sought',
    needs: ['dnsmasq'],
    logs: [{ file: dnsmasqLog, stage: 'configured', detector: 'pool-contact' }],
    play: inVain,
  },
  {
    name: 'private-proxy-tls',
    about: 'XMRig at a private proxy under TLS on port 443, with no name told, for three hours',
    truth: 'mining, unreadable',
    play: (stage) => session(stage, {}, { difficulty: 10_000 }, { login: 'x', shareSeconds: 20 }),
  },
];
