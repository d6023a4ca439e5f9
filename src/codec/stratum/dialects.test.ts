import { describe, expect, it } from 'vitest';
import { type ConversationOptions, conversation, type Said } from '../../../tests/make-stream.ts';
import { readSession, type Session } from './session.ts';

const hash = (digit: string): string => digit.repeat(64);
const lines = (...messages: readonly object[]): string => messages.map((one) => `${JSON.stringify(one)}\n`).join('');
const miner = (...messages: readonly object[]): Said => ({ from: 'client', text: lines(...messages) });
const pool = (...messages: readonly object[]): Said => ({ from: 'server', text: lines(...messages) });
const body = (value: object | string): string => (typeof value === 'string' ? value : JSON.stringify(value));

function post(value: object | string, target = '/', head = ''): Said {
  const text = body(value);
  const start = `POST ${target} HTTP/1.1\r\nHost: node.example:8545\r\nContent-Length: ${text.length}\r\n`;
  return { from: 'client', text: `${start}${head}\r\n${text}` };
}

function served(value: object | string): Said {
  const text = body(value);
  return { from: 'server', text: `HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n${text}` };
}

function read(said: readonly Said[], options?: ConversationOptions): Session | string {
  const { bytes, stream } = conversation(said, options);
  const result = readSession(bytes, stream);
  return result.status === 'ok' ? result.value : result.status;
}

const login = { id: 1, method: 'login', params: { login: 'me', pass: 'x', agent: 'XMRig/6.21.0' } };
const job = { blob: '10'.repeat(38), job_id: 'j1', target: 'b88d0600', algo: 'rx/0' };
const loginAnswer = { id: 1, result: { id: 's', job, status: 'OK' } };

describe("cryptonote's relatives", () => {
  it('self-select: the job names a wallet, the miner sends the template that it chose', () => {
    const own = { job_id: 'j1', pool_wallet: '4'.repeat(95), extra_nonce: 'ab'.repeat(8), target: 'b88d0600' };
    const template = { id: 's', job_id: 'j1', blob: '10'.repeat(200), height: 1, difficulty: 2 };
    const said = [
      miner(login),
      pool({ id: 1, result: { id: 's', job: own, status: 'OK' } }),
      miner({ id: 2, method: 'block_template', params: template }),
      pool({ id: 2, result: { status: 'OK' } }),
      miner({ id: 3, method: 'submit', params: { id: 's', job_id: 'j1', nonce: '00000001', result: hash('a') } }),
      pool({ id: 3, result: { status: 'OK' } }),
    ];
    expect(read(said)).toMatchObject({ dialect: 'cryptonote', jobs: 1, submits: 1, accepted: 1 });
  });
  it('xmr-node-proxy: a whole template, and shares for several miners', () => {
    const template = { blocktemplate_blob: '10'.repeat(100), job_id: 'j1', target_diff: 5000, reserved_offset: 130 };
    const share = (id: number, workerNonce: number): object => {
      return { id, method: 'submit', params: { job_id: 'j1', nonce: '00000001', workerNonce, poolNonce: 7 } };
    };
    const said = [
      miner({ ...login, params: { ...login.params, agent: 'xmr-node-proxy/0.0.1' } }),
      pool({ id: 1, result: { id: 's', job: template, status: 'OK' } }),
      miner(share(2, 1), share(3, 2), share(4, 1)),
      pool(...[2, 3, 4].map((id) => ({ id, result: { status: 'OK' } }))),
    ];
    expect(read(said)).toMatchObject({ jobs: 1, accepted: 3, workers: 2, difficulty: 5000, hashes: 15_000 });
  });
  it('xmrig-proxy: each of its miners has a last byte of the nonce for itself', () => {
    const share = (id: number, nonce: string): object => ({ id, method: 'submit', params: { job_id: 'j1', nonce } });
    const shares = ['00000001', '12345601', '123456ff', '223456ff'].map((nonce, i) => share(i + 2, nonce));
    const byProxy = { ...login, params: { ...login.params, agent: 'xmrig-proxy/6.22.0' } };
    expect(read([miner(byProxy), pool(loginAnswer), miner(...shares)])).toMatchObject({ submits: 4, workers: 2 });
    expect(read([miner(login), pool(loginAnswer), miner(...shares)])).not.toHaveProperty('workers');
  });
  it('Grin: verdicts are texts', () => {
    const said = [
      miner({ ...login, id: '0' }, { id: '1', method: 'getjobtemplate', params: null }),
      pool(
        { id: '0', method: 'login', result: 'ok', error: null },
        { id: '1', result: { job_id: 1, difficulty: 4, height: 9, pre_pow: hash('0') }, error: null },
      ),
      miner({ id: '2', method: 'submit', params: { edge_bits: 32, height: 9, job_id: 1, nonce: 5, pow: [1, 2] } }),
    ];
    expect(read(said)).toMatchObject({ dialect: 'cryptonote', submits: 1 });
  });
  it('counts keepalives, and knows to where a donation shall be passed on', () => {
    const donation = { ...login, params: { ...login.params, url: 'stratum+ssl://donate.ssl.xmrig.com:443' } };
    const alive = { id: 2, method: 'keepalived', params: { id: 's' } };
    const session = read([miner(donation), pool(loginAnswer), miner(alive, alive)]);
    expect(session).toMatchObject({ keepalives: 2, forward: 'stratum+ssl://donate.ssl.xmrig.com:443' });
  });
});

