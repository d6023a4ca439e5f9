/**
 * What we read of a node's answers and reckon of its coins, beside a real monerod: Debian's, with an empty regtest chain
 * of its own, offline and on loopback. Nothing is mined: the first block, which every chain is born with, is enough.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCoinbaseSum } from '../src/codec/monerod/coinbase-sum.ts';
import { readDaemonAnswer } from '../src/codec/monerod/daemon-answer.ts';
import { atomicPerCoin, baseReward } from '../src/codec/monerod/emission.ts';
import { hasPeer } from './peer.ts';
import { temporaryFolder } from './temporary-folder.ts';

const loopback = '127.0.0.1';
/** Far longer than a node takes to open an empty chain, so that a slow machine is not taken for a broken one. */
const mostAttempts = 200;
const msBetweenAttempts = 250;

describe.skipIf(!hasPeer('monerod'))('beside monerod (skipped where it is not installed)', () => {
  let node: ChildProcess;
  let ask: (method: string, params?: object) => Promise<unknown>;

  beforeAll(async () => {
    const port = await freePort();
    node = startNode(port, await freePort());
    ask = (method, params) => post(`http://${loopback}:${port}/json_rpc`, method, params);
    await untilItAnswers(node, ask);
  });
  afterAll(async () => {
    if (node === undefined || node.exitCode !== null) return;
    const ended = once(node, 'exit');
    // Its chain is thrown away, so it need not be closed in order.
    node.kill('SIGKILL');
    await ended;
  });

  it('reads get_info', async () => {
    expect(readDaemonAnswer(await ask('get_info'))).toEqual({
      status: 'ok',
      value: {
        difficulty: 1,
        height: 0,
        blockSeconds: 120,
        date: expect.stringMatching(/^20\d\d-/),
        network: 'regtest',
      },
    });
  });
  it("reads the first block's header, whose reward is as the emission has it", async () => {
    const read = readDaemonAnswer(await ask('get_last_block_header'));
    const reward = Number(baseReward(0n, 60)) / atomicPerCoin;
    expect(read).toEqual({
      status: 'ok',
      value: { difficulty: 1, height: 0, reward, blockSeconds: 60, network: 'unknown' },
    });
    expect(readDaemonAnswer(await ask('get_block_header_by_height', { height: 0 }))).toEqual(read);
    expect(readDaemonAnswer(await ask('get_block', { height: 0 }))).toEqual(read);
  });
  it('reads how many coins the blocks made', async () => {
    const sum = readCoinbaseSum(await ask('get_coinbase_tx_sum', { height: 0, count: 1 }));
    expect(sum).toEqual({ status: 'ok', value: { emission: baseReward(0n, 60), fees: 0n } });
  });
  it('takes an error for no answer', async () => {
    expect(readDaemonAnswer(await ask('get_block', { height: 999 }))).toMatchObject({ status: 'malformed' });
  });
});

function startNode(rpcPort: number, peerPort: number): ChildProcess {
  const chain = ['--regtest', '--offline', '--data-dir', temporaryFolder(), '--non-interactive', '--log-level', '0'];
  const rpc = ['--rpc-bind-ip', loopback, '--rpc-bind-port', String(rpcPort), '--no-zmq'];
  const peers = ['--p2p-bind-ip', loopback, '--p2p-bind-port', String(peerPort), '--no-igd', '--hide-my-port'];
  const node = spawn('monerod', [...chain, ...rpc, ...peers], { stdio: 'ignore' });
  // Also where the tests are broken off.
  const end = (): void => void node.kill('SIGKILL');
  process.once('exit', end);
  node.once('exit', () => process.off('exit', end));
  return node;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, loopback);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on TCP, so it has a port
  server.close();
  await once(server, 'close');
  return port;
}

async function post(url: string, method: string, params: object = {}): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: '0', method, params });
  return (await fetch(url, { method: 'POST', body })).json();
}

async function untilItAnswers(node: ChildProcess, ask: (method: string) => Promise<unknown>): Promise<void> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    if (node.exitCode !== null) throw new Error(`monerod ended with ${node.exitCode} before it answered`);
    const answer = await ask('get_info').catch(() => undefined);
    if (readDaemonAnswer(answer).status === 'ok') return;
    await pause(msBetweenAttempts);
  }
  throw new Error('monerod never answered');
}
