import { describe, expect, it } from 'vitest';
import { runExtractor } from '../../../tests/harness.ts';
import { miningConfigSchema } from '../../model/payloads.ts';
import { fixture } from './xmr-stak-pools.fixture.ts';
import { xmrStakPools } from './xmr-stak-pools.ts';

describe('xmr-stak-pools', () => {
  it.each(fixture.fires)('reads $name', (example) => {
    const { sightings } = runExtractor(xmrStakPools, example);
    expect(sightings).toMatchObject(example.expect);
    for (const { value } of sightings) expect(() => miningConfigSchema.parse(value)).not.toThrow();
  });

  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runExtractor(xmrStakPools, example).sightings).toEqual([]);
  });

  it('says where the pools stand', () => {
    const input = `abc "pool_address" : "a.test:1", "wallet_address" : "x" `;
    expect(runExtractor(xmrStakPools, { name: 'case', input }).sightings).toMatchObject([{ offset: 4, length: 51 }]);
  });
});