describe("bitcoin's relatives", () => {
  const subscribe = { id: null, method: 'mining.subscribe', params: ['cpuminer/2.5.1'] };
  const authorize = (id: number | null, name: string): object => ({
    id,
    method: 'mining.authorize',
    params: [name, 'x'],
  });
  const submit = (id: number, name: string): object => {
    return { id, method: 'mining.submit', params: [name, 'j', '00', '5f5e1000', '00000000'] };
  };
  const notify = { id: null, method: 'mining.notify', params: ['j', hash('0'), '01', '02', [], '2', '1d', '5f', true] };

  it('a miner that numbers nothing still gets its answer', () => {
    const refused = { id: null, result: null, error: [24, 'Unauthorized worker', null] };
    expect(read([miner(authorize(null, 'me')), pool(refused)])).toMatchObject({ error: 'Unauthorized worker' });
  });
  it('several workers on one connection are accounts, and those that send shares are counted', () => {
    const names = ['a.one', 'a.two', 'a.three'];
    const said = [
      miner(subscribe, ...names.map((name, i) => authorize(i + 2, name))),
      pool(notify),
      miner(submit(8, 'a.one'), submit(9, 'a.two'), submit(10, 'a.one')),
    ];
    expect(read(said)).toMatchObject({ accounts: names.map((login) => ({ login, password: 'x' })), workers: 2 });
  });
  it('batches are as good as lines', () => {
    const batch = JSON.stringify([
      subscribe,
      authorize(2, 'me'),
      { id: 3, method: 'mining.suggest_difficulty', params: [8] },
    ]);
    expect(read([{ from: 'client', text: `${batch}\n` }, pool(notify)])).toMatchObject({
      jobs: 1,
      agent: 'cpuminer/2.5.1',
    });
  });
  it('a message that a pool shows to its miner is none of the other side', () => {
    const shown = { id: null, method: 'client.show_message', params: ['welcome'] };
    expect(read([miner(subscribe), pool(shown, notify)])).toMatchObject({ jobs: 1 });
  });
  it.each<[string, unknown, object | undefined]>([
    ['a host and a port', ['new.example', 3334, 0], { host: 'new.example', port: 3334 }],
    ['a port as text', ['new.example', '3334'], { host: 'new.example', port: 3334 }],
    ['nothing', [], undefined],
  ])('follows client.reconnect with %s', (_, params, redirect) => {
    const session = read([miner(subscribe), pool(notify, { id: null, method: 'client.reconnect', params })]);
    expect(typeof session === 'string' ? session : session.redirect).toEqual(redirect);
  });
});

