import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { processOf } from '../../../tests/machine-story.ts';
import { fixture } from './foothold.fixture.ts';
import { foothold } from './foothold.ts';

describe('foothold', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(foothold, example);
    expect(claims.map((claim) => claim.stage ?? foothold.stage)).toEqual([example.stage]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(foothold, example)).toEqual([]);
  });
  it('is surer of what tells alone where something mines', () => {
    const [example] = fixture.fires;
    const seen = example?.seen ?? [];
    const claims = (more: typeof seen) => runDetector(foothold, { name: 'x', seen: [...seen, ...more] });
    expect(claims([])[0]?.confidence).toBe('low');
    expect(claims([processOf({ why: ['mines'] })])[0]?.confidence).toBe('moderate');
  });
  it('names what came at the same time', () => {
    const [claim] = runDetector(foothold, fixture.fires[3] ?? { name: '', seen: [] });
    expect(claim).toMatchObject({
      title: 'Beside the miner: an SSH key (/root/.ssh/authorized_keys) changed within two days of the miner',
      because: { all: [{ saw: 'o1' }, { saw: 'o2', why: 'within two days of it' }] },
    });
  });
});
