import { describe, expect, it } from 'vitest';
import type { Expected } from '../../../tests/fixture.ts';
import { runDetector } from '../../../tests/harness.ts';
import { fixture } from './open-door.fixture.ts';
import { openDoor } from './open-door.ts';

describe('open-door', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(openDoor, example);
    expect(claims.map((claim) => claim.stage ?? openDoor.stage)).toEqual([example.stage]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(openDoor, example)).toEqual([]);
  });

  it('is surer of a container behind an open Docker where a miner came within the hour', () => {
    const example = fixture.fires.find(({ name }) => name.startsWith('an open Docker, and a container'));
    const miner = (start: string): Expected<'process'> => ({
      kind: 'process',
      value: { pid: 9, name: 'x', programState: 'present', start, why: ['mines'] },
    });
    const claimed = (start: string) =>
      runDetector(openDoor, { name: 'with a miner', seen: [...(example?.seen ?? []), miner(start)] }).map(
        ({ confidence }) => confidence,
      );
    expect(claimed('2026-11-19T01:02:33.000Z')).toEqual(['moderate']);
    expect(claimed('2026-11-18T00:00:00.000Z')).toEqual(['low']);
  });
});
