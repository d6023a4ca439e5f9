/** Monero's miners at their pools, in the clear. */
import type { Play, Told } from '../play.ts';
import type { Stage } from '../stage.ts';
import { call, LineWire, serve } from '../wire.ts';
import { monero, xmrigDonation } from './accounts.ts';
import { type MinerOptions, pretendToMine } from './cryptonote-miner.ts';
import { type PoolOptions, servePool } from './cryptonote-pool.ts';

const hour = 3600;

interface Session {
  readonly port: number;
  readonly pool?: PoolOptions;
  readonly miner: MinerOptions;
}

/** One miner at one pool. */
async function session(stage: Stage, { port, pool, miner }: Session): Promise<readonly Told[]> {
  await serve(stage, { port }, (socket) => servePool(stage, new LineWire(stage, socket), pool));
  return [await connect(stage, port, miner)];
}

async function connect(stage: Stage, port: number, miner: MinerOptions): Promise<Told> {
  return pretendToMine(stage, new LineWire(stage, await call(stage, { port })), miner);
}

/** It comes back after XMRig's five seconds. */
async function dropped(stage: Stage): Promise<readonly Told[]> {
  const port = 3333;
  const pool = { dropsAfter: 300 };
  await serve(stage, { port }, (socket) => servePool(stage, new LineWire(stage, socket), pool));
  const told: Told[] = [];
  while (told.length < 7) {
    told.push(await connect(stage, port, { login: monero, seconds: hour }));
    await stage.clock.wait(5);
  }
  return told;
}

export const cryptonotePlays: readonly Play[] = [
  {
    name: 'xmrig-plain',
    about: 'XMRig at a Monero pool for an hour: login, jobs by the block, shares, keepalives',
    truth: 'mining',
    rotateSeconds: hour / 4,
    play: (stage) =>
      session(stage, {
        port: 3333,
        pool: { refused: 3 },
        miner: { login: `${monero}.rig7`, seconds: hour, keepaliveSeconds: 60 },
      }),
  },
  {
    name: 'xmrig-donation',
    about: 'the same machine pays its user at one pool, and XMRig’s authors at theirs for a while',
    truth: 'mining',
    play: async (stage) => {
      const user = session(stage, { port: 3333, miner: { login: monero, seconds: hour } });
      await stage.clock.wait(1800);
      await serve(stage, { port: 3333, address: stage.server(1) }, (socket) =>
        servePool(stage, new LineWire(stage, socket)),
      );
      const wire = new LineWire(stage, await call(stage, { port: 3333, address: stage.server(1) }));
      const donated = await pretendToMine(stage, wire, { login: xmrigDonation, seconds: 60, shareSeconds: 15 });
      return [...(await user), donated];
    },
  },
  {
    name: 'xmr-stak-plain',
    about: 'xmr-stak at an old pool',
    truth: 'mining',
    play: (stage) =>
      session(stage, {
        port: 5555,
        pool: { old: true, difficulty: 20_000 },
        miner: {
          login: monero,
          agent: 'xmr-stak/2.10.8/752fd1e7e/master/lin/cpu/monero/0',
          algorithms: [],
          rigId: 'box',
          seconds: hour,
        },
      }),
  },
  {
    name: 'xmrig-refused',
    about: 'a pool that does not want this account',
    truth: 'mining',
    play: (stage) =>
      session(stage, {
        port: 3333,
        pool: { refusal: 'Invalid payment address provided' },
        miner: { login: monero, seconds: 30 },
      }),
  },
  {
    name: 'xmrig-dropped',
    about: 'a pool that hangs up on its miner every five minutes; it comes back each time',
    truth: 'mining',
    says: ', 7 connections in ',
    play: dropped,
  },
  {
    name: 'xmrig-sent-elsewhere',
    about: 'a pool that sends its miner to another port, where it goes on',
    truth: 'mining',
    play: async (stage) => {
      const miner = { login: monero, seconds: hour / 2 };
      const sendAway = { after: 600, host: 'pool.example.com', port: 4444 };
      const first = await session(stage, { port: 3333, pool: { sendAway }, miner });
      return [...first, ...(await session(stage, { port: 4444, miner }))];
    },
  },
];
