import type { DetectorFixture } from '../../../tests/fixture.ts';

const value = {
  protocol: 'bitcoin',
  network: 'bitcoin mainnet',
  client: '192.0.2.10:40000',
  server: '203.0.113.5:8333',
} as const;

export const fixture: DetectorFixture = {
  fires: [{ name: 'two Bitcoin nodes', seen: [{ kind: 'coin-node', value }], stage: 'mention' }],
  silent: [{ name: 'nothing of the kind', seen: [] }],
};
