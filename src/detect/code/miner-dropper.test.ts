import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import type { Artifact } from '../../model/artifact.ts';
import { fixture } from './miner-dropper.fixture.ts';
import { minerDropper } from './miner-dropper.ts';

describe('miner-dropper', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(minerDropper, example);
    expect(claims.map((claim) => claim.stage ?? minerDropper.stage)).toEqual([example.stage]);
    expect(claims[0]).toMatchObject({ title: 'A script that fetches XMRig and starts it', confidence: 'high' });
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(minerDropper, example)).toEqual([]);
  });
  it('says whom a command pays that hands a wallet to what it fetches', () => {
    const address = '4'.padEnd(95, 'A');
    const claimWith = (offset: number, known?: 'donation') => {
      const at = (from: number, length: number) => ({ at: { artifact: 'a1', offset: from, length }, via: [], by: 'x' });
      const value = { family: 'xmrig', purpose: 'fetches-miner', form: 'script', traits: ['fetches it'] } as const;
      const wallet = { coin: 'monero', network: 'mainnet', type: 'standard', address, checksumValid: true } as const;
      const root: Artifact = { id: 'a1', name: 'x', kind: 'script', size: 300 };
      return [
        ...minerDropper.detect(
          {
            'miner-code': [
              { id: 'o1', kind: 'miner-code', value: { ...value, traits: [...value.traits] }, ...at(0, 208) },
            ],
            download: [],
            'log-span': [],
            wallet: [{ id: 'o2', kind: 'wallet', value: { ...wallet, ...(known && { known }) }, ...at(offset, 95) }],
          },
          { artifact: () => root, root: () => root },
        ),
      ][0];
    };
    expect(claimWith(113)).toMatchObject({ stage: 'configured', title: expect.stringContaining('for wallet 4AAAA') });
    expect(claimWith(209)?.stage).toBeUndefined();
    expect(claimWith(113, 'donation')?.stage).toBeUndefined();
  });
  it('is less sure of a text that is no certain script', () => {
    const [seen] = fixture.fires[0]?.seen ?? [];
    if (seen === undefined) throw new Error('the fixture has no case');
    const [claim] = runDetector(minerDropper, { name: 'text', seen: [{ ...seen, artifact: { kind: 'text' } }] });
    expect(claim?.confidence ?? minerDropper.confidence).toBe('moderate');
  });
});
