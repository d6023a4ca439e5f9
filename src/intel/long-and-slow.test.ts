import { describe, expect, it } from 'vitest';
import type { FlowCadence } from '../model/network-payloads.ts';
import { hasMiningShape, hasTotalsOfMiner, isLongAndSlow, isSlowTunnel, looksLikePoolFlow } from './long-and-slow.ts';

/** Of one miner in two hours. */
const miner: FlowCadence = {
  client: '192.0.2.10:40000',
  server: '198.51.100.7:3333',
  transport: 'tcp',
  sensor: 'netflow',
  seconds: 7_200,
  bytesUp: 60_000,
  bytesDown: 90_000,
  packetsUp: 300,
  packetsDown: 400,
};
const hundredMiners = { ...miner, bytesUp: 6_000_000, bytesDown: 9_000_000, packetsUp: 30_000, packetsDown: 40_000 };

describe('a conversation beside a port alone', () => {
  it('is long, slow, of small packets and goes both ways', () => {
    expect(hasTotalsOfMiner(miner)).toBe(true);
    expect(hasTotalsOfMiner({ ...miner, seconds: 600 })).toBe(false);
    expect(hasTotalsOfMiner({ ...miner, bytesUp: 0 })).toBe(false);
    expect(hasTotalsOfMiner({ ...miner, bytesDown: 1e9 })).toBe(false);
    expect(hasTotalsOfMiner({ ...miner, packetsUp: 50, packetsDown: 50 })).toBe(false);
    expect(hasTotalsOfMiner(hundredMiners)).toBe(false);
  });
});

describe('a conversation beside a pool’s name', () => {
  it('may be that of a proxy with a hundred miners, and no download', () => {
    expect(isLongAndSlow(miner)).toBe(true);
    expect(isLongAndSlow(hundredMiners)).toBe(true);
    expect(isLongAndSlow({ ...miner, bytesDown: 1e9 })).toBe(false);
    expect(isLongAndSlow({ ...miner, seconds: 599 })).toBe(false);
  });

  it('may have been counted in one direction, and a side that was counted spoke', () => {
    expect(isLongAndSlow({ seconds: 7_200, bytesDown: 90_000 })).toBe(true);
    expect(isLongAndSlow({ seconds: 7_200, bytesUp: 0, bytesDown: 90_000 })).toBe(false);
    expect(isLongAndSlow({ seconds: 7_200 })).toBe(false);
  });
});

describe('a flow that is worth telling', () => {
  it('may be a part of a longer one, to a port of pools', () => {
    const part = { ...miner, seconds: 300, bytesUp: 2_500, bytesDown: 3_750 };
    expect(looksLikePoolFlow(part)).toBe(true);
    expect(looksLikePoolFlow({ ...part, server: '198.51.100.7:22' })).toBe(false);
    expect(hasMiningShape({ ...part, seconds: 299 })).toBe(false);
    expect(hasMiningShape({ ...part, transport: 'udp' })).toBe(false);
    expect(hasMiningShape({ ...part, bytesUp: 0 })).toBe(false);
  });

  it('may be a tunnel of which only what came down was counted', () => {
    expect(isSlowTunnel({ seconds: 600, bytesDown: 600_000 })).toBe(true);
    expect(isSlowTunnel({ seconds: 600, bytesDown: 600_001 })).toBe(false);
    expect(isSlowTunnel({ seconds: 599, bytesDown: 600 })).toBe(false);
    expect(isSlowTunnel({ seconds: 600 })).toBe(false);
  });
});
