import { expect, it } from 'vitest';
import type { FlowCadence } from '../../model/network-payloads.ts';
import { FlowLedger } from './flow-ledger.ts';

const flow = (client: string, seconds: number): FlowCadence => ({
  client: `${client}:${40_000 + seconds}`,
  server: '203.0.113.7:3333',
  transport: 'tcp',
  sensor: 'zeek',
  seconds,
});

it('keeps the longest flows of a pair, and of all pairs those with the longest, and counts the others', () => {
  const ledger = new FlowLedger<undefined>(2);
  for (const [last, client] of ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4', '192.0.2.5'].entries())
    for (let seconds = 1; seconds <= 9; seconds++) ledger.add(flow(client, 10 * last + seconds), undefined);
  const kept = [...ledger.flows()].map(({ value }) => value.seconds);
  expect(kept.sort()).toEqual([36, 37, 38, 39, 46, 47, 48, 49]);
  expect(ledger.dropped).toBe(3);
});
