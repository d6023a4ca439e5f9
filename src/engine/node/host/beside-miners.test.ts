import { describe, expect, test } from 'vitest';
import { machineOf } from '../../../../tests/machine-tree.ts';
import type { Examined } from '../../ledger.ts';
import { besideMiners } from './beside-miners.ts';

/** A source in which a unit saw this. */
function seenAt(path: string, kind: 'miner-code' | 'mining-config' | 'mining-term', purpose = 'miner'): Examined {
  // The fields that matter here.
  const seen = [{ sighting: { kind, value: kind === 'miner-code' ? { purpose } : {} } }] as unknown as Examined['seen'];
  return { artifacts: [{ name: path, kind: 'executable', size: 1 }], seen, gaps: [], bytes: 1 };
}

const files = {
  '/home/ann/.../xm/xmrig': 'x',
  '/home/ann/.../xm/config.json': '{}',
  '/home/ann/.../xm/logs/nohup.out': 'x',
  '/home/ann/.../xm/a/b/deep': 'x',
  '/home/ann/.../notes': 'x',
  '/usr/local/bin/xmrig': 'x',
  '/usr/local/bin/other': 'x',
};
const beside = (...examined: Examined[]): readonly string[] =>
  besideMiners(machineOf(files).tree, examined, new Set(['/home/ann/.../xm/xmrig'])).paths;

describe('what lies beside a miner', () => {
  test('its settings, its log one folder below, and nothing above or far below', () => {
    expect(beside(seenAt('/home/ann/.../xm/xmrig', 'miner-code'))).toEqual([
      '/home/ann/.../xm/config.json',
      '/home/ann/.../xm/logs/nohup.out',
    ]);
  });

  test.each([
    ['a folder that programs share', seenAt('/usr/local/bin/xmrig', 'miner-code')],
    ['words of mining', seenAt('/home/ann/.../notes', 'mining-term')],
    ['a script that fetches one', seenAt('/home/ann/.../xm/get', 'miner-code', 'fetches-miner')],
  ])('nothing for %s', (_, source) => {
    expect(beside(source)).toEqual([]);
  });

  test('of a full folder some, with a gap; none of a crowded one', () => {
    const full = (count: number): { paths: readonly string[]; gaps: readonly unknown[] } => {
      const tree = machineOf(Object.fromEntries(Array.from({ length: count }, (_, i) => [`/opt/m/f${i}`, 'x']))).tree;
      return besideMiners(tree, [seenAt('/opt/m/f0', 'mining-config')], new Set());
    };
    expect(full(70).paths).toHaveLength(64);
    expect(full(70).gaps).toHaveLength(1);
    expect(full(600).paths).toEqual([]);
  });
});