describe('a login that is refused', () => {
  const refuse = (error: unknown): object => ({ id: 1, result: null, error });
  it.each<[string, unknown, string]>([
    ['cryptonote', { code: -1, message: 'Invalid payment address provided' }, 'Invalid payment address provided'],
    ['bitcoin', [24, 'Unauthorized worker', null], 'Unauthorized worker'],
    ['a text', 'no such user', 'no such user'],
    ['nothing to say', {}, 'false'],
    ['no end', { message: 'x'.repeat(9999) }, 'x'.repeat(200)],
  ])('says why, in the form of %s', (_, error, words) => {
    expect(read([miner(login), pool(refuse(error))])).toMatchObject({ error: words, jobs: 0 });
  });
  it('is forgotten where the next one is taken', () => {
    const session = read([
      miner(login),
      pool(refuse('busy')),
      miner({ ...login, id: 2 }),
      pool({ ...loginAnswer, id: 2 }),
    ]);
    expect(session).not.toHaveProperty('error');
  });
  it('may hint at another pool', () => {
    const session = read([
      miner(login),
      pool(refuse({ message: 'Wrong port: use eu.pool.example:4444 for this coin' })),
    ]);
    expect(session).toMatchObject({ redirect: { host: 'eu.pool.example', port: 4444 } });
  });
});

describe('Ethereum', () => {
  const work = [`0x${hash('1')}`, `0x${hash('2')}`, `0x0000${'f'.repeat(60)}`];
  const wallet = '0x00112233445566778899aabbccddeeff00112233';

  it('over HTTP, with the account in the path and the speed in the miner’s words', () => {
    const said = [
      post({ id: 1, method: 'eth_getWork', params: [] }, `/${wallet}/rig1`),
      served({ id: 1, result: work }),
      post(
        { id: 2, method: 'eth_submitHashrate', params: [`0x${'0'.repeat(58)}500000`, `0x${hash('9')}`] },
        `/${wallet}/rig1`,
      ),
      served({ id: 2, result: true }),
      post({ id: 3, method: 'eth_submitWork', params: ['0x1', work[0], `0x${hash('3')}`] }, `/${wallet}/rig1`),
      served({ id: 3, result: true }),
    ];
    expect(read(said)).toMatchObject({
      dialect: 'ethereum',
      transport: 'http',
      accounts: [{ login: wallet, worker: 'rig1' }],
      accepted: 1,
      difficulty: 2 ** 16,
      hashes: 2 ** 16,
    });
  });
  it('tells the speed that a miner reports where no share does', () => {
    const report = (rate: string): object => ({
      id: 6,
      method: 'eth_submitHashrate',
      params: [rate, `0x${hash('9')}`],
    });
    const enter = { id: 1, worker: 'rig1', method: 'eth_submitLogin', params: [wallet] };
    const session = read([miner(enter, report('0x10'), report('0x30'), report('0x20')), pool({ id: 1, result: true })]);
    expect(session).toMatchObject({ speed: { low: 16, mid: 32, high: 48 } });
  });
  it('as EthereumStratum/2.0.0 sets its target', () => {
    const hello = { id: 0, method: 'mining.hello', params: { agent: 'a/1', proto: 'EthereumStratum/2.0.0' } };
    const set = { method: 'mining.set', params: { epoch: 'dc', target: 'f'.repeat(56) } };
    expect(read([miner(hello), pool(set)])).toMatchObject({ dialect: 'ethereum', difficulty: 2 ** 32 });
  });
  it('as EthereumStratum/2.0.0 sends its shares: the job first, the worker last', () => {
    const hello = { id: 0, method: 'mining.hello', params: { agent: 'a/1', proto: 'EthereumStratum/2.0.0' } };
    const set = { method: 'mining.set', params: { target: `0x${'0'.repeat(8)}${'f'.repeat(56)}` } };
    const handed = { method: 'mining.notify', params: ['bf0488aa', 'b471', hash('a'), true] };
    const share = (id: number): object => ({ id, method: 'mining.submit', params: ['bf0488aa', `6876${id}`, 'w-123'] });
    const session = read([miner(hello), pool(set, handed), miner(share(5), share(6)), pool({ id: 5, result: true })]);
    expect(session).toMatchObject({ submits: 2, accepted: 1, hashes: 2 ** 32, workers: 1 });
  });
  it('asked for other things by a wallet is no session', () => {
    const said = [
      post({ id: 1, method: 'eth_blockNumber', params: [] }),
      served({ id: 1, result: '0x10' }),
      post([
        { id: 2, method: 'eth_call', params: [] },
        { id: 3, method: 'eth_hashrate', params: [] },
      ] as unknown as object),
      served([
        { id: 2, result: '0x' },
        { id: 3, result: '0x0' },
      ] as unknown as object),
    ];
    expect(read(said)).toBe('not-this-format');
  });
});

