import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { fixture } from './script-story.fixture.ts';
import { scriptStory } from './script-story.ts';

describe('script-story', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(scriptStory, example);
    expect(claims.map((claim) => claim.stage ?? scriptStory.stage)).toEqual([example.stage]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(scriptStory, example)).toEqual([]);
  });
  it('tells the story in its order, with the techniques that hold', () => {
    const [example] = fixture.fires;
    const [claim] = example ? runDetector(scriptStory, example) : [];
    expect(claim?.title).toBe(
      'A script that sets up a miner, ends other miners and makes something start again by itself',
    );
    expect(claim?.techniques).toEqual(['T1496.001', 'T1059', 'T1489', 'T1053.003']);
  });
  it('takes a clean-up for what it may be', () => {
    const claims = fixture.fires.slice(2).flatMap((example) => runDetector(scriptStory, example));
    expect(claims[0]?.couldBe).toContain("a defender's clean-up");
    expect(claims[0]?.title).toBe('A script that ends miners (kinsing, kdevtmpfsi) and sets up none');
  });
});
