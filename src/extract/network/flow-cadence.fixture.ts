import type { ExtractorCase, ExtractorFixture } from '../../../tests/fixture.ts';
import { type ConversationOptions, conversation, type Said } from '../../../tests/make-stream.ts';
import { extension, inRecords, makeClientHello } from '../../../tests/make-tls.ts';
import type { Rhythm, Spread } from '../../model/network-payloads.ts';
import type { Cadence } from '../../model/stream.ts';

const first = Date.UTC(2024, 0, 1);
const even = (value: number): Spread => ({ median: value, low: value, high: value });
/** A Monero miner's. */
const rhythm: Rhythm = {
  pushes: 40,
  requests: 120,
  answers: 119,
  replies: 1,
  pushSeconds: { median: 68, low: 50, high: 120 },
  requestSeconds: { median: 19, low: 7, high: 50 },
  pushBytes: even(275),
  requestBytes: even(205),
  answerBytes: even(85),
  longestPauseSeconds: 97,
};
/** Of a channel for notices: small ones now and then, a sign of life each minute. */
const notices: Rhythm = { ...rhythm, requestSeconds: even(60), requestBytes: even(40), pushBytes: even(90) };
const cadence: Cadence = {
  first,
  last: first + 3_600_500,
  bytesUp: 30_000,
  bytesDown: 42_000,
  packetsUp: 130,
  packetsDown: 150,
  rhythm,
};
const quiet: Cadence = { ...cadence, rhythm: notices };
const rare: Cadence = { ...cadence, rhythm: { ...rhythm, pushes: 3 } };
const web: ConversationOptions = { server: { address: '198.51.100.7', port: 443 } };

/** A record of TLS 1.2, its content noise. */
function record(type: number, length: number): Uint8Array {
  const noise = Array.from({ length }, (_, i) => (i * 151 + 7) & 255);
  return Uint8Array.from([type, 3, 3, length >> 8, length & 255, ...noise]);
}

function talk(
  name: string,
  said: readonly Said[],
  seen: Cadence = cadence,
  options?: ConversationOptions,
): ExtractorCase & { kind: 'stream' } {
  const { bytes, stream } = conversation(said, options);
  return { name, kind: 'stream', input: bytes, stream: { ...stream, cadence: seen } };
}

const { first: _, last, ...totals } = cadence;
const value = {
  client: '192.0.2.10:40000',
  server: '198.51.100.7:3333',
  transport: 'tcp',
  sensor: 'capture',
  start: '2024-01-01T00:00:00.000Z',
  seconds: 3600.5,
  ...totals,
} as const;

const tls: readonly Said[] = [
  { from: 'client', text: record(22, 300) },
  { from: 'server', text: record(22, 1200) },
  { from: 'client', text: record(23, 250) },
];
const named = talk('a conversation whose server has a name', tls);

const untimed = conversation(tls);

export const fixture: ExtractorFixture = {
  fires: [
    {
      ...talk('a conversation under TLS', tls),
      expect: [{ kind: 'flow-cadence', value: { ...value, encrypted: true } }],
    },
    {
      ...talk('TLS behind a proxy that was told where to connect', [
        { from: 'client', text: 'CONNECT pool.example.com:443 HTTP/1.1\r\nHost: pool.example.com\r\n\r\n' },
        { from: 'server', text: 'HTTP/1.1 200 OK\r\n\r\n' },
        { from: 'client', text: Uint8Array.from([22, 3, 1, 0, 200, 1, ...record(0, 195)]) },
        { from: 'server', text: record(22, 900) },
      ]),
      expect: [{ kind: 'flow-cadence', value: { ...value, encrypted: true, names: ['pool.example.com'] } }],
    },
    {
      ...talk('a conversation that is long and slow at a port of pools, too rare to have a rhythm', tls, rare),
      expect: [{ kind: 'flow-cadence', value: { ...value, encrypted: true, rhythm: { ...rhythm, pushes: 3 } } }],
    },
    {
      ...talk('a conversation with a server to which a pool’s name led', tls, quiet, {
        ...web,
        serverNames: ['gulf.moneroocean.stream'],
      }),
      expect: [{ kind: 'flow-cadence', value: { names: ['gulf.moneroocean.stream'] } }],
    },
    {
      ...talk(
        'a conversation whose client asks for a pool by name',
        [
          {
            from: 'client',
            text: inRecords(makeClientHello({ extensions: [extension.serverName('pool.hashvault.pro')] })),
          },
        ],
        quiet,
        web,
      ),
      expect: [{ kind: 'flow-cadence', value: { server: '198.51.100.7:443', encrypted: true } }],
    },
    {
      ...talk('a cipher of somebody’s own', [
        { from: 'client', text: record(200, 90) },
        { from: 'server', text: record(200, 90) },
      ]),
      expect: [{ kind: 'flow-cadence', value }],
    },
    {
      ...named,
      ...(named.stream && { stream: { ...named.stream, serverNames: ['pool.example.com'] } }),
      expect: [{ kind: 'flow-cadence', value: { ...value, encrypted: true, names: ['pool.example.com'] } }],
    },
  ],
  silent: [
    talk('a web page, which others read', [
      { from: 'client', text: 'GET / HTTP/1.1\r\nHost: www.example.com\r\n\r\n' },
      { from: 'server', text: 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello' },
    ]),
    talk('a quiet conversation like thousands of others', tls, quiet, web),
    talk('one at a port of pools that goes on as no miner does', tls, quiet),
    talk('a conversation that was soon over', tls, { ...cadence, last: first + 20_000 }),
    talk('a conversation without a rhythm', tls, { first, last, ...totalsOnly() }),
    { name: 'a conversation that nobody timed', kind: 'stream', input: untimed.bytes, stream: untimed.stream },
    { name: 'a file', input: 'no conversation' },
  ],
};

function totalsOnly(): Omit<Cadence, 'first' | 'last' | 'rhythm'> {
  const { bytesUp, bytesDown, packetsUp, packetsDown } = cadence;
  return { bytesUp, bytesDown, packetsUp, packetsDown };
}
