import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConversationOptions, conversation, type Said } from '../../../tests/make-stream.ts';
import { readSession, type Session } from './session.ts';

const hash = (digit: string): string => digit.repeat(64);
const job = { blob: '10'.repeat(38), job_id: 'j1', target: 'b88d0600' };
const loginRequest = { id: 1, method: 'login', params: { login: 'me', pass: 'x', agent: 'XMRig/6.21.0' } };
const loginAnswer = { id: 1, result: { id: 's', job, status: 'OK' } };
const share = (id: number | string | null): object => ({
  id,
  method: 'submit',
  params: { job_id: 'j1', nonce: '0', result: hash('a') },
});
const notify = { id: null, method: 'mining.notify', params: ['j', hash('0'), '01', '02', [], '2', '1d', '5f', true] };

const lines = (...messages: readonly object[]): string => messages.map((one) => `${JSON.stringify(one)}\n`).join('');
const miner = (...messages: readonly object[]): Said => ({ from: 'client', text: lines(...messages) });
const pool = (...messages: readonly object[]): Said => ({ from: 'server', text: lines(...messages) });

function read(said: readonly Said[], options?: ConversationOptions): Session | string {
  const { bytes, stream } = conversation(said, options);
  const result = readSession(bytes, stream);
  return result.status === 'ok' ? result.value : result.status;
}

describe('counting', () => {
  it('knows by its id which answer is for a share', () => {
    const said = [
      miner(loginRequest, { id: 7, method: 'keepalived', params: { id: 's' } }, share(8), share('nine'), share(10)),
      pool(loginAnswer, { id: 7, result: { status: 'KEEPALIVED' } }, { id: 10, error: { code: -1, message: 'stale' } }),
      pool({ id: 8, result: { status: 'OK' } }, { id: 'nine', result: { status: 'OK' } }),
    ];
    expect(read(said)).toMatchObject({ jobs: 1, submits: 3, accepted: 2, rejected: 1 });
  });
  it('takes answers in turn where every request has the same id', () => {
    const said = [miner(loginRequest), pool(loginAnswer)];
    for (const status of ['OK', 'OK', 'no']) said.push(miner(share(1)), pool({ id: 1, result: { status } }));
    expect(read(said)).toMatchObject({ submits: 3, accepted: 2, rejected: 1 });
  });
  it('takes 1 and "1" for one id', () => {
    expect(read([miner(share('4')), pool({ id: 4, result: true })])).toMatchObject({ accepted: 1 });
  });
  it('counts no answer without its share', () => {
    const said = [pool(notify, { id: 4, result: true, error: null }, { id: 5, result: false, error: null })];
    expect(read(said)).toMatchObject({ jobs: 1, submits: 0, accepted: 0, rejected: 0 });
  });
  it('goes on counting where a pool never answers some requests', () => {
    const unanswered = Array.from({ length: 5000 }, (_, id) => ({ id, method: 'eth_getWork', params: [] }));
    const said = [
      miner(...unanswered, { id: 'x', method: 'eth_submitWork', params: ['0x1', '0x2', '0x3'] }),
      pool({ id: 'x', result: true }),
    ];
    expect(read(said)).toMatchObject({ submits: 1, accepted: 1 });
  });
  it('reads the verdict on a block: null is good, a text is the reason why not', () => {
    const post = (body: object): Said => {
      const text = JSON.stringify(body);
      return { from: 'client', text: `POST / HTTP/1.1\r\nContent-Length: ${text.length}\r\n\r\n${text}` };
    };
    const answer = (body: object): Said => {
      const text = JSON.stringify(body);
      return { from: 'server', text: `HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n${text}` };
    };
    const said = [
      post({ id: 1, method: 'submitblock', params: ['00'] }),
      answer({ id: 1, result: null, error: null }),
      post({ id: 2, method: 'submitblock', params: ['00'] }),
      answer({ id: 2, result: 'high-hash', error: null }),
    ];
    expect(read(said)).toMatchObject({ transport: 'http', submits: 2, accepted: 1, rejected: 1 });
  });
});

