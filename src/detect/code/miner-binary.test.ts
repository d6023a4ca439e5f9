import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { fixture } from './miner-binary.fixture.ts';
import { minerBinary } from './miner-binary.ts';

describe('miner-binary', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(minerBinary, example);
    expect(claims.map((claim) => claim.stage ?? minerBinary.stage)).toEqual([example.stage]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(minerBinary, example)).toEqual([]);
  });
  it('says of a node that it mines only when told to', () => {
    const [claim] = runDetector(minerBinary, fixture.fires[1] ?? { name: '', seen: [] });
    expect(claim?.title).toContain('monerod');
    expect(claim?.couldBe?.[0]).toContain('only when told to');
  });
});
