/**
 * Traffic and logs made to harm whoever reads them: each is read to its end in time that its length allows, costs a
 * named gap at most, and hides nothing. What would take for ever runs into the limit that each test has.
 */
import { describe, expect, it } from 'vitest';
import { readSession, type Session } from '../src/codec/stratum/session.ts';
import { suricataEve } from '../src/extract/sensor/suricata-eve.ts';
import { defaultLimits } from '../src/model/limits.ts';
import { eveEvent, jsonLines } from './make-sensor-logs.ts';
import { conversation, type Said } from './make-stream.ts';

/** For what takes a second at most. */
const limitMs = 15_000;

const login =
  '{"id":1,"jsonrpc":"2.0","method":"login","params":{"login":"worker.1","pass":"x","agent":"XMRig/6.21.0"}}\n';
const getwork = '{"id":1,"method":"getwork","params":[]}';
const asked = `POST / HTTP/1.1\r\nHost: pool.example.com\r\nContent-Length: ${getwork.length}\r\n\r\n${getwork}`;

function sessionIn(...said: readonly Said[]): Session | undefined {
  const { bytes, stream } = conversation(said);
  const read = readSession(bytes, stream);
  return read.status === 'ok' ? read.value : undefined;
}

const often = (count: number, one: Said): Said[] => Array.from({ length: count }, () => one);

describe('a conversation', () => {
  it.each([
    ['responses that are no responses', 'HTTP/1.:\n'],
    ['responses within headers', 'HTTP/1.1 200 a\nb:'],
    ['requests without end', 'GET '],
  ])(
    'of %s, one in each segment, is read once',
    (_, text) => {
      const heads = often(16_000, { from: 'client', text });
      const session = sessionIn(...heads, { from: 'client', text: '\nbroken\n' }, { from: 'client', text: asked });
      expect(session?.transport).toBe('http');
    },
    limitMs,
  );

  it('keeps what is said behind a head that is broken off', () => {
    const broken: Said = { from: 'client', text: 'POST / HTTP/1.1\r\nUser-Age' };
    expect(sessionIn(broken, { from: 'client', text: asked, afterHole: true })?.dialect).toBe('getwork');
  });
});

describe('what is no session, though it has the words', () => {
  const answer = '{"id":1,"jsonrpc":"2.0","result":{"status":"OK"}}\n';
  const queued = '{"id":1,"method":"submit","params":{"job_id":"render-17","nonce":"k3j2","result":"done"}}\n';
  const paste = `POST /paste HTTP/1.1\r\nHost: paste.example.com\r\nContent-Length: ${login.length}\r\n\r\n${login}`;

  it.each([
    ['the result of a job that is no hash, with a nonce', queued, answer],
    ['a login that was posted to a site, unanswered', paste, ''],
    ['a login that was posted to a site, which thanks for it', paste, 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'],
  ])('is %s', (_, text, said) => {
    expect(sessionIn({ from: 'client', text }, { from: 'server', text: said })).toBeUndefined();
  });

  it.each([
    ['that is answered without work', answer],
    ['that a web server answers', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
  ])('is certain only with a wallet: a login %s', (_, text) => {
    const session = sessionIn({ from: 'client', text: login }, { from: 'server', text });
    expect(session).toMatchObject({ certain: false, accounts: [{ login: 'worker.1' }] });
  });
});

describe('a log of a sensor', () => {
  const noise = jsonLines({
    ...eveEvent('http', 1_000_001, '192.0.2.10:49152', '198.51.100.7:80'),
    http: { http_user_agent: 'xmrig '.repeat(9_000) },
  });
  const lookup = jsonLines({
    ...eveEvent('dns', 1_000_002, '192.0.2.99:5353', '192.0.2.53:53', 'UDP'),
    dns: { type: 'query', rrname: 'pool.supportxmr.com', rrtype: 'A' },
  });

  it('that is filled with a word hides nothing that the sieve then does not tell of', () => {
    const bytes = new TextEncoder().encode(noise + lookup);
    const hits = Array.from({ length: 4_200 }, (_, i) => ({
      anchor: 'xmrig',
      offset: noise.indexOf('xmrig') + 6 * i,
      length: 5,
      encoding: 'ascii' as const,
    }));
    const sweep = suricataEve.open({ name: 'eve.json', head: bytes.subarray(0, 4096), limits: defaultLimits });
    const seen = [...sweep.push({ bytes, base: 0, from: 0, to: bytes.length, last: true, hits }), ...sweep.end()];
    expect(seen.flatMap((one) => ('gap' in one ? [] : one.kind))).toContain('name-lookup');
  });
});
