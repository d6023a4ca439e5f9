import type { ExtractorCase, ExtractorFixture } from '../../../tests/fixture.ts';
import { type ConversationOptions, conversation, type Said } from '../../../tests/make-stream.ts';
import { packMessage, upgradeAnswer, upgradeRequest, webSocketFrame } from '../../../tests/make-websocket.ts';

/** XMRig's donation address, and a Bitcoin address known to everybody: the genesis block's. */
const monero = '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD';
const bitcoin = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa';
const hash = (digit: string): string => digit.repeat(64);

function miner(...lines: readonly object[]): Said {
  return { from: 'client', text: lines.map((line) => `${JSON.stringify(line)}\n`).join('') };
}

function pool(...lines: readonly object[]): Said {
  return { from: 'server', text: lines.map((line) => `${JSON.stringify(line)}\n`).join('') };
}

function talk(name: string, said: readonly Said[], options?: ConversationOptions): ExtractorCase & { kind: 'stream' } {
  const { bytes, stream } = conversation(said, options);
  return { name, kind: 'stream', input: bytes, stream };
}

function post(body: object, head = ''): Said {
  const text = JSON.stringify(body);
  const lines = `POST / HTTP/1.1\r\nHost: node.example:8332\r\nContent-Length: ${text.length}\r\n${head}\r\n`;
  return { from: 'client', text: lines + text };
}

