import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runExtractor } from '../../../tests/harness.ts';
import { fixture } from './mining-term.fixture.ts';
import { miningTerm } from './mining-term.ts';

const termsOf = (input: string | Uint8Array): string[] =>
  runExtractor(miningTerm, { name: 'case', input }).sightings.map((s) => ('term' in s.value ? s.value.term : ''));

describe('mining-term', () => {
  it.each(fixture.fires)('sees $name', (example) => {
    expect(runExtractor(miningTerm, example).sightings).toMatchObject(example.expect);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runExtractor(miningTerm, example).sightings).toEqual([]);
  });
  it('reads UTF-16, with its word boundaries', () => {
    expect(termsOf(Buffer.from('run xmrig.exe, not xmrigged', 'utf16le'))).toEqual(['xmrig']);
  });
  it('keeps three places of one term, however often it stands there', () => {
    expect(termsOf('xmrig '.repeat(5000))).toHaveLength(3);
  });
  it('says where the word stands', () => {
    const [sighting] = runExtractor(miningTerm, { name: 'case', input: 'see xmrig' }).sightings;
    expect(sighting).toMatchObject({ offset: 4, length: 5 });
  });
});

const trap = new URL('../../../../shared/corpus/pcap/ndpi-check_mk_new.pcap', import.meta.url);
describe.skipIf(!existsSync(trap))('on the corpus (skips where ../shared is absent)', () => {
  it('is silent on a capture that holds kdevtmpfs', () => {
    expect(termsOf(readFileSync(trap))).toEqual([]);
  });
});