describe('framing', () => {
  const said: Said[] = [
    miner(loginRequest),
    pool(loginAnswer),
    miner(share(2)),
    pool({ id: 2, result: { status: 'OK' } }, { method: 'job', params: job }),
  ];
  const counts = { jobs: 2, submits: 1, accepted: 1, rejected: 0 };

  it('does not depend on how the lines were cut into segments', () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(pieces, (lengths) => {
        const cut = said.flatMap(({ from, text }) => {
          const out: Said[] = [];
          for (let at = 0, i = 0; at < text.length; i++) {
            const length = lengths[i % lengths.length] ?? 1;
            out.push({ from, text: text.slice(at, at + length) });
            at += length;
          }
          return out;
        });
        expect(read(cut)).toMatchObject(counts);
      }),
    );
  });
  it.each<[string, (text: string) => string]>([
    ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['blank lines', (text) => text.replaceAll('\n', '\n\n \n')],
    ['no line feeds at all', (text) => text.replaceAll('\n', '')],
    ['batches', (text) => `[${text.trim().replaceAll('\n', ',')}]\n`],
    ['spaces in the JSON', (text) => text.replaceAll('":', '" : ')],
    ['garbage between', (text) => text.replace('\n', '\n???\n')],
  ])('reads lines with %s', (_, change) => {
    const first = said[0];
    const more = first === undefined ? [] : [first, miner(share(3)), ...said.slice(1)];
    expect(read(more.map((one) => ({ ...one, text: change(String(one.text)) })))).toMatchObject({
      ...counts,
      submits: 2,
    });
  });
  it('skips what a proxy is told, and keeps the name of the pool', () => {
    const connect: Said[] = [
      { from: 'client', text: 'CONNECT pool.example:443 HTTP/1.1\r\nHost: pool.example:443\r\n\r\n' },
      { from: 'server', text: 'HTTP/1.1 200 Connection established\r\n\r\n' },
    ];
    expect(read([...connect, ...said])).toMatchObject({
      ...counts,
      host: 'pool.example',
      port: 443,
      through: ['http-connect'],
    });
    const socks4a = Buffer.from('\x04\x01\x0d\x05\0\0\0\x01user\0pool.example\0', 'latin1');
    const granted = { from: 'server' as const, text: Uint8Array.of(0, 90, 0, 0, 0, 0, 0, 0) };
    expect(read([{ from: 'client', text: socks4a }, granted, ...said])).toMatchObject({ ...counts, port: 3333 });
    const password = Buffer.from('\x05\x01\x02\x01\x01u\x01p\x05\x01\0\x01\x01\x02\x03\x04\x0d\x05', 'latin1');
    const answers = { from: 'server' as const, text: Uint8Array.of(5, 2, 1, 0, 5, 0, 0, 1, 0, 0, 0, 0, 0, 0) };
    expect(read([{ from: 'client', text: password }, answers, ...said])).toMatchObject({ ...counts, host: '1.2.3.4' });
  });
  it('finds the session behind a greeting that it does not know', () => {
    expect(read([{ from: 'client', text: Uint8Array.of(1, 2, 3) }, ...said])).toMatchObject(counts);
  });
  it('goes on behind a hole', () => {
    const hole = { from: 'client' as const, text: lines(share(5)), afterHole: true };
    const holed = [...said, { from: 'client' as const, text: '{"id":4,"method":"sub' }, hole];
    expect(read(holed, { complete: false })).toMatchObject({ submits: 2 });
  });
  it('passes over a line beyond the limit, and says so', () => {
    const long = { from: 'client' as const, text: `{"a":"${'x'.repeat(1 << 20)}"}\n` };
    const session = read([...said, long, miner(share(9))]);
    expect(session).toMatchObject({ submits: 2, cuts: [{ status: 'limit' }] });
  });
});

describe('one direction, or a part of it', () => {
  it.each<[string, Said, object]>([
    [
      'a miner alone',
      miner(loginRequest, share(2)),
      { accounts: [{ login: 'me', password: 'x' }], submits: 1, jobs: 0 },
    ],
    ['a pool alone', pool(loginAnswer, { method: 'job', params: job }), { accounts: [], submits: 0, jobs: 2 }],
    [
      "an Ethereum pool's pushes",
      pool({ id: 0, result: [hash('1'), hash('2'), hash('0')].map((h) => `0x${h}`) }),
      { dialect: 'ethereum', jobs: 1 },
    ],
  ])('%s is enough', (_, said, expected) => {
    expect(read([said], { complete: false })).toMatchObject(expected);
  });
  it('tells pool from miner by what they say where no handshake was seen', () => {
    const session = read([{ ...miner(notify) }, { ...pool(share(1)) }], { handshake: false });
    expect(session).toMatchObject({ swapped: true, jobs: 1, submits: 1 });
  });
  it('believes the handshake where one was seen', () => {
    expect(read([miner(notify)], { handshake: true })).toBe('not-this-format');
  });
});

