import { describe, expect, it } from 'vitest';
import { cadenceOf } from '../../tests/traffic-models/fit.ts';
import { families, flowsOf } from '../../tests/traffic-models/flows.ts';
import type { FlowCadence, Spread } from '../model/network-payloads.ts';
import { scoreCadence } from './cadence-model.ts';
import { hasShares } from './cadence-shares.ts';

const even = (value: number): Spread => ({ median: value, low: value, high: value });
const chance: Spread = { median: 19, low: 7, high: 50 };

function flow(requestBytes: Spread, requestSeconds: Spread, encrypted = false): FlowCadence {
  const rhythm = { pushes: 40, requests: 60, answers: 60, replies: 0, requestBytes, requestSeconds };
  return {
    client: '192.0.2.10:40000',
    server: '198.51.100.7:443',
    transport: 'tcp',
    sensor: 'capture',
    encrypted,
    rhythm,
  };
}

describe('hasShares', () => {
  it('sees what is as long as a share and comes by chance', () => {
    expect(hasShares(flow(even(183), chance), 'Monero')).toBe(true);
    expect(hasShares(flow(even(205), chance, true), 'Monero')).toBe(true);
    expect(hasShares(flow(even(183), chance), 'Zcash')).toBe(false);
  });
  it('does not take signs of life for shares', () => {
    expect(hasShares(flow(even(95), even(60)), 'Monero, few shares')).toBe(false);
    expect(hasShares(flow(even(183), even(60)), 'Monero')).toBe(false);
  });
  it('sees a few shares among signs of life', () => {
    expect(hasShares(flow({ median: 95, low: 95, high: 190 }, even(60)), 'Monero, few shares')).toBe(true);
  });
  it('tells nothing of a kind that it does not know, or without sizes', () => {
    expect(hasShares(flow(even(183), chance), 'another')).toBe(false);
    expect(hasShares({ ...flow(even(1), chance), rhythm: undefined }, 'Monero')).toBe(false);
  });
  it('sees the shares of nearly all miners of the models', () => {
    const [model] = [families.mining['Monero at a pool']];
    const flows = model === undefined ? [] : Array.from(flowsOf('Monero at a pool', model, 60, 9), cadenceOf);
    const told = flows.filter((one) => (scoreCadence(one)?.bits ?? 0) >= 15);
    expect(told.length).toBeGreaterThan(40);
    expect(told.filter((one) => hasShares(one, scoreCadence(one)?.kind ?? '')).length).toBe(told.length);
  });
});
