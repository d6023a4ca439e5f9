import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { fixture } from './container-miner.fixture.ts';
import { containerMiner } from './container-miner.ts';

describe('container-miner', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(containerMiner, example);
    expect(claims.map((claim) => claim.stage ?? containerMiner.stage)).toEqual([example.stage]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(containerMiner, example)).toEqual([]);
  });
  it('says which container, of which image, and for whom', () => {
    const [example] = fixture.fires;
    const [claim] = runDetector(containerMiner, example ?? { name: '', seen: [] });
    expect(claim?.title).toBe(
      'The docker container 1a2b3c4d5e6f is set to mine for wallet 4AAAAAAAAAAA…AAAAAAAA (running)',
    );
  });
  it('calls an image no container', () => {
    const example = fixture.fires.find(({ name }) => name.includes('waits'));
    const [claim] = runDetector(containerMiner, example ?? { name: '', seen: [] });
    expect(claim?.title).toBe('An image of a miner is kept for docker: metal3d/xmrig');
  });
});
