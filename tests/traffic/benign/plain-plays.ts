/** Conversations in the clear that look like mining's: JSON-RPC in its other uses, and people who talk about mining. */
import { createServer } from 'node:http';
import type { Play, Told } from '../play.ts';
import { askOver, serveNode } from '../pools/over-http.ts';
import type { Stage } from '../stage.ts';
import { takeWebSockets, upgrade, type WebSocketWire } from '../web-socket.ts';
import { call, LineWire, type Message, serve } from '../wire.ts';
import { hour, innocent } from './benign-play.ts';

/** A wallet's server says JSON-RPC in lines, as pools do (Electrum's protocol, version 1.4). */
async function electrum(stage: Stage): Promise<readonly Told[]> {
  const { clock, random } = stage;
  const header = (): object => ({ hex: random.hex(80), height: 868_000 });
  await serve(stage, { port: 50001 }, (socket) => {
    const wire = new LineWire(stage, socket);
    wire.onMessage(async ({ id, method }) => {
      await clock.wait(random.between(0.02, 0.08));
      const result =
        method === 'blockchain.headers.subscribe' ? header() : method === 'server.ping' ? null : random.hex(32);
      wire.send({ id, jsonrpc: '2.0', result });
    });
    void announce(wire);
  });
  async function announce(wire: LineWire): Promise<void> {
    while (wire.open) {
      await clock.wait(Math.max(5, random.gap(600)));
      wire.send({ jsonrpc: '2.0', method: 'blockchain.headers.subscribe', params: [header()] });
    }
  }
  const wire = new LineWire(stage, await call(stage, { port: 50001 }));
  wire.onMessage(() => undefined);
  let id = 0;
  const ask = (method: string, params: unknown[]): void => wire.send({ id: id++, jsonrpc: '2.0', method, params });
  ask('server.version', ['electrum/4.5.5', '1.4']);
  ask('blockchain.headers.subscribe', []);
  for (let i = 0; i < 20; i++) ask('blockchain.scripthash.subscribe', [random.hex(32)]);
  for (let minute = 0; minute < 120; minute++) {
    await clock.wait(60);
    ask('server.ping', []);
  }
  wire.close();
  await clock.wait(1);
  return [];
}

/** An Ethereum node serves a wallet's page: blocks, balances, gas. */
async function ethereumNode(stage: Stage): Promise<readonly Told[]> {
  const { clock, random } = stage;
  const port = 8545;
  await serveNode(stage, {
    port,
    answer: (_, asked) => ({ jsonrpc: '2.0', id: (asked as Message)['id'], result: `0x${random.hex(8)}` }), // only posted to
  });
  const asker = askOver(stage, { port, agent: 'geth-attach/1.14' });
  const questions: readonly [string, unknown[]][] = [
    ['eth_blockNumber', []],
    ['eth_gasPrice', []],
    ['eth_getBalance', [`0x${random.hex(20)}`, 'latest']],
    ['eth_hashrate', []],
    ['eth_mining', []],
    ['eth_call', [{ to: `0x${random.hex(20)}`, data: `0x${random.hex(36)}` }, 'latest']],
  ];
  for (let id = 1; id <= 300; id++) {
    const [method, params] = questions[id % questions.length] ?? ['eth_blockNumber', []];
    await asker.post('/', { jsonrpc: '2.0', id, method, params });
    await clock.wait(4);
  }
  asker.close();
  await clock.wait(1);
  return [];
}

/** Serves WebSocket, and uses it with one browser. */
async function overWebSocket(
  stage: Stage,
  serveOne: (wire: WebSocketWire) => void,
  use: (wire: WebSocketWire) => Promise<void>,
): Promise<readonly Told[]> {
  const server = createServer();
  takeWebSockets(stage, server, serveOne);
  await stage.listen(server, 8546);
  const socket = await call(stage, { port: 8546 });
  const page = { host: 'chat.example.com', path: '/', origin: 'https://www.example.org' };
  const wire = await upgrade(stage, socket, { ...page, deflate: false });
  await use(wire);
  wire.close();
  await stage.clock.wait(1);
  return [];
}

