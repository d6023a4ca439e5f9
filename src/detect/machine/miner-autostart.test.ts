import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { fixture } from './miner-autostart.fixture.ts';
import { minerAutostart } from './miner-autostart.ts';

describe('miner-autostart', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(minerAutostart, example);
    expect(claims.map((claim) => claim.stage ?? minerAutostart.stage)).toEqual([example.stage]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(minerAutostart, example)).toEqual([]);
  });
});
