import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { fixture } from './miner-file.fixture.ts';
import { minerFile } from './miner-file.ts';

describe('miner-file', () => {
  it.each(fixture.fires)('claims $stage for $name', (example) => {
    const claims = runDetector(minerFile, example);
    expect(claims).toHaveLength(1);
    expect(claims[0]?.stage ?? minerFile.stage).toBe(example.stage);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(minerFile, example)).toEqual([]);
  });
  it('makes one claim a machine, and says which way the first file went', () => {
    const seen = fixture.fires.flatMap((example) => example.seen);
    expect(runDetector(minerFile, { name: 'all', seen }).map(({ title }) => title)).toEqual([
      "192.0.2.10 fetched xmrig-6.21.0-linux-x64.tar.gz from 203.0.113.80, and 2 more such files: a miner's name",
    ]);
  });
});
