import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runExtractor } from '../../../tests/harness.ts';
import { classify } from '../../codec/classify/classify.ts';
import { fixture } from './miner-code.fixture.ts';
import { minerCode } from './miner-code.ts';

describe('miner-code', () => {
  it.each(fixture.fires)('sees $name', (example) => {
    expect(runExtractor(minerCode, example).sightings).toMatchObject(example.expect);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runExtractor(minerCode, example).sightings).toEqual([]);
  });
  it('says in words what it saw', () => {
    const [node] = runExtractor(minerCode, fixture.fires.at(-1) ?? { name: '', input: '' }).sightings;
    expect(node?.value).toMatchObject({ traits: expect.arrayContaining([expect.stringContaining('start_mining')]) });
  });
});

const familyOf = (path: string): unknown[] => {
  const input = readFileSync(path);
  const kind = classify(path, input.subarray(0, 4096), input.length);
  return runExtractor(minerCode, { name: path, input, kind }).sightings.map((s) => s.value);
};

// Debian's own builds, where they are installed: packages monero, libwireshark, libndpi and yara.
const innocent = [
  '/usr/bin/monero-wallet-cli',
  '/usr/bin/monero-wallet-rpc',
  '/usr/lib/x86_64-linux-gnu/librandomx.so.0.0.0',
  '/usr/lib/x86_64-linux-gnu/libndpi.so.4.2.0',
  '/usr/lib/x86_64-linux-gnu/libyara.so.9.0.1',
  '/usr/bin/rg',
  '/usr/bin/ndpiReader',
];
describe.each(innocent)('on %s (skips where it is not installed)', (path) => {
  it.skipIf(!existsSync(path))('is silent', { timeout: 30_000 }, () => expect(familyOf(path)).toEqual([]));
});

describe.skipIf(!existsSync('/usr/bin/monerod'))('on monerod (skips where it is not installed)', () => {
  it('sees a node that can mine, and no more', { timeout: 30_000 }, () => {
    expect(familyOf('/usr/bin/monerod')).toMatchObject([{ family: 'monerod', purpose: 'node-that-can-mine' }]);
  });
});
