import { describe, expect, it } from 'vitest';
import { carriedBy, minerName } from './carried.ts';

describe('minerName', () => {
  it.each(['xmrig', 'xmrig-6.26.0', 'metal3d/xmrig', 'XMRig.exe', '.xmrig', 'cpuminer-multi'])('knows %s', (text) => {
    expect(minerName(text)).toBeDefined();
  });
  it.each(['xmrig-exporter', 'xmrig_exporter.py', 'grafana/xmrig-dashboard', 'foxmrigs', 'monerod'])(
    'does not take %s for a miner',
    (text) => {
      expect(minerName(text)).toBeUndefined();
    },
  );
});

describe('carriedBy', () => {
  it('tells a miner from what reads how it does', () => {
    expect(carriedBy('/opt/xmrig/xmrig --config=/etc/xmrig.json')).toMatchObject({ what: 'miner', mines: true });
    expect(carriedBy('/usr/local/bin/xmrig-exporter --listen :9100')).toMatchObject({ what: 'command', mines: false });
  });
});
