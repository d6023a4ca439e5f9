import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import type { Payload } from '../../model/observation.ts';
import type { Claim } from '../../model/units.ts';
import { fixture } from './miner-binary.fixture.ts';
import { minerBinary } from './miner-binary.ts';

function claimOn(value: Partial<Payload<'miner-code'>>): Claim | undefined {
  const program: Partial<Payload<'miner-code'>> = { purpose: 'miner', form: 'executable', traits: ['one'], ...value };
  return runDetector(minerBinary, { name: 'a program', seen: [{ kind: 'miner-code', value: program }] })[0];
}

describe('miner-binary', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(minerBinary, example);
    expect(claims.map((claim) => claim.stage ?? minerBinary.stage)).toEqual([example.stage]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(minerBinary, example)).toEqual([]);
  });
  it('says the version where it is known', () => {
    expect(claimOn({ family: 'xmrig', version: '6.21.0' })?.title).toBe('A program with the code of XMRig 6.21.0');
  });
  it('says of a hash in WebAssembly that wallets compute it, too, and is not sure however many traits it has', () => {
    const [claim] = runDetector(minerBinary, fixture.fires[2] ?? { name: '', seen: [] });
    expect(claim?.title).toBe('WebAssembly that computes CryptoNight, a hash that is mined');
    expect(claim?.confidence).toBeUndefined();
    expect(claim?.couldBe?.[0]).toContain('wallet');
  });
  it('says of a page that it may ask first', () => {
    const [claim] = runDetector(minerBinary, fixture.fires[3] ?? { name: '', seen: [] });
    expect(claim?.title).toBe('JavaScript that mines in browsers: coinhive');
    expect(claim?.couldBe?.[0]).toContain('asks its visitors');
  });
  it('says of a nameless miner that a pool computes the same', () => {
    expect(claimOn({ family: 'unknown' })?.couldBe?.[0]).toContain("pool's own server");
  });
  it('says of a node that it mines only when told to', () => {
    const [claim] = runDetector(minerBinary, fixture.fires[1] ?? { name: '', seen: [] });
    expect(claim?.title).toContain('monerod');
    expect(claim?.couldBe?.[0]).toContain('only when told to');
  });
});
