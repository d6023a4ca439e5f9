import { describe, expect, it } from 'vitest';
import { canFollow, followAll, skipNote } from '../../../tests/capture-conversations.ts';
import { runExtractor } from '../../../tests/harness.ts';
import type { Conversation } from '../../../tests/make-stream.ts';
import type { CoinNode, StratumSession } from '../../model/payloads.ts';
import type { Extractor } from '../../model/units.ts';
import { coinNode } from './coin-node.ts';
import { stratumSession } from './stratum-session.ts';

const followed = new Map<string, Conversation[]>();

/** tshark takes seconds; each capture is followed once. */
function follow(name: string): Conversation[] {
  const conversations = followed.get(name) ?? followAll(name);
  followed.set(name, conversations);
  return conversations;
}

function seenIn(name: string, extractor: Extractor): unknown[] {
  return follow(name).flatMap(({ bytes, stream }) =>
    runExtractor(extractor, { name, kind: 'stream', input: bytes, stream })
      .sightings.filter(({ kind }) => kind !== 'mining-config')
      .map(({ value }) => value),
  );
}

/** Only stratum-session and coin-node yield the values named. */
const sessionsIn = (name: string): StratumSession[] => seenIn(name, stratumSession) as StratumSession[];
const nodesIn = (name: string): CoinNode[] => seenIn(name, coinNode) as CoinNode[];

describe.skipIf(!canFollow)(`captures that other people made${skipNote}`, () => {
  it('ndpi-mining holds four sessions, counted as a plain reading of their lines counts them', () => {
    const monero = '4BCeEPhodgPMbPWFN1dPwhWXdRX8q4mhhdZdA1dtSMLTLCEYvAj9QXjXAfF7CugEbmfBhgkqHbdgK9b2wKA6nqRZQCgvCDm';
    const paymentId = 'cb2b73415c4faf214035a73b9d947c202342f3bf3bdf632132bd6d7af98cb257';
    const zcash = { dialect: 'zcash', agent: 'EWBF 0.3.4b', password: 'x' };
    expect(sessionsIn('ndpi-mining.pcapng')).toMatchObject([
      {
        dialect: 'ethereum',
        server: '185.71.66.39:9999',
        login: '0x9c99d212f7e5daa18ab50810e0fd255d1f04303b/tester.worker1/vvesely@mailinator',
        worker: 'eth1.0',
        jobs: 62,
        submits: 1,
        accepted: 1,
      },
      {
        dialect: 'cryptonote',
        server: '178.32.196.217:9050',
        login: `${monero}.${paymentId}.ryzen`,
        worker: 'ryzen',
        agent: 'xmr-stak-cpu/1.3.0-1.5.0',
        jobs: 11,
        submits: 30,
        accepted: 30,
      },
      {
        ...zcash,
        server: '94.23.199.191:3333',
        host: 'eu1-zcash.flypool.org',
        login: 't1fAhZF5aUJdY7CikGULHmeYk7id8qmvbAd.rig4',
        worker: 'rig4',
        jobs: 13,
        submits: 46,
        accepted: 45,
        rejected: 1,
      },
      {
        ...zcash,
        server: '116.211.167.195:3333',
        host: 'cn1-zcash.flypool.org',
        login: 't1fJuHWrfcWnYMYyP9VAF96vRnvND2NziMG.c1',
        worker: 'c1',
        jobs: 14,
        submits: 1,
        accepted: 1,
      },
    ]);
  });

  it("ndpi-mining's Monero miner took 20,000 hashes for each of its 30 shares", () => {
    const [monero] = sessionsIn('ndpi-mining.pcapng').filter(({ dialect }) => dialect === 'cryptonote');
    expect(monero?.accepted).toBe(30);
    expect((monero?.hashes ?? 0) / 30).toBeCloseTo(20_000, 0);
  });

  it('zeek-bitcoin-mining holds eight: three of stratum, two of getwork, three of getblocktemplate', () => {
    const found = sessionsIn('zeek-bitcoin-mining.pcap');
    expect(found.map(({ dialect }) => dialect).sort()).toEqual([
      ...Array<string>(3).fill('bitcoin'),
      ...Array<string>(3).fill('getblocktemplate'),
      ...Array<string>(2).fill('getwork'),
    ]);
    expect(found.filter(({ login }) => login === 'Bigsky')).toHaveLength(3);
    expect(found.filter(({ login }) => login === 'broatcast')).toHaveLength(3);
    expect(found.find(({ jobs }) => jobs === 8)).toMatchObject({ dialect: 'bitcoin', password: '123', submits: 0 });
    for (const { transport, host } of found) expect(host).toBe(transport === 'http' ? 'us1.bitminter.com' : undefined);
  });

  it('zeek-bitcoin-mining-in-progress holds one, and the pool is told from the miner by what it says', () => {
    expect(sessionsIn('zeek-bitcoin-mining-in-progress.pcap')).toMatchObject([
      { dialect: 'bitcoin', client: '10.0.2.15:53266', server: '74.84.128.158:3333', jobs: 3, complete: false },
    ]);
  });

  it.each([
    ['ndpi-bitcoin.pcap', 6, 'bitcoin mainnet'],
    ['ndpi-monero.pcap', 4, 'monero mainnet'],
  ])('%s holds %d conversations of nodes and no session', (name, count, network) => {
    expect(nodesIn(name).map((node) => node.network)).toEqual(Array<string>(count).fill(network));
    expect(sessionsIn(name)).toEqual([]);
  });

  it.each(['ndpi-ethereum.pcap', 'ndpi-check_mk_new.pcap', 'benign-postgresql-mentions-mining.pcap'])(
    '%s holds neither',
    (name) => {
      expect([...sessionsIn(name), ...nodesIn(name)]).toEqual([]);
    },
  );
});