/** A page subscribes to new blocks: a push every 12 seconds. */
function newHeads(stage: Stage): Promise<readonly Told[]> {
  const { clock, random } = stage;
  const head = (): object => ({
    number: `0x${random.hex(4)}`,
    hash: `0x${random.hex(32)}`,
    parentHash: `0x${random.hex(32)}`,
    miner: `0x${random.hex(20)}`,
    mixHash: `0x${random.hex(32)}`,
    nonce: '0x0000000000000000',
    difficulty: '0x0',
    logsBloom: `0x${'0'.repeat(512)}`,
  });
  const serveOne = (wire: WebSocketWire): void =>
    wire.onMessage(async ({ id }) => {
      wire.send({ jsonrpc: '2.0', id, result: '0x9cef478923ff08bf67fde6c64013158d' });
      while (wire.open) {
        await clock.wait(12);
        const params = { subscription: '0x9cef478923ff08bf67fde6c64013158d', result: head() };
        wire.send({ jsonrpc: '2.0', method: 'eth_subscription', params });
      }
    });
  return overWebSocket(stage, serveOne, async (wire) => {
    wire.onMessage(() => undefined);
    wire.send({ jsonrpc: '2.0', id: 1, method: 'eth_subscribe', params: ['newHeads'] });
    await clock.wait(hour);
  });
}

const talk = [
  'does anybody here still mine on the old box?',
  'no, but look what the log says: {"id":1,"method":"login","params":{"login":"48edf…","pass":"x","agent":"XMRig/6.21.0"}}',
  'that is xmrig then. what is the pool? stratum+tcp://pool.example.com:3333?',
  'yes, it sends mining.subscribe, then mining.notify every 30 seconds',
  'kill it and look at the crontab',
];

/** People in a chat quote what a miner said. */
function chat(stage: Stage): Promise<readonly Told[]> {
  const { clock, random } = stage;
  const serveOne = (wire: WebSocketWire): void =>
    wire.onMessage<{ text: string }>(async ({ text }) => {
      await clock.wait(random.between(2, 20));
      wire.send({ type: 'message', from: 'bob', text: talk[(talk.indexOf(text) + 1) % talk.length] });
    });
  return overWebSocket(stage, serveOne, async (wire) => {
    wire.onMessage(() => undefined);
    for (let i = 0; i < 60; i++) {
      wire.send({ type: 'message', from: 'alice', text: talk[(2 * i) % talk.length] });
      await clock.wait(random.between(25, 60));
    }
  });
}

/** An editor and its language server: JSON-RPC with a length before each message. */
const frame = (message: object): string => {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${body.length}\r\n\r\n${body}`;
};

const uri = 'file:///home/alice/project/src/stratum.ts';

export const plainPlays: readonly Play[] = [
  innocent('language-server', 'an editor that asks its language server about a source file of a mining pool', {
    port: 2087,
    serve: (stage, socket) => {
      let id = 0;
      const items = ['mining.subscribe', 'mining.notify', 'job_id', 'login'].map((label) => ({ label, kind: 6 }));
      socket.on('data', async () => {
        await stage.clock.wait(0.03);
        socket.write(frame({ id: ++id, result: { isIncomplete: false, items } }));
      });
    },
    use: async (stage, socket) => {
      for (let id = 1; id <= 120; id++) {
        const position = { line: stage.random.below(400), character: stage.random.below(80) };
        socket.write(frame({ id, method: 'textDocument/completion', params: { textDocument: { uri }, position } }));
        await stage.clock.wait(stage.random.gap(6) + 0.5);
      }
    },
  }),
  {
    name: 'electrum',
    about: 'a Bitcoin wallet (Electrum) at its server, in the clear',
    truth: 'nothing',
    play: electrum,
  },
  {
    name: 'ethereum-rpc',
    about: 'a program that asks an Ethereum node over HTTP',
    truth: 'nothing',
    play: ethereumNode,
  },
  {
    name: 'ethereum-new-heads',
    about: 'a page that is told of each new Ethereum block',
    truth: 'nothing',
    play: newHeads,
  },
  {
    name: 'chat',
    about: 'people who talk about a miner and quote its log, over WebSocket',
    truth: 'nothing',
    play: chat,
  },
];