describe('over HTTP', () => {
  it('a node asked for a template tells how hard a block is, and what else it is asked tells nothing', () => {
    const said = [
      post({ id: 0, method: 'get_info' }, '/json_rpc'),
      served({ id: 0, result: { height: 5, difficulty: 7, status: 'OK' } }),
      post('\x01\x11\x01\x01', '/getblocks.bin'),
      served('\x01\x11\x01\x01'),
      post({ id: 1, method: 'getblocktemplate', params: { wallet_address: 'w', reserve_size: 8 } }, '/json_rpc'),
      served({ id: 1, result: { blocktemplate_blob: '10'.repeat(200), difficulty: 300_000, status: 'OK' } }),
      post({ id: 2, method: 'submitblock', params: ['10'.repeat(200)] }, '/json_rpc'),
      served({ id: 2, result: { status: 'OK' } }),
    ];
    expect(read(said)).toMatchObject({ dialect: 'getblocktemplate', jobs: 1, accepted: 1, hashes: 300_000 });
  });
  it("getwork's target has its lowest byte first", () => {
    const handed = { data: '0'.repeat(256), target: `${'f'.repeat(56)}${'0'.repeat(8)}` };
    const said = [post({ id: 1, method: 'getwork', params: [] }), served({ id: 1, result: handed })];
    expect(read(said)).toMatchObject({ dialect: 'getwork', difficulty: 2 ** 32 });
  });
  it('stratum is read in bodies, several lines in one, too', () => {
    const said = [post(lines(login)), served(lines(loginAnswer, { method: 'job', params: { ...job, job_id: 'j2' } }))];
    expect(read(said)).toMatchObject({ dialect: 'cryptonote', transport: 'http', jobs: 2, host: 'node.example' });
  });
  it('a login that any service could have is none of a miner’s', () => {
    const any = { id: 1, method: 'login', params: { login: 'bob', pass: 'x' } };
    expect(read([post(any), served({ id: 1, result: true })])).toBe('not-this-format');
  });
});

describe('what opens a conversation', () => {
  it('may be several proxies, the outermost first', () => {
    const socks = Uint8Array.of(5, 1, 0, 5, 1, 0, 1, 127, 0, 0, 1, 0x1f, 0x90);
    const granted = Uint8Array.of(5, 0, 5, 0, 0, 1, 0, 0, 0, 0, 0, 0);
    const said: Said[] = [
      { from: 'client', text: socks },
      { from: 'server', text: granted },
      { from: 'client', text: 'CONNECT pool.example:3333 HTTP/1.1\r\n\r\n' },
      { from: 'server', text: 'HTTP/1.1 200 OK\r\n\r\n' },
      miner(login),
      pool(loginAnswer),
    ];
    expect(read(said)).toMatchObject({
      through: ['socks5', 'http-connect'],
      host: 'pool.example',
      port: 3333,
      jobs: 1,
    });
  });
});
