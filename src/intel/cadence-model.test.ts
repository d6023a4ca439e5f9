import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlowCadence, Rhythm, Spread } from '../model/network-payloads.ts';
import { cadenceFacts, factRules } from './cadence-facts.ts';
import { cadenceComponents, rangeOf, scoreCadence } from './cadence-model.ts';
import { cadenceTable } from './cadence-table.ts';

const even = (value: number): Spread => ({ median: value, low: value, high: value });

const rhythm: Rhythm = {
  pushes: 20,
  requests: 60,
  answers: 60,
  replies: 0,
  pushSeconds: { median: 60, low: 40, high: 90 },
  requestSeconds: { median: 20, low: 8, high: 40 },
  pushBytes: even(380),
  requestBytes: even(230),
  answerBytes: even(63),
  longestPauseSeconds: 60,
};
const flow: FlowCadence = {
  client: '192.0.2.10:40000',
  server: '198.51.100.7:443',
  transport: 'tcp',
  sensor: 'capture',
  seconds: 3600,
  rhythm,
};

describe('the table', () => {
  it('has bits for every range of every component and every kind of miner', () => {
    for (const bits of Object.values(cadenceTable))
      for (const { id, edges } of cadenceComponents) expect(bits[id], id).toHaveLength(edges.length + 1);
  });
  it('has ranges that ascend, and the lower bound belongs to the higher one', () => {
    for (const component of cadenceComponents) {
      expect([...component.edges].sort((a, b) => a - b)).toEqual(component.edges);
      expect(rangeOf(component, component.edges[0] ?? 0)).toBe(1);
      expect(rangeOf(component, Number.POSITIVE_INFINITY)).toBe(component.edges.length);
    }
  });
});

describe('scoreCadence', () => {
  it('adds up the components, those that say most first', () => {
    const score = scoreCadence(flow);
    const bits = score?.parts.map((part) => part.bits) ?? [];
    expect(score?.kind).toBe('Monero');
    expect(bits.reduce((sum, one) => sum + one, 0)).toBeCloseTo(score?.bits ?? 0, 1);
    expect(bits.map(Math.abs)).toEqual(bits.map(Math.abs).sort((a, b) => b - a));
  });
  it('takes a conversation under TLS for the same as one in the clear', () => {
    const wrapped = { pushBytes: even(402), requestBytes: even(252), answerBytes: even(85) };
    const encrypted = { ...flow, encrypted: true, rhythm: { ...rhythm, ...wrapped } };
    expect(scoreCadence(encrypted)?.bits).toBe(scoreCadence(flow)?.bits);
  });
  it('tells nothing from too little', () => {
    expect(scoreCadence({ ...flow, seconds: 200 })).toBeUndefined();
    expect(scoreCadence({ ...flow, rhythm: { ...rhythm, pushes: 3 } })).toBeUndefined();
    expect(scoreCadence({ ...flow, rhythm: { ...rhythm, requests: 3 } })).toBeUndefined();
    const { rhythm: _, ...totals } = flow;
    expect(scoreCadence(totals)).toBeUndefined();
  });
  it('has a number for any rhythm', () => {
    const size = fc.double({ min: 0, max: 1e9, noNaN: true });
    const spread = fc.option(fc.record({ median: size, low: size, high: size }), { nil: undefined });
    const any = fc.record({
      pushSeconds: spread,
      requestSeconds: spread,
      pushBytes: spread,
      requestBytes: spread,
      answerBytes: spread,
    });
    fc.assert(
      fc.property(any, fc.nat(), fc.nat(), (spreads, answers, replies) => {
        const known = Object.fromEntries(Object.entries(spreads).filter(([, value]) => value !== undefined));
        const score = scoreCadence({ ...flow, rhythm: { pushes: 4, requests: 4, answers, replies, ...known } });
        expect(Number.isFinite(score?.bits)).toBe(true);
      }),
    );
  });
});

describe('what stands beside', () => {
  it('speaks for a miner by its port, its silence about names and its certificate', () => {
    const tls = { client: flow.client, server: flow.server, sensor: 'capture', ja3: 'a'.repeat(32) } as const;
    expect(cadenceFacts(443, undefined)).toEqual([]);
    expect(cadenceFacts(3333, { ...tls, certificate: { selfSigned: true } }).map(({ id }) => id)).toEqual([
      'pool-port',
      'no-server-name',
      'self-signed',
    ]);
  });
  it('speaks against one by the protocols of the web', () => {
    const tls = { client: flow.client, server: flow.server, sensor: 'capture', serverName: 'a.example' } as const;
    expect(cadenceFacts(443, { ...tls, alpn: ['h2', 'http/1.1'] }).map(({ bits }) => Math.sign(bits))).toEqual([-1]);
    expect(factRules.every(({ why }) => why.length > 20)).toBe(true);
  });
});
