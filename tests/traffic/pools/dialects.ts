/**
 * What bitcoin's, zcash's and Ethereum's miners say. Sources: en.bitcoin.it/wiki/Stratum_mining_protocol; ZIP 301;
 * EIP-1571 (EthereumStratum/2.0.0 and, described there, eth-proxy and EthereumStratum/1.0.0).
 */
import type { Random } from '../random.ts';
import type { Message } from '../wire.ts';
import type { Dialect, Heard, Work } from './lines.ts';

interface Who {
  readonly login: string;
  readonly password?: string;
  readonly agent: string;
}

const notify = (params: readonly unknown[]): Message => ({ id: null, method: 'mining.notify', params });
const workIn = ({ method, params }: Heard): Work | undefined => (method === 'mining.notify' ? params : undefined);
const yes = (): boolean => true;

function authorize({ login, password = 'x' }: Who): Dialect['opening'][number] {
  return { ask: { method: 'mining.authorize', params: [login, password] }, answer: yes };
}

export function bitcoinDialect(who: Who): Dialect {
  const subscribed = (random: Random): unknown => [[['mining.notify', random.hex(4)]], random.hex(4), 8];
  return {
    name: 'bitcoin',
    opening: [{ ask: { method: 'mining.subscribe', params: [who.agent] }, answer: subscribed }, authorize(who)],
    settings: () => [{ id: null, method: 'mining.set_difficulty', params: [8192] }],
    work: (random) => {
      const branch = Array.from({ length: 12 }, () => random.hex(32));
      const coinbase = [random.hex(60), random.hex(90)];
      return notify([random.hex(4), random.hex(32), ...coinbase, branch, '20000000', '17034219', '6720a1b0', true]);
    },
    workIn,
    share: (random, work) => ({
      method: 'mining.submit',
      params: [who.login, work[0], random.hex(8), '6720a1b0', random.hex(4)],
    }),
  };
}

export function zcashDialect(who: Who, host: string, port: number): Dialect {
  const subscribe = { method: 'mining.subscribe', params: [who.agent, null, host, String(port)] };
  return {
    name: 'zcash',
    opening: [{ ask: subscribe, answer: (random) => [null, random.hex(4)] }, authorize(who)],
    settings: (random) => [{ id: null, method: 'mining.set_target', params: [`0000${random.hex(30)}`] }],
    work: (random) => {
      const hashes = [random.hex(32), random.hex(32), '0'.repeat(64)];
      return notify([random.hex(4), '04000000', ...hashes, random.hex(4), '1c0a2b3d', true]);
    },
    workIn,
    // An Equihash solution for 200, 9, with its length before it.
    share: (random, work) => ({
      method: 'mining.submit',
      params: [who.login, work[0], random.hex(4), random.hex(28), `fd4005${random.hex(1344)}`],
    }),
  };
}

export function ethereumStratum1(who: Who): Dialect {
  const protocol = 'EthereumStratum/1.0.0';
  const subscribed = (random: Random): unknown => [['mining.notify', random.hex(16), protocol], random.hex(3)];
  return {
    name: 'ethereum',
    opening: [
      { ask: { method: 'mining.subscribe', params: [who.agent, protocol] }, answer: subscribed },
      authorize(who),
    ],
    settings: () => [{ id: null, method: 'mining.set_difficulty', params: [0.5] }],
    work: (random) => notify([random.hex(4), random.hex(32), random.hex(32), true]),
    workIn,
    share: (random, work) => ({ method: 'mining.submit', params: [who.login, work[0], random.hex(5)] }),
  };
}

export function ethereumStratum2(who: Who, host: string, port: number): Dialect {
  const protocol = 'EthereumStratum/2.0.0';
  const hello = { agent: who.agent, host, port: port.toString(16), proto: protocol };
  const agreed = { proto: protocol, encoding: 'plain', resume: '0', timeout: 'b4', maxerrors: '5', node: 'pool/1' };
  return {
    name: 'ethereum',
    opening: [
      { ask: { method: 'mining.hello', params: hello }, answer: () => agreed },
      { ask: { method: 'mining.subscribe', params: [] }, answer: (random) => `s-${random.hex(6)}` },
      authorize(who),
    ],
    settings: (random) => [
      {
        method: 'mining.set',
        params: { epoch: 'dc', target: random.hex(16), algo: 'ethash', extranonce: random.hex(2) },
      },
    ],
    work: (random) => notify([random.hex(2), random.hex(4), random.hex(32), true]),
    workIn,
    share: (random, work) => ({ method: 'mining.submit', params: [work[0], random.hex(6), 'w-123'] }),
  };
}

/** What Ethereum's first proxy spoke: the node's own RPC over plain TCP, with work pushed as an answer nobody asked for. */
export function ethereumProxy({ login, password = 'x' }: Who, worker: string): Dialect {
  const work = (random: Random): string[] => {
    return [`0x${random.hex(32)}`, `0x${random.hex(32)}`, `0x00000000${random.hex(28)}`];
  };
  return {
    name: 'ethereum',
    opening: [
      { ask: { method: 'eth_submitLogin', worker, params: [login, password] }, answer: yes },
      { ask: { method: 'eth_getWork', worker, params: [] }, answer: work },
    ],
    work: (random) => ({ id: 0, jsonrpc: '2.0', result: work(random) }),
    workIn: ({ result }) => (Array.isArray(result) ? result : undefined),
    share: (random, handedOut) => ({
      method: 'eth_submitWork',
      worker,
      params: [`0x${random.hex(8)}`, handedOut[0], `0x${random.hex(32)}`],
    }),
    report: {
      every: 60,
      say: (random) => ({
        method: 'eth_submitHashrate',
        worker,
        params: [`0x${random.hex(4).padStart(64, '0')}`, `0x${random.hex(32)}`],
      }),
    },
  };
}
