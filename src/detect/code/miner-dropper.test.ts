import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { fixture } from './miner-dropper.fixture.ts';
import { minerDropper } from './miner-dropper.ts';

describe('miner-dropper', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(minerDropper, example);
    expect(claims.map((claim) => claim.stage ?? minerDropper.stage)).toEqual([example.stage]);
    expect(claims[0]).toMatchObject({ title: 'A script that fetches xmrig and starts it', confidence: 'high' });
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(minerDropper, example)).toEqual([]);
  });
  it('is less sure of a text that is no certain script', () => {
    const [seen] = fixture.fires[0]?.seen ?? [];
    if (seen === undefined) throw new Error('the fixture has no case');
    const [claim] = runDetector(minerDropper, { name: 'text', seen: [{ ...seen, artifact: { kind: 'text' } }] });
    expect(claim?.confidence ?? minerDropper.confidence).toBe('moderate');
  });
});
