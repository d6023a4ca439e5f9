/**
 * Nodes that hand out work over HTTP, and miners that ask for it: getwork (en.bitcoin.it/wiki/Getwork), getblocktemplate
 * (BIP 22), monerod's /json_rpc with XMRig's daemon mode. Answers have the form of the real ones; what is in them is chance.
 */
import { Agent, createServer, type IncomingMessage, request } from 'node:http';
import type { Told } from '../play.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../stage.ts';
import type { Message } from '../wire.ts';

export interface Node {
  readonly port: number;
  /** What it answers to a request's body; to a GET, of its path. */
  answer(random: Random, asked: Message | string): unknown;
  /** Where it holds requests until there is something new, and says so in each answer. */
  readonly longPoll?: string;
  /** How long it holds this one; not at all if absent. */
  heldSeconds?(random: Random, asked: Message | string): number;
}

export async function serveNode(stage: Stage, node: Node, address: string = stage.server()): Promise<void> {
  const server = createServer(async (asking, answering) => {
    const body = await readAll(asking);
    stage.clock.arrived(1);
    const asked = body === '' ? (asking.url ?? '') : JSON.parse(body);
    await stage.clock.wait(stage.random.between(0.005, 0.02) + (node.heldSeconds?.(stage.random, asked) ?? 0));
    stage.clock.sent(1);
    answering.setHeader('Content-Type', 'application/json');
    if (node.longPoll !== undefined) answering.setHeader('X-Long-Polling', node.longPoll);
    answering.end(JSON.stringify(node.answer(stage.random, asked)));
  });
  // Connections are kept for as long as the play lasts.
  server.keepAliveTimeout = 0;
  await stage.listen(server, node.port, address);
}

async function readAll(message: IncomingMessage): Promise<string> {
  let all = '';
  for await (const part of message) all += String(part);
  return all;
}

export interface Asker {
  post(path: string, body: Message): Promise<Message>;
  get(path: string): Promise<Message>;
  close(): void;
}

export interface Asking {
  readonly port: number;
  readonly address?: string;
  readonly host?: string;
  readonly agent: string;
  readonly auth?: string;
}

/** Asks again and again on one connection. */
export function askOver(stage: Stage, asking: Asking): Asker {
  const { port, address = stage.server(), host, agent: program, auth } = asking;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (method: string, path: string, body: string): Promise<Message> =>
    new Promise((resolve, reject) => {
      const headers = {
        'User-Agent': program,
        ...(host && { Host: `${host}:${port}` }),
        'Content-Type': 'application/json',
      };
      const target = { host: address, port, localAddress: stage.client(), agent, method, path, headers };
      const asked = request({ ...target, ...(auth !== undefined && { auth }) }, (answer) => {
        readAll(answer).then((text) => {
          stage.clock.arrived(1);
          resolve(JSON.parse(text));
        }, reject);
      });
      asked.once('error', reject);
      if (body !== '') asked.setHeader('Content-Length', body.length);
      stage.clock.sent(1);
      asked.end(body);
    });
  return {
    post: (path, body) => ask('POST', path, JSON.stringify(body)),
    get: (path) => ask('GET', path, ''),
    close: () => agent.destroy(),
  };
}

const workOf = (random: Random): Message => ({
  midstate: random.hex(32),
  data: random.hex(128),
  hash1: random.hex(64),
  target: `${'f'.repeat(56)}00000000`,
});

/** It also keeps a miner waiting at /LP until there is another block (en.bitcoin.it/wiki/Getwork, long polling). */
export function longPollNode(port: number): Node {
  const answer = getworkNode(port).answer;
  return {
    port,
    longPoll: '/LP',
    answer: (random, asked) =>
      typeof asked === 'string' ? { result: workOf(random), error: null, id: 1 } : answer(random, asked),
    heldSeconds: (random, asked) => (asked === '/LP' ? Math.max(5, random.gap(300)) : 0),
  };
}

export function getworkNode(port: number): Node {
  return {
    port,
    answer: (random, asked) => {
      const { id, params } = asked as Message; // this node is only ever posted to
      const work = workOf(random);
      return { result: Array.isArray(params) && params.length === 0 ? work : true, error: null, id };
    },
  };
}

export function templateNode(port: number): Node {
  return {
    port,
    answer: (random, asked) => {
      const { id, method } = asked as Message; // this node is only ever posted to
      const transaction = (): object => ({
        data: random.hex(220),
        txid: random.hex(32),
        hash: random.hex(32),
        depends: [],
        fee: 1500,
        sigops: 4,
        weight: 880,
      });
      const template = {
        capabilities: ['proposal'],
        version: 536870912,
        rules: ['csv', 'segwit'],
        previousblockhash: random.hex(32),
        transactions: Array.from({ length: 12 }, transaction),
        coinbaseaux: {},
        coinbasevalue: 312_512_345,
        longpollid: random.hex(34),
        target: `${'0'.repeat(19)}${random.hex(22).slice(1)}`,
        mintime: 1_793_000_000,
        mutable: ['time', 'transactions', 'prevblock'],
        noncerange: '00000000ffffffff',
        curtime: 1_793_000_600,
        bits: '17034219',
        height: 868_000,
      };
      return { result: method === 'getblocktemplate' ? template : null, error: null, id };
    },
  };
}

/** Where its chain stands; the miner that mines alone asks each second. */
export function moneroNode(port: number): Node {
  let asks = 0;
  const height = (): number => 3_301_000 + Math.floor(asks / 120);
  return {
    port,
    answer: (random, asked) => {
      if (typeof asked === 'string') {
        asks++;
        return { hash: '0'.repeat(63) + String(height() % 10), height: height(), status: 'OK', untrusted: false };
      }
      const template = {
        blockhashing_blob: `1010${random.hex(74)}`,
        blocktemplate_blob: `1010${random.hex(400)}`,
        difficulty: 412_345_678_901,
        difficulty_top64: 0,
        expected_reward: 600_000_000_000,
        height: height(),
        next_seed_hash: '',
        prev_hash: random.hex(32),
        reserved_offset: 131,
        seed_hash: random.hex(32),
        status: 'OK',
        untrusted: false,
        wide_difficulty: '0x6001a2b3c5',
      };
      return { id: asked['id'], jsonrpc: '2.0', result: template };
    },
  };
}

export interface Polling {
  readonly seconds: number;
  /** Between two requests for work. */
  readonly everySeconds: number;
  /** After so many works there is a solution. */
  readonly worksPerSolution: number;
  readonly work: Message;
  solution(random: Random): Message;
}

/** Asks for work again and again, with a solution now and then. */
export async function pollForWork({ clock, random }: Stage, asker: Asker, polling: Polling): Promise<Told> {
  const seen = { jobs: 0, submits: 0, accepted: 0 };
  for (let id = 1; clock.seconds < polling.seconds; ) {
    await asker.post('/', { id: id++, ...polling.work });
    seen.jobs++;
    if (seen.jobs % polling.worksPerSolution === 0) {
      seen.submits++;
      const { error } = await asker.post('/', { id: id++, ...polling.solution(random) });
      if (error === null) seen.accepted++;
    }
    await clock.wait(polling.everySeconds);
  }
  asker.close();
  await clock.wait(1);
  return { transport: 'http', ...seen };
}