function served(body: string, kind = 'application/json'): Said {
  return {
    from: 'server',
    text: `HTTP/1.1 200 OK\r\nContent-Type: ${kind}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  };
}

const masked = (value: object): Said => {
  return { from: 'client', text: webSocketFrame(JSON.stringify(value), { key: [9, 8, 7, 6] }) };
};
const framed = (value: object): Said => ({ from: 'server', text: webSocketFrame(JSON.stringify(value)) });

const login = { login: `${monero}.rig7`, pass: 'x', agent: 'XMRig/6.21.0 (Linux x86_64)', algo: ['rx/0', 'cn/r'] };
const donationLogin = { id: 1, method: 'login', params: { login: hash('5'), pass: 'x', agent: 'XMRig/6.21.0' } };
const job = { blob: '10'.repeat(38), job_id: 'j1', target: 'b88d0600', algo: 'rx/0', height: 1, seed_hash: hash('a') };
const share = { id: 's', job_id: 'j1', nonce: '12345678', result: hash('b') };
const notify = ['j', hash('0'), '01', '02', [], '20000000', '1d00ffff', '5f5e1000', true];
const work = [`0x${hash('1')}`, `0x${hash('2')}`, `0x${hash('0')}`];

const browserHeaders = 'User-Agent: Mozilla/5.0 (X11)\r\nOrigin: https://films.example\r\n';

export const fixture: ExtractorFixture = {
  fires: [
    {
      ...talk('a Monero miner that logs in, gets work and sends two shares', [
        miner({ id: 1, jsonrpc: '2.0', method: 'login', params: login }),
        pool({ id: 1, jsonrpc: '2.0', error: null, result: { id: 's', job, status: 'OK' } }),
        miner({ id: 2, jsonrpc: '2.0', method: 'submit', params: share }),
        pool({ id: 2, jsonrpc: '2.0', error: null, result: { status: 'OK' } }),
        pool({ jsonrpc: '2.0', method: 'job', params: { ...job, job_id: 'j2' } }),
        miner({ id: 3, jsonrpc: '2.0', method: 'submit', params: share }),
        pool({ id: 3, jsonrpc: '2.0', error: { code: -1, message: 'Low difficulty share' } }),
      ]),
      expect: [
        {
          kind: 'stratum-session',
          value: {
            dialect: 'cryptonote',
            transport: 'tcp',
            client: '192.0.2.10:40000',
            server: '198.51.100.7:3333',
            login: `${monero}.rig7`,
            worker: 'rig7',
            password: 'x',
            agent: 'XMRig/6.21.0 (Linux x86_64)',
            algorithms: ['rx/0', 'cn/r'],
            jobs: 2,
            submits: 2,
            accepted: 1,
            rejected: 1,
            hashes: 2 ** 32 / 0x00068db8,
            algorithm: 'rx/0',
            coin: 'monero',
            difficulty: 2 ** 32 / 0x00068db8,
            donation: 'donations to XMRig',
            start: '2024-01-01T00:00:00.000Z',
            end: '2024-01-01T00:00:06.000Z',
            complete: true,
          },
        },
        {
          kind: 'mining-config',
          value: {
            miner: 'xmrig',
            algorithm: 'rx/0',
            source: 'wire',
            pools: [
              {
                host: '198.51.100.7',
                port: 3333,
                tls: false,
                login: `${monero}.rig7`,
                wallet: monero,
                worker: 'rig7',
                password: 'x',
              },
            ],
          },
        },
      ],
    },
    {
      ...talk('a Bitcoin miner with two workers on one connection', [
        miner({ id: 1, method: 'mining.subscribe', params: ['cgminer/4.10.0'] }),
        pool({ id: 1, result: [[['mining.notify', 'a']], '01', 4], error: null }),
        miner(
          { id: 2, method: 'mining.authorize', params: [`${bitcoin}.one`, 'x'] },
          { id: 3, method: 'mining.authorize', params: [`${bitcoin}.two`, 'x'] },
        ),
        pool({ id: 2, result: true, error: null }, { id: 3, result: true, error: null }),
        pool({ id: null, method: 'mining.notify', params: notify }),
      ]),
      expect: [
        {
          kind: 'stratum-session',
          value: {
            dialect: 'bitcoin',
            login: `${bitcoin}.one`,
            worker: 'one',
            accounts: ['one', 'two'].map((worker) => ({ login: `${bitcoin}.${worker}`, worker, password: 'x' })),
            ...{ jobs: 1, submits: 0, accepted: 0 },
          },
        },
        {
          kind: 'mining-config',
          value: {
            miner: 'cgminer',
            pools: ['one', 'two'].map((worker) => ({
              host: '198.51.100.7',
              port: 3333,
              tls: false,
              login: `${bitcoin}.${worker}`,
              wallet: bitcoin,
              worker,
              password: 'x',
            })),
          },
        },
      ],
    },
    {
      ...talk('Zcash, with the pool named by the miner (ZIP 301)', [
        miner({ id: 1, method: 'mining.subscribe', params: ['EWBF 0.3.4b', null, 'pool.example', '3357'] }),
        miner({ id: 2, method: 'mining.authorize', params: ['account.rig', 'x'] }),
        pool({ id: 1, result: ['s', '01'], error: null }, { id: 2, result: true, error: null }),
      ]),
      expect: [
        { kind: 'stratum-session', value: { dialect: 'zcash', host: 'pool.example', login: 'account.rig' } },
        {
          kind: 'mining-config',
          value: {
            miner: 'ewbf',
            pools: [
              { host: 'pool.example', port: 3357, tls: false, login: 'account.rig', worker: 'rig', password: 'x' },
            ],
          },
        },
      ],
    },
    {
      ...talk('Ethereum, with the worker sent beside the login', [
        miner({
          worker: 'eth1',
          id: 2,
          method: 'eth_submitLogin',
          params: ['0x00000000219ab540356cBB839Cbe05303d7705Fa', 'x'],
        }),
        pool({ id: 2, jsonrpc: '2.0', result: true }),
        miner({ id: 3, method: 'eth_getWork', params: [] }),
        pool({ id: 0, jsonrpc: '2.0', result: work }),
        miner({ id: 4, method: 'eth_submitWork', params: ['0x1', work[0], work[1]] }),
        pool({ id: 4, jsonrpc: '2.0', result: true }),
      ]),
      expect: [
        { kind: 'stratum-session', value: { dialect: 'ethereum', worker: 'eth1', jobs: 1, submits: 1, accepted: 1 } },
        { kind: 'mining-config', value: { source: 'wire' } },
      ],
    },
    {
      ...talk('getwork over HTTP, the account in the Authorization header', [
        post({ id: 0, method: 'getwork', params: [] }, `Authorization: Basic ${btoa('bigsky:123')}\r\n`),
        served(JSON.stringify({ id: 0, error: null, result: { data: '0'.repeat(256), target: hash('f') } })),
        post({ id: 1, method: 'getwork', params: ['0'.repeat(256)] }, `Authorization: Basic ${btoa('bigsky:123')}\r\n`),
        served(JSON.stringify({ id: 1, error: null, result: false })),
      ]),
      expect: [
        {
          kind: 'stratum-session',
          value: {
            dialect: 'getwork',
            transport: 'http',
            host: 'node.example',
            login: 'bigsky',
            password: '123',
            jobs: 1,
            submits: 1,
            accepted: 0,
            rejected: 1,
          },
        },
        {
          kind: 'mining-config',
          value: { pools: [{ host: 'node.example', port: 8332, tls: false, login: 'bigsky', password: '123' }] },
        },
      ],
    },
    {
      ...talk("XMRig mining alone at a node's /json_rpc", [
        post({ id: 1, method: 'getblocktemplate', params: { wallet_address: monero, reserve_size: 8 } }),
        served(JSON.stringify({ id: 1, result: { blocktemplate_blob: '10'.repeat(200), height: 1 } })),
        post({ id: 2, method: 'submitblock', params: ['10'.repeat(200)] }),
        served(JSON.stringify({ id: 2, result: { status: 'OK' } })),
      ]),
      expect: [
        {
          kind: 'stratum-session',
          value: { dialect: 'getblocktemplate', login: monero, jobs: 1, submits: 1, accepted: 1 },
        },
        { kind: 'mining-config', value: { source: 'wire' } },
      ],
    },
    {
      ...talk(
        'a session picked up in mid-stream, with nobody seen logging in',
        [
          {
            from: 'server',
            text: `0a"],"${hash('c')}"]}\n${JSON.stringify({ id: null, method: 'mining.notify', params: notify })}\n`,
          },
          miner({ id: 9, method: 'mining.submit', params: ['w', 'j', '01', '5f5e1000', '00000000'] }),
        ],
        { complete: false, handshake: false },
      ),
      expect: [
        { kind: 'stratum-session', value: { dialect: 'bitcoin', jobs: 1, submits: 1, accepted: 0, complete: false } },
      ],
    },
    {
      ...talk(
        'a pool reached through a SOCKS proxy',
        [
          { from: 'client', text: Uint8Array.of(5, 1, 0) },
          { from: 'server', text: Uint8Array.of(5, 0) },
          { from: 'client', text: Buffer.from('\x05\x01\x00\x03\x0cpool.example\x0d\x05', 'latin1') },
          { from: 'server', text: Uint8Array.of(5, 0, 0, 1, 0, 0, 0, 0, 0, 0) },
          miner({ id: 1, method: 'login', params: login }),
        ],
        { server: { address: '2001:db8::1', port: 9050 } },
      ),
      expect: [
        {
          kind: 'stratum-session',
          value: { host: 'pool.example', server: '[2001:db8::1]:9050', through: ['socks5'] },
        },
        {
          kind: 'mining-config',
          value: {
            pools: [
              {
                host: 'pool.example',
                port: 3333,
                tls: false,
                login: `${monero}.rig7`,
                wallet: monero,
                worker: 'rig7',
                password: 'x',
                proxy: 'socks5://[2001:db8::1]:9050',
              },
            ],
          },
        },
      ],
    },
    {
      ...talk("XMRig's session for its own authors, by the name that DNS gave the server", [miner(donationLogin)], {
        serverNames: ['donate.v2.xmrig.com'],
      }),
      expect: [
        {
          kind: 'stratum-session',
          value: {
            login: hash('5'),
            donation: 'donate.v2.xmrig.com takes the part of the work that XMRig keeps for its authors',
          },
        },
        { kind: 'mining-config', value: { source: 'wire' } },
      ],
    },
    {
      ...talk('the same passed on by a proxy, which its login asks for', [
        miner({ ...donationLogin, params: { ...donationLogin.params, url: 'stratum+ssl://donate.ssl.xmrig.com:443' } }),
      ]),
      expect: [
        {
          kind: 'stratum-session',
          value: { donation: 'donate.ssl.xmrig.com takes the part of the work that XMRig keeps for its authors' },
        },
        { kind: 'mining-config', value: { source: 'wire' } },
      ],
    },
    {
      ...talk('a login that the pool refuses, with a hint at another one', [
        miner({ id: 1, method: 'login', params: { ...login, login: 'nobody', algo: ['rx/wow'] } }),
        pool({ id: 1, error: { code: -1, message: 'Not here, please use eu.pool.example:4444' } }),
      ]),
      expect: [
        {
          kind: 'stratum-session',
          value: {
            login: 'nobody',
            algorithm: 'rx/wow',
            error: 'Not here, please use eu.pool.example:4444',
            redirect: 'eu.pool.example:4444',
            jobs: 0,
          },
        },
        { kind: 'mining-config', value: { source: 'wire' } },
      ],
    },
    {
      ...talk('a page that mines at a browser pool', [
        { from: 'client', text: upgradeRequest('ws005.coinhive.com', '/proxy', browserHeaders) },
        { from: 'server', text: upgradeAnswer() },
        masked({ type: 'auth', params: { site_key: 'K3yOfASite', type: 'anonymous', user: 'visitor' } }),
        framed({ type: 'authed', params: { token: '', hashes: 0 } }),
        framed({ type: 'job', params: { job_id: 'j1', blob: '10'.repeat(76), target: 'ffffff00' } }),
        masked({ type: 'submit', params: { job_id: 'j1', nonce: '01020304', result: hash('a') } }),
        framed({ type: 'hash_accepted', params: { hashes: 256 } }),
      ]),
      expect: [
        {
          kind: 'stratum-session',
          value: {
            dialect: 'cryptonote',
            transport: 'websocket',
            host: 'ws005.coinhive.com',
            coin: 'monero',
            login: 'K3yOfASite',
            siteKey: 'K3yOfASite',
            page: 'https://films.example',
            worker: 'visitor',
            agent: 'Mozilla/5.0 (X11)',
            ...{ jobs: 1, submits: 1, accepted: 1 },
          },
        },
        {
          kind: 'mining-config',
          value: {
            pools: [{ host: 'ws005.coinhive.com', port: 3333, tls: false, login: 'K3yOfASite', worker: 'visitor' }],
          },
        },
      ],
    },
    {
      ...talk('a page whose messages are packed both ways', [
        { from: 'client', text: upgradeRequest('ws.pool.example') },
        {
          from: 'server',
          text: upgradeAnswer('Sec-WebSocket-Extensions: permessage-deflate; client_no_context_takeover\r\n'),
        },
        {
          from: 'client',
          text: webSocketFrame(packMessage(JSON.stringify({ type: 'auth', params: { site_key: 'k' } })), {
            key: [1, 2, 3, 4],
            packed: true,
          }),
        },
      ]),
      expect: [
        { kind: 'stratum-session', value: { host: 'ws.pool.example', siteKey: 'k', jobs: 0 } },
        { kind: 'mining-config', value: { source: 'wire' } },
      ],
    },
  ],
  silent: [
    talk('a web page that quotes a session', [
      { from: 'client', text: 'GET /stratum.html HTTP/1.1\r\nHost: docs.example\r\n\r\n' },
      served(`<pre>\n${JSON.stringify({ id: 1, method: 'mining.subscribe', params: [] })}\n</pre>`, 'text/html'),
    ]),
    talk('a file of work fetched over HTTP', [
      { from: 'client', text: 'GET /getwork.json HTTP/1.1\r\nHost: docs.example\r\n\r\n' },
      served(JSON.stringify({ id: 0, result: { midstate: hash('e'), data: '0'.repeat(256), target: hash('f') } })),
    ]),
    talk('a chat about mining over a WebSocket', [
      { from: 'client', text: upgradeRequest('chat.example') },
      { from: 'server', text: upgradeAnswer() },
      masked({ type: 'message', text: '{"type":"hash_accepted","params":{}} means what?' }),
      framed({ type: 'message', text: 'see {"type":"job","params":{"job_id":"1"}} in "hash_accepted"', job_id: 1 }),
    ]),
    talk('a build server that hands out jobs over a WebSocket', [
      { from: 'client', text: upgradeRequest('ci.example') },
      { from: 'server', text: upgradeAnswer() },
      masked({ type: 'auth', params: { token: 'abc' } }),
      framed({ type: 'job', params: { job_id: '7', blob: 'main.c', target: 'all' } }),
    ]),
    talk('a WebSocket with packed messages about other things', [
      { from: 'client', text: upgradeRequest('live.example') },
      { from: 'server', text: upgradeAnswer('Sec-WebSocket-Extensions: permessage-deflate\r\n') },
      {
        from: 'server',
        text: webSocketFrame(packMessage('{"type":"job","params":{"price":1}}'), { packed: true }),
      },
    ]),
    talk("a transcript sent in one direction, both sides' lines in it", [
      { from: 'client', text: 'RETR pool.log\r\n' },
      pool({ id: 1, method: 'login', params: login }, { id: 1, result: { id: 's', job, status: 'OK' } }),
      pool({ id: 2, method: 'submit', params: share }, { id: 2, result: { status: 'OK' } }),
    ]),
    talk('a chat about mining', [
      { from: 'client', text: 'NICK a\nPRIVMSG #pool :{"method":"mining.authorize","params":["x","y"]}\n' },
      { from: 'server', text: 'look:\n{"id":1,"method":"mining.notify","params":["1","2","3"]}\nwhat is that?\n' },
    ]),
    talk('a database that holds such text', [
      { from: 'client', text: 'Q\0\0\0\x20select body from posts\0' },
      {
        from: 'server',
        text: 'D\0\0\x01\x00{"method":"mining.authorize","params":["a","b"]}\nD\0\0"getblocktemplate"\n',
      },
    ]),
    talk('an Ethereum node asked for a balance and for new transactions', [
      post({ id: 1, method: 'eth_getBalance', params: [`0x${'1'.repeat(40)}`, 'latest'] }),
      served(JSON.stringify({ id: 1, result: '0x0' })),
      post({ id: 2, method: 'eth_getFilterChanges', params: ['0x1'] }),
      served(JSON.stringify({ id: 2, result: [1, 2, 3].map((digit) => `0x${hash(String(digit))}`) })),
    ]),
    talk('a wallet that polls its node', [
      post({ id: 0, method: 'getinfo', params: [] }),
      served(JSON.stringify({ id: 0, result: { previousblockhash: 'no', login: { job_id: 1 } } })),
    ]),
    talk('a language server', [
      {
        from: 'client',
        text: 'Content-Length: 60\r\n\r\n{"id":1,"method":"initialize","params":{"login":"job_id"}}\n',
      },
    ]),
    talk('another service with a login', [
      miner({ id: 1, method: 'login', params: { login: 'bob', pass: 'secret' } }),
      pool({ id: 1, result: { token: 'abc' } }),
    ]),
    talk('a TLS handshake that a pool answers in plain text', [
      { from: 'client', text: Uint8Array.of(22, 3, 1, 0, 2, 1, 0) },
      { from: 'server', text: '{"id":0,"result":null,"error":[20,"Parse error",null],"job_id":0}\n' },
    ]),
  ],
};
