import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConversationOptions, conversation, type Said } from '../../../tests/make-stream.ts';
import {
  type FrameForm,
  packMessage,
  upgradeAnswer,
  upgradeRequest,
  webSocketFrame,
} from '../../../tests/make-websocket.ts';
import { readSession, type Session } from './session.ts';

const key = [0x37, 0xfa, 0x21, 0x3d];
const page = (value: object, form: FrameForm = {}): Said => {
  return { from: 'client', text: webSocketFrame(JSON.stringify(value), { key, ...form }) };
};
const pool = (value: object): Said => ({ from: 'server', text: webSocketFrame(JSON.stringify(value)) });
const packed = (from: Said['from'], value: object): Said => {
  const form = from === 'client' ? { key, packed: true } : { packed: true };
  return { from, text: webSocketFrame(packMessage(JSON.stringify(value)), form) };
};
const opening = (more = ''): Said[] => [
  { from: 'client', text: upgradeRequest('ws1.pool.example', '/proxy', 'User-Agent: Mozilla/5.0 (X11)\r\n') },
  { from: 'server', text: upgradeAnswer(more) },
];

function read(said: readonly Said[], options?: ConversationOptions): Session | string {
  const { bytes, stream } = conversation(said, options);
  const result = readSession(bytes, stream);
  return result.status === 'ok' ? result.value : result.status;
}

const auth = { type: 'auth', params: { site_key: 'K3yOfASite', type: 'anonymous', user: null, goal: 0 } };
const authed = { type: 'authed', params: { token: '', hashes: 0 } };
const job = { type: 'job', params: { job_id: 'j1', blob: '10'.repeat(76), target: 'ffffff00' } };
const share = { type: 'submit', params: { job_id: 'j1', nonce: '01020304', result: 'a'.repeat(64) } };
const accepted = { type: 'hash_accepted', params: { hashes: 256 } };
const talk = [page(auth), pool(authed), pool(job), page(share), pool(accepted)];
const seen = {
  dialect: 'cryptonote',
  transport: 'websocket',
  certain: true,
  host: 'ws1.pool.example',
  agent: 'Mozilla/5.0 (X11)',
  accounts: [{ login: 'K3yOfASite', siteKey: true }],
  jobs: 1,
  submits: 1,
  accepted: 1,
};

describe('a page that mines', () => {
  it("is read in Coinhive's form", () => {
    const session = read([...opening(), ...talk]);
    expect(session).toMatchObject(seen);
    expect(typeof session === 'string' ? 0 : session.hashes).toBeCloseTo(256, 3);
  });
  it("is read in webminerpool's form", () => {
    const said = [
      page({ identifier: 'handshake', pool: 'pool.example', login: 'wallet', password: 'x', userid: 'u', version: 7 }),
      pool({ identifier: 'job', ...job.params }),
      page({ identifier: 'solved', ...share.params }),
      pool({ identifier: 'hashsolved' }),
    ];
    const accounts = [{ login: 'wallet', password: 'x', worker: 'u' }];
    expect(read([...opening(), ...said])).toMatchObject({ accounts, forward: 'pool.example', jobs: 1, accepted: 1 });
  });
  it('is read where its messages are packed, in both directions', () => {
    const said = [packed('client', auth), packed('server', authed), packed('server', job)];
    const agreed = 'client_no_context_takeover; server_no_context_takeover';
    const all = [...opening(`Sec-WebSocket-Extensions: permessage-deflate; ${agreed}\r\n`), ...said];
    expect(read(all)).toMatchObject({ accounts: seen.accounts, jobs: 1 });
  });
  it('is read whatever the segments, and with pings between', () => {
    const all = [...opening(), { from: 'server' as const, text: webSocketFrame('', { opcode: 9 }) }, ...talk];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 }), (lengths) => {
        const cut = all.flatMap(({ from, text }) => {
          const bytes = Buffer.from(text);
          const out: Said[] = [];
          for (let at = 0, i = 0; at < bytes.length; i++) {
            const length = lengths[i % lengths.length] ?? 1;
            out.push({ from, text: bytes.subarray(at, at + length) });
            at += length;
          }
          return out;
        });
        expect(read(cut)).toMatchObject(seen);
      }),
      { numRuns: 30 },
    );
  });
  it('is read from the middle, where its opening was not captured', () => {
    const session = read([pool(job), page(share), pool(accepted)], { complete: false, handshake: false });
    expect(session).toMatchObject({ transport: 'websocket', jobs: 1, submits: 1, accepted: 1 });
  });
  it('is read by one direction alone', () => {
    const [request, answer] = opening();
    expect(read([request, page(auth)].flatMap((one) => one ?? []))).toMatchObject({ accounts: seen.accounts });
    expect(read([answer, pool(authed), pool(job)].flatMap((one) => one ?? []))).toMatchObject({ jobs: 1 });
  });
  it('is told that its key is none', () => {
    const said = [page(auth), pool({ type: 'error', params: { error: 'invalid_site_key' } })];
    expect(read([...opening(), ...said])).toMatchObject({ error: 'invalid_site_key', jobs: 0 });
    const long = pool({ type: 'error', params: { error: 'no such key. '.repeat(40) } });
    expect(read([...opening(), page(auth), long])).toMatchObject({ error: 'no such key. '.repeat(40).slice(0, 200) });
  });
  it('may speak stratum as it is', () => {
    const login = { id: 1, method: 'login', params: { login: 'me', pass: 'x', agent: 'webminer/1' } };
    const answer = { id: 1, result: { id: 's', job: job.params, status: 'OK' } };
    expect(read([...opening(), page(login), pool(answer)])).toMatchObject({
      transport: 'websocket',
      agent: 'webminer/1',
      jobs: 1,
    });
  });
});

describe('what is no mining', () => {
  const quote = JSON.stringify(auth);
  it.each<[string, Said[]]>([
    ['a chat about it', [page({ type: 'message', params: { text: quote } }), pool({ type: 'message', text: quote })]],
    ['a chat in plain words', [{ from: 'client', text: webSocketFrame(`look: ${quote}`, { key }) }]],
    [
      'another service that logs in',
      [page({ type: 'auth', params: { token: 'abc' } }), pool({ type: 'authed', params: {} })],
    ],
    ['jobs of a build server', [pool({ type: 'job', params: { job_id: '7', blob: 'main.c', target: 'all' } })]],
    ['errors', [pool({ type: 'error', params: { error: 'gone' } })]],
    [
      'a language server',
      [
        page({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { login: 'x', capabilities: {} } }),
        pool({ jsonrpc: '2.0', id: 1, result: { capabilities: {}, status: 'OK' } }),
      ],
    ],
    [
      'a wallet that follows new blocks',
      [
        page({ id: 1, method: 'eth_subscribe', params: ['newHeads'] }),
        pool({ id: 1, result: '0x9cef478923ff08bf67fde6c64013158d' }),
        pool({ method: 'eth_subscription', params: { result: { number: '0x1' } } }),
      ],
    ],
  ])('%s', (_, said) => {
    expect(read([...opening(), ...said])).toBe('not-this-format');
  });
});
