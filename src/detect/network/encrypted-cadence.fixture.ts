import type { DetectorCase, DetectorFixture } from '../../../tests/fixture.ts';
import type { FlowCadence, NameLookup, Rhythm, TlsHandshake } from '../../model/network-payloads.ts';

type Seen = DetectorCase['seen'][number];

const ends = { client: '192.0.2.10:40000', server: '198.51.100.7:443', sensor: 'capture' } as const;
const even = (value: number): Rhythm['pushBytes'] => ({ median: value, low: value, high: value });

/** The figures of a Monero miner in one of nDPI's captures. */
const miner: Rhythm = {
  pushes: 10,
  requests: 31,
  answers: 31,
  replies: 0,
  pushSeconds: { median: 68.5, low: 55.1, high: 183.3 },
  requestSeconds: { median: 18.8, low: 7, high: 49.7 },
  pushBytes: even(253),
  requestBytes: even(183),
  answerBytes: even(63),
  answerSeconds: { median: 0.113, low: 0.084, high: 0.117 },
  longestPauseSeconds: 97.6,
};
/** Inventories of blocks and payments, asked for and not: a Bitcoin node in another of them. */
const node: Rhythm = {
  pushes: 25,
  requests: 49,
  answers: 13,
  replies: 0,
  pushSeconds: { median: 19.6, low: 5.6, high: 29.4 },
  requestSeconds: { median: 22.5, low: 0.8, high: 53.8 },
  pushBytes: { median: 61, low: 55, high: 61 },
  requestBytes: { median: 61, low: 61, high: 281 },
  answerBytes: { median: 1448, low: 565, high: 2896 },
  longestPauseSeconds: 90.7,
};
/** A machine that is given work and shows that it lives each minute, but hands in nothing. */
const idle: Rhythm = {
  ...miner,
  requestSeconds: { median: 60, low: 56, high: 78 },
  requestBytes: even(93),
  answerBytes: even(63),
  longestPauseSeconds: 60.2,
};
/** Work comes seldomer than pools hand it out: not enough, though more than half of it. */
const nearly: Rhythm = { ...miner, pushSeconds: { median: 250, low: 100, high: 500 } };

function flow(value: Partial<FlowCadence>): Seen {
  return { kind: 'flow-cadence', value: { ...ends, transport: 'tcp', seconds: 1154, rhythm: miner, ...value } };
}

const unnamed: Seen = {
  kind: 'tls-handshake',
  value: { ...ends, server: '198.51.100.7:3333', ja3: 'a'.repeat(32) },
};

function handshake(value: Partial<TlsHandshake>): Seen {
  return { kind: 'tls-handshake', value: { ...ends, ja3: 'a'.repeat(32), serverName: 'www.example.com', ...value } };
}

const lookup: NameLookup = {
  name: 'pool.supportxmr.com',
  sensor: 'capture',
  client: '192.0.2.10:5353',
  answers: ['198.51.100.7'],
};

const aliased = ['pool.supportxmr.com', '198.51.100.7'];

/** Totals as NetFlow has them. */
const records: Partial<FlowCadence> = {
  sensor: 'netflow',
  seconds: 7200,
  bytesUp: 60_000,
  bytesDown: 90_000,
  packetsUp: 400,
  packetsDown: 400,
};

function recorded(value: Partial<FlowCadence>): Seen {
  return { kind: 'flow-cadence', value: { ...ends, transport: 'tcp', ...records, ...value } };
}

export const fixture: DetectorFixture = {
  fires: [
    { name: 'a rhythm as a miner’s', seen: [flow({})], stage: 'configured' },
    { name: 'the same under TLS', seen: [flow({ encrypted: true }), handshake({})], stage: 'configured' },
    {
      name: 'a miner’s rhythm at a server that a name for miners led to',
      seen: [flow({}), { kind: 'name-lookup', value: lookup }],
      stage: 'active',
    },
    {
      name: 'a miner’s rhythm at a server that was asked for by a name for miners',
      seen: [flow({ encrypted: true }), handshake({ serverName: 'xmr-eu1.nanopool.org' })],
      stage: 'active',
    },
    {
      name: 'a miner’s rhythm at a server whose certificate bears a name for miners, too',
      seen: [
        flow({ encrypted: true }),
        handshake({ certificate: { names: ['moneroocean.stream', 'gulf.moneroocean.stream'] } }),
      ],
      stage: 'active',
    },
    {
      name: 'a miner’s rhythm through a proxy that was asked for a name for miners',
      seen: [flow({ server: '198.51.100.7:1080' }), handshake({ server: 'pool.hashvault.pro:3333' })],
      stage: 'active',
    },
    {
      name: 'signs of life without shares, at a server that a name for miners led to',
      seen: [flow({ rhythm: idle }), { kind: 'name-lookup', value: lookup }],
      stage: 'configured',
    },
    {
      name: 'a miner’s rhythm at a server that another name of a pool led to',
      seen: [flow({}), { kind: 'name-lookup', value: { ...lookup, name: 'cdn.example.com', answers: aliased } }],
      stage: 'active',
    },
    {
      name: 'a rhythm that is nearly a miner’s, through a proxy that was asked for a port of pools',
      seen: [flow({ rhythm: nearly, server: '198.51.100.7:1080' }), unnamed],
      stage: 'configured',
    },
    {
      name: 'a miner’s rhythm at the web site of a pool',
      seen: [flow({ names: ['www.nanopool.org'] })],
      stage: 'configured',
    },
    {
      name: 'a rhythm that is nearly a miner’s, on a port of pools, of a client that names no server',
      seen: [flow({ rhythm: nearly, server: '198.51.100.7:3333' }), unnamed],
      stage: 'configured',
    },
    {
      name: 'hours of little on a port of pools, of which only totals are known',
      seen: [recorded({ server: '198.51.100.7:3333' })],
      stage: 'capability',
    },
  ],
  silent: [
    { name: 'nodes that talk to each other', seen: [flow({ rhythm: node })] },
    { name: 'a rhythm that is nearly a miner’s', seen: [flow({ rhythm: nearly })] },
    {
      name: 'a rhythm that is nearly a miner’s, of a client that speaks HTTP',
      seen: [
        flow({ rhythm: nearly, server: '198.51.100.7:3333' }),
        handshake({ server: '198.51.100.7:3333', alpn: ['h2'] }),
      ],
    },
    { name: 'a conversation that was seen for a minute', seen: [flow({ seconds: 60 })] },
    { name: 'too few messages to tell', seen: [flow({ rhythm: { ...miner, pushes: 2 } })] },
    { name: 'hours of little on any other port', seen: [recorded({})] },
    { name: 'a download on a port of pools', seen: [recorded({ server: '198.51.100.7:3333', bytesDown: 9e8 })] },
    { name: 'a minute on a port of pools', seen: [recorded({ server: '198.51.100.7:3333', seconds: 60 })] },
    {
      name: 'a session that was read',
      seen: [flow({}), { kind: 'stratum-session', value: { client: ends.client, server: ends.server } }],
    },
  ],
};
