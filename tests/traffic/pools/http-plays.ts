/** Miners that ask for work over HTTP. */
import type { Play } from '../play.ts';
import { pollOver, servePolls } from '../poll-wire.ts';
import type { Stage } from '../stage.ts';
import { bitcoin, monero } from './accounts.ts';
import { bitcoinDialect } from './dialects.ts';
import { pretendByLines, serveLines } from './lines.ts';
import { askOver, getworkNode, longPollNode, moneroNode, pollForWork, serveNode, templateNode } from './over-http.ts';
import { selfSelect } from './self-select.ts';

const host = 'node.example.com';

export const httpPlays: readonly Play[] = [
  {
    name: 'getwork',
    about: 'an old miner that asks a node for work by getwork, each ten seconds',
    truth: 'mining',
    async play(stage) {
      await serveNode(stage, getworkNode(8332));
      const asker = askOver(stage, { port: 8332, host, agent: 'cpuminer/2.5.1', auth: 'example:secret' });
      const work = { method: 'getwork', params: [] };
      const solution = { method: 'getwork', params: [stage.random.hex(128)] };
      const polling = { seconds: 900, everySeconds: 10, worksPerSolution: 5, work, solution: () => solution };
      const seen = await pollForWork(stage, asker, polling);
      return [{ dialect: 'getwork', login: 'example', password: 'secret', agent: 'cpuminer/2.5.1', host, ...seen }];
    },
  },
  {
    name: 'getwork-long-poll',
    about: 'the same at a node that keeps it waiting until there is another block (long polling)',
    truth: 'mining',
    async play(stage) {
      await serveNode(stage, longPollNode(8332));
      const asker = askOver(stage, { port: 8332, host, agent: 'cpuminer/2.5.1', auth: 'example:secret' });
      const seen = { jobs: 1, submits: 0, accepted: 0 };
      await asker.post('/', { id: 1, method: 'getwork', params: [] });
      for (let id = 2; seen.jobs < 12; id++) {
        await asker.get('/LP');
        seen.jobs++;
        if (id % 4 !== 0) continue;
        seen.submits++;
        const { error } = await asker.post('/', { id, method: 'getwork', params: [stage.random.hex(128)] });
        if (error === null) seen.accepted++;
      }
      asker.close();
      await stage.clock.wait(1);
      return [{ dialect: 'getwork', transport: 'http', login: 'example', agent: 'cpuminer/2.5.1', host, ...seen }];
    },
  },
  {
    name: 'getblocktemplate',
    about: 'a miner that asks bitcoind for templates (BIP 22), and has a block once',
    truth: 'mining',
    async play(stage) {
      await serveNode(stage, templateNode(8332));
      const asker = askOver(stage, { port: 8332, host, agent: 'cpuminer/2.5.1', auth: 'example:secret' });
      const work = { method: 'getblocktemplate', params: [{ rules: ['segwit'] }] };
      const solution = { method: 'submitblock', params: [stage.random.hex(2000)] };
      const polling = { seconds: 1200, everySeconds: 30, worksPerSolution: 30, work, solution: () => solution };
      const seen = await pollForWork(stage, asker, polling);
      return [{ dialect: 'getblocktemplate', login: 'example', host, ...seen }];
    },
  },
  {
    name: 'stratum-long-poll',
    about: 'a Bitcoin miner whose stratum goes inside HTTP: each request is kept until the pool has something to say',
    truth: 'mining',
    async play(stage) {
      const who = { login: `${bitcoin}.behind`, password: 'x', agent: 'cgminer/4.10.0' };
      const dialect = bitcoinDialect(who);
      const mining = { seconds: 1200, workSeconds: 30, shareSeconds: 15, answerSeconds: 12 };
      await servePolls(stage, 8080, (wire) => serveLines(stage, wire, dialect, mining));
      const wire = pollOver(stage, 8080, { Host: 'pool.example.com:8080', 'User-Agent': who.agent });
      const told = await pretendByLines(stage, wire, dialect, mining);
      return [{ ...who, worker: 'behind', transport: 'http', ...told }];
    },
  },
  {
    name: 'xmrig-daemon',
    about: 'XMRig that mines alone at a monerod: asks for the height each second, for a template at each new block',
    truth: 'mining',
    play: playDaemon,
  },
  {
    name: 'xmrig-self-select',
    about: 'XMRig at a pool that lets it choose its blocks: a node of its own gives the templates',
    truth: 'mining',
    play: selfSelect,
  },
];

async function playDaemon(stage: Stage): Promise<readonly [object]> {
  await serveNode(stage, moneroNode(18081));
  const asker = askOver(stage, { port: 18081, agent: 'XMRig/6.21.0 (Linux x86_64) libuv/1.44.2 gcc/11.2.0' });
  const params = { wallet_address: monero, reserve_size: 60, extra_nonce: '' };
  let known: unknown;
  let jobs = 0;
  for (let asked = 0; asked < 600; asked++) {
    const { height } = await asker.get('/getheight');
    if (height !== known) {
      known = height;
      jobs++;
      await asker.post('/json_rpc', { id: jobs, jsonrpc: '2.0', method: 'getblocktemplate', params });
    }
    await stage.clock.wait(1);
  }
  asker.close();
  await stage.clock.wait(1);
  return [{ dialect: 'getblocktemplate', transport: 'http', login: monero, jobs, submits: 0, accepted: 0 }];
}
