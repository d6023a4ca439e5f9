/**
 * XMRig that chooses its blocks itself: the pool names only whom the block must pay, the template comes from a node of the
 * miner's own, and the pool is told of it before there are shares. Source: XMRig, SelfSelectClient.cpp.
 */
import type { Told } from '../play.ts';
import type { Stage } from '../stage.ts';
import { call, LineWire, type Message, serve, type Wire } from '../wire.ts';
import { exchange, monero } from './accounts.ts';
import { targetOf } from './cryptonote-pool.ts';
import { askOver, moneroNode, serveNode } from './over-http.ts';

const agent = 'XMRig/6.21.0 (Linux x86_64) libuv/1.44.2 gcc/11.2.0';
const poolPort = 3333;
const nodePort = 18081;
const jobSeconds = 120;
const shareSeconds = 25;
const staysSeconds = 1800;

function servePool({ clock, random }: Stage, wire: Wire): void {
  const session = random.hex(18);
  const job = (): Message => ({
    job_id: random.hex(14),
    target: targetOf(75_000),
    algo: 'rx/0',
    pool_wallet: exchange,
    extra_nonce: random.hex(16),
  });
  wire.onMessage(async ({ id, method }) => {
    await clock.wait(random.between(0.02, 0.08));
    const work = method === 'login' ? { id: session, job: job(), extensions: ['algo', 'keepalive'] } : {};
    wire.send({ id, jsonrpc: '2.0', error: null, result: { ...work, status: 'OK' } });
    if (method === 'login') void handOut();
  });
  async function handOut(): Promise<void> {
    for (await clock.wait(jobSeconds); wire.open; await clock.wait(jobSeconds))
      wire.send({ jsonrpc: '2.0', method: 'job', params: job() });
  }
}

interface FromPool {
  readonly id: number;
  readonly params?: Message;
  readonly result?: { readonly id?: string; readonly job?: Message };
}

/** Both of its conversations. */
export async function selfSelect(stage: Stage): Promise<readonly Told[]> {
  const { clock, random } = stage;
  await serve(stage, { port: poolPort }, (socket) => servePool(stage, new LineWire(stage, socket)));
  await serveNode(stage, moneroNode(nodePort), stage.server(1));
  const node = askOver(stage, { port: nodePort, agent, address: stage.server(1) });
  const wire = new LineWire(stage, await call(stage, { port: poolPort }));
  const seen = { jobs: 0, submits: 0, accepted: 0 };
  const shares = new Set<number>();
  let nextId = 1;
  let session = '';
  let job: Message = {};
  const ask = (method: string, params: Message): number => {
    wire.send({ id: nextId, jsonrpc: '2.0', method, params });
    return nextId++;
  };
  const choose = async (next: Message): Promise<void> => {
    seen.jobs++;
    const params = { wallet_address: next['pool_wallet'], extra_nonce: next['extra_nonce'] };
    const { result } = await node.post('/json_rpc', {
      id: seen.jobs,
      jsonrpc: '2.0',
      method: 'getblocktemplate',
      params,
    });
    const { blocktemplate_blob: blob, height, difficulty, prev_hash, seed_hash } = result as Message; // our own node's
    ask('block_template', { id: session, job_id: next['job_id'], blob, height, difficulty, prev_hash, seed_hash });
    job = next;
  };
  wire.onMessage<FromPool>(({ id, params, result }) => {
    session = result?.id ?? session;
    const next = result?.job ?? params;
    if (next !== undefined) void choose(next);
    else if (shares.delete(id)) seen.accepted++;
  });
  ask('login', { login: monero, pass: 'x', agent, algo: ['rx/0'], mode: 'self-select' });
  for (await clock.wait(shareSeconds); clock.seconds < staysSeconds; await clock.wait(random.gap(shareSeconds) + 1)) {
    const { job_id } = job;
    shares.add(ask('submit', { id: session, job_id, nonce: random.hex(4), result: random.hex(32), algo: 'rx/0' }));
    seen.submits++;
  }
  await clock.wait(1);
  wire.close();
  node.close();
  await clock.wait(1);
  const templates = { jobs: seen.jobs, submits: 0, accepted: 0 };
  return [
    { dialect: 'cryptonote', login: monero, agent, ...seen },
    { dialect: 'getblocktemplate', transport: 'http', login: exchange, ...templates },
  ];
}
