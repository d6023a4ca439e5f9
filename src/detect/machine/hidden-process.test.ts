import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { fixture } from './hidden-process.fixture.ts';
import { hiddenProcess } from './hidden-process.ts';

describe('hidden-process', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(hiddenProcess, example);
    expect(claims.map((claim) => claim.stage ?? hiddenProcess.stage)).toEqual([example.stage]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(hiddenProcess, example)).toEqual([]);
  });
  it('rests on what shows that it mines, too', () => {
    const [claim] = runDetector(hiddenProcess, fixture.fires[1] ?? { name: '', seen: [] });
    expect(claim?.because).toMatchObject({ all: [{ saw: 'o1' }, { saw: 'o2' }] });
  });
});
