/** Bitcoin's, zcash's and Ethereum's miners at their pools. */
import type { Play, Told } from '../play.ts';
import { call, LineWire, serve } from '../wire.ts';
import { bitcoin, ethereum } from './accounts.ts';
import { bitcoinDialect, ethereumProxy, ethereumStratum1, ethereumStratum2, zcashDialect } from './dialects.ts';
import { type Dialect, type Mining, pretendByLines, serveLines } from './lines.ts';

const hour = 3600;

interface LinePlay {
  readonly name: string;
  readonly about: string;
  readonly port: number;
  readonly dialect: Dialect;
  readonly mining: Mining;
  readonly told: Told;
}

function linePlay({ name, about, port, dialect, mining, told }: LinePlay): Play {
  return {
    name,
    about,
    truth: 'mining',
    async play(stage) {
      await serve(stage, { port }, (socket) => serveLines(stage, new LineWire(stage, socket), dialect, mining));
      const wire = new LineWire(stage, await call(stage, { port }));
      return [{ ...told, ...(await pretendByLines(stage, wire, dialect, mining)) }];
    },
  };
}

const pool = 'pool.example.com';
const cgminer = { login: `${bitcoin}.antminer_7`, password: '123', agent: 'cgminer/4.10.0' };
const zcashMiner = { login: 'example.rig1', agent: 'EWBF 0.3.4b' };
const ethereumMiner = { login: `${ethereum}.rig1`, agent: 'ethminer/0.19.0' };
const slowShares = { seconds: hour, workSeconds: 13, byBlocks: true, shareSeconds: 20 };

export const linePlays: readonly Play[] = [
  linePlay({
    name: 'bitcoin-plain',
    about: 'cgminer at a Bitcoin pool for an hour, new work each half minute',
    port: 3333,
    dialect: bitcoinDialect(cgminer),
    mining: { seconds: hour, workSeconds: 30, shareSeconds: 12, refused: 2 },
    told: { ...cgminer, worker: 'antminer_7' },
  }),
  linePlay({
    name: 'zcash-plain',
    about: 'a Zcash miner whose account is no address (ZIP 301)',
    port: 3357,
    dialect: zcashDialect(zcashMiner, pool, 3357),
    mining: { seconds: hour / 2, workSeconds: 40, shareSeconds: 15 },
    told: { ...zcashMiner, worker: 'rig1', host: pool },
  }),
  linePlay({
    name: 'ethereum-stratum-1',
    about: 'Ethereum in the manner of NiceHash (EthereumStratum/1.0.0)',
    port: 3353,
    dialect: ethereumStratum1(ethereumMiner),
    mining: slowShares,
    told: { ...ethereumMiner, worker: 'rig1' },
  }),
  linePlay({
    name: 'ethereum-stratum-2',
    about: 'Ethereum by EIP-1571 (EthereumStratum/2.0.0)',
    port: 4444,
    dialect: ethereumStratum2(ethereumMiner, pool, 4444),
    mining: slowShares,
    told: { ...ethereumMiner, worker: 'rig1' },
  }),
  linePlay({
    name: 'ethereum-proxy',
    about: 'Ethereum as its first proxies spoke it: the node’s own calls over TCP, work pushed',
    port: 4444,
    dialect: ethereumProxy({ login: ethereum, agent: '' }, 'rig2'),
    mining: slowShares,
    told: { login: ethereum, worker: 'rig2' },
  }),
];
