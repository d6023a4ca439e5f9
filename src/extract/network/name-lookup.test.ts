import { describe, expect, it } from 'vitest';
import { runExtractor } from '../../../tests/harness.ts';
import { framedDns, makeDns } from '../../../tests/make-dns.ts';
import { conversation } from '../../../tests/make-stream.ts';
import { nameLookupSchema } from '../../model/network-payloads.ts';
import { fixture } from './name-lookup.fixture.ts';
import { nameLookup } from './name-lookup.ts';

const question = (host: string): Uint8Array => framedDns(makeDns({ questions: [{ name: host, type: 1 }] }));

function overTcp(...said: Parameters<typeof conversation>[0]): ReturnType<typeof runExtractor> {
  const { bytes, stream } = conversation(said, { server: { address: '192.0.2.53', port: 53 } });
  return runExtractor(nameLookup, { name: 'over TCP', kind: 'stream', input: bytes, stream });
}

describe('name-lookup', () => {
  it.each(fixture.fires)('sees $name, once', (example) => {
    const { sightings, misses } = runExtractor(nameLookup, example);
    expect(sightings).toMatchObject(example.expect);
    expect(nameLookupSchema.safeParse(sightings[0]?.value).error).toBeUndefined();
    expect(misses).toEqual([]);
  });

  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runExtractor(nameLookup, example)).toEqual({ sightings: [], misses: [] });
  });

  it('points to the message, its packet and its time', () => {
    const other = question('www.example.com');
    const { sightings } = overTcp(
      { from: 'client', text: other, packet: 4 },
      { from: 'client', text: question('eu.minexmr.com'), packet: 9, time: 1_704_067_200_250 },
    );
    expect(sightings).toMatchObject([{ offset: other.length + 2, packet: 9, time: 1_704_067_200_250 }]);
  });

  it('reads a side up to where bytes are missing', () => {
    const { sightings } = overTcp(
      { from: 'client', text: question('eu.minexmr.com') },
      { from: 'client', text: question('us.minexmr.com'), afterHole: true },
    );
    expect(sightings.map(({ value }) => value)).toMatchObject([{ name: 'eu.minexmr.com' }]);
  });

  it('says how many it left out', () => {
    const said = Array.from(
      { length: 300 },
      (_, i) => ({ from: 'client', text: question(`h${i}.minexmr.com`) }) as const,
    );
    const { sightings, misses } = overTcp(...said);
    expect(sightings).toHaveLength(256);
    expect(misses).toMatchObject([{ gap: { code: 'limit-count', what: "44 more messages about pools' names" } }]);
  });
});
