import { describe, expect, it } from 'vitest';
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
});