describe('dialects', () => {
  const subscribe = { id: 1, method: 'mining.subscribe', params: ['miner/1'] };
  it.each<[string, string, Said[]]>([
    [
      'EthereumStratum/1.0.0',
      'ethereum',
      [miner({ ...subscribe, params: ['ethminer 0.19', 'EthereumStratum/1.0.0'] })],
    ],
    [
      "NiceHash's notify",
      'ethereum',
      [pool({ id: null, method: 'mining.notify', params: ['j', hash('1'), hash('2'), true] })],
    ],
    [
      'EthereumStratum/2.0.0',
      'ethereum',
      [
        miner({
          id: 0,
          method: 'mining.hello',
          params: { agent: 'a/1', host: 'p', port: '0xd05', proto: 'EthereumStratum/2.0.0' },
        }),
      ],
    ],
    ['ZIP 301', 'zcash', [miner({ ...subscribe, params: ['a/1', null, 'pool.example', '3333'] })]],
    ['the draft of ZIP 301', 'zcash', [miner({ ...subscribe, params: ['pool.example', 3333, 'a/1', null] })]],
    [
      'an Equihash solution',
      'zcash',
      [miner({ id: 4, method: 'mining.submit', params: ['w', 'j', '5f5e1000', '00', 'ab'.repeat(1347)] })],
    ],
    [
      "Zcash's work",
      'zcash',
      [
        pool({
          id: null,
          method: 'mining.notify',
          params: ['j', '04000000', hash('1'), hash('2'), hash('0'), '5f', '1f', true],
        }),
      ],
    ],
    [
      'kawpow, which sets a target as Zcash does',
      'bitcoin',
      [
        miner(subscribe),
        pool({ id: null, method: 'mining.set_target', params: [hash('0')] }),
        pool({ id: null, method: 'mining.notify', params: ['j', hash('1'), hash('2'), hash('0'), true, 1234, '1b'] }),
        miner({ id: 4, method: 'mining.submit', params: ['w', 'j', '0x01', `0x${hash('1')}`, `0x${hash('3')}`] }),
      ],
    ],
    [
      'Grin, a relative of cryptonote',
      'cryptonote',
      [pool({ id: 'Stratum', method: 'job', params: { job_id: 0, difficulty: 1, height: 1, pre_pow: hash('0') } })],
    ],
  ])('%s is %s', (_, dialect, said) => {
    expect(read(said)).toMatchObject({ dialect });
  });
  it('takes the host and port that a miner repeats', () => {
    const params = ['pool.example', 3333, 'a/1', null];
    expect(read([miner({ ...subscribe, params })])).toMatchObject({ host: 'pool.example', port: 3333, agent: 'a/1' });
  });
});

describe('what is no session', () => {
  it.each<[string, Said[]]>([
    ['nothing', []],
    ['an empty line', [{ from: 'client', text: '\n' }]],
    ['other JSON-RPC', [miner({ id: 1, method: 'ping', params: [] }), pool({ id: 1, result: true })]],
    ['a keepalive alone', [miner({ id: 1, method: 'keepalived', params: { id: 'a' } })]],
    ['methods without parameters', [miner({ id: 1, method: 'mining.subscribe' })]],
    ['hashes that are no work', [pool({ id: 1, result: [1, 2, 3].map((digit) => `0x${hash(String(digit))}`) })]],
    ['one quoted line among others', [{ from: 'client', text: `see\n${lines(notify)}ok\n` }]],
    ['a log that holds both sides', [pool(loginRequest, loginAnswer, share(1), { id: 1, result: true })]],
  ])('%s', (_, said) => {
    expect(read(said)).toBe('not-this-format');
  });
  it('is no certain one where the login could be any service’s', () => {
    const login = { id: 1, method: 'login', params: { login: 'bob', pass: 'secret' } };
    expect(read([miner(login), pool({ id: 1, result: true })])).toMatchObject({ certain: false });
  });
});

describe('hostile bytes', () => {
  it('are never thrown at', () => {
    const fragment = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom(
        ...['{"', '":', '}\n', '[', 'POST / HTTP/1.1\r\n\r\n', lines(loginRequest), lines(notify), '\x05\x01\0'],
      ),
    );
    const part = fc.record({ from: fc.constantFrom('client' as const, 'server' as const), text: fragment });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.boolean(), (said, handshake) => {
        const session = read(said, { handshake });
        if (typeof session !== 'string')
          expect(session.accepted + session.rejected).toBeLessThanOrEqual(session.submits);
      }),
    );
  });
  it.each<[string, string]>([
    ['open braces', '{'],
    ['open strings over segments', '{"\\"'],
    ['empty objects', '{}'],
    ['requests without an end', 'POST / HTTP/1.1\r\na:b\r\n'],
    ['tiny logins', '{"id":1,"method":"mining.subscribe","params":[]}'],
  ])('cost time in proportion: %s', (_, unit) => {
    const said = Array.from({ length: 20_000 }, (): Said => ({ from: 'client', text: unit }));
    const began = performance.now();
    read(said);
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
