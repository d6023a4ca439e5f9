import { beforeAll, describe, expect, it } from 'vitest';
import { runExtractor } from '../../../tests/harness.ts';
import { conversation } from '../../../tests/make-stream.ts';
import {
  extension,
  inRecords,
  makeCertificateMessage,
  makeClientHello,
  makeServerHello,
} from '../../../tests/make-tls.ts';
import { sampleCertificate } from '../../../tests/signed-sample.ts';
import { nodeHost } from '../../engine/node/host.ts';
import { tlsHandshakeSchema } from '../../model/network-payloads.ts';
import { fixture } from './tls-handshake.fixture.ts';
import { tlsHandshake } from './tls-handshake.ts';

const hello = inRecords(makeClientHello({ extensions: [extension.alpn('h2')] }));
const answer = inRecords([...makeServerHello({}), ...makeCertificateMessage(Uint8Array.from(sampleCertificate))]);

/** Told of are only conversations behind which a miner may be. */
const atPool = { serverNames: ['pool.hashvault.pro'] };

function see(...said: Parameters<typeof conversation>[0]): ReturnType<typeof runExtractor> {
  const { bytes, stream } = conversation(said, atPool);
  return runExtractor(tlsHandshake, { name: 'a conversation', kind: 'stream', input: bytes, stream });
}

describe('tls-handshake', () => {
  beforeAll(() => tlsHandshake.load?.(nodeHost));

  it.each(fixture.fires)('sees $name, once', (example) => {
    const { sightings, misses } = runExtractor(tlsHandshake, example);
    expect(sightings).toMatchObject(example.expect);
    expect(tlsHandshakeSchema.safeParse(sightings[0]?.value).error).toBeUndefined();
    expect(misses).toEqual([]);
  });

  it.each(fixture.fires)('wakes for $name', ({ input }) => {
    const bytes = typeof input === 'string' ? Buffer.from(input) : input;
    expect(tlsHandshake.accepts?.(bytes.subarray(0, 4096))).toBe(true);
  });

  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runExtractor(tlsHandshake, example)).toEqual({ sightings: [], misses: [] });
  });

  it('points to the greeting, its packet and its time', () => {
    const { sightings } = see({ from: 'client', text: hello, packet: 4, time: 1_704_067_200_500 });
    expect(sightings).toMatchObject([{ offset: 0, length: hello.length, packet: 4, time: 1_704_067_200_500 }]);
  });

  it('has fingerprints of both sides', () => {
    const { sightings } = see({ from: 'client', text: hello }, { from: 'server', text: answer });
    expect(sightings).toMatchObject([{ value: { ja4: expect.stringMatching(/^t12i0101h2_/), alpn: ['h2'] } }]);
    expect(sightings[0]?.value).toHaveProperty('ja3');
    expect(sightings[0]?.value).toHaveProperty('ja3s');
  });

  it('says what broke off, and gives the rest', () => {
    const { sightings, misses } = see(
      { from: 'client', text: hello },
      { from: 'server', text: answer.subarray(0, 100) },
    );
    expect(sightings).toHaveLength(1);
    expect(misses).toEqual([
      { gap: { code: 'truncated', what: 'a certificate that breaks off', offset: hello.length } },
    ]);
  });

  it('reads a side up to where bytes are missing', () => {
    const { sightings, misses } = see(
      { from: 'client', text: hello },
      { from: 'server', text: answer.subarray(0, 60) },
      { from: 'server', text: answer.subarray(90), afterHole: true },
    );
    expect(sightings[0]?.value).not.toHaveProperty('certificate');
    expect(misses).toMatchObject([{ gap: { code: 'truncated' } }]);
  });

  it('gives the name out of a greeting that breaks off, without fingerprints or a version', () => {
    const long = makeClientHello({
      extensions: [extension.serverName('pool.example.com'), extension.offeredVersions(0x0304)],
    });
    const { sightings, misses } = see({ from: 'client', text: inRecords(long).subarray(0, -3) });
    const ends = { client: '192.0.2.10:40000', server: '198.51.100.7:3333', sensor: 'capture' };
    const start = '2024-01-01T00:00:00.000Z';
    expect(sightings.map(({ value }) => value)).toEqual([{ ...ends, serverName: 'pool.example.com', start }]);
    expect(misses).toMatchObject([{ gap: { code: 'truncated', what: 'a client hello that breaks off' } }]);
  });

  it('says so where no greeting can be read', () => {
    const { sightings, misses } = see({ from: 'client', text: hello.subarray(0, 40) });
    expect(sightings).toEqual([]);
    expect(misses).toMatchObject([{ gap: { what: 'a client hello that breaks off', offset: 0 } }]);
  });

  it('says so where a certificate is none', () => {
    const server = inRecords([...makeServerHello({}), ...makeCertificateMessage(Uint8Array.of(1, 2, 3))]);
    const { sightings, misses } = see({ from: 'client', text: hello }, { from: 'server', text: server });
    expect(sightings).toHaveLength(1);
    expect(misses).toMatchObject([{ gap: { code: 'malformed', what: 'a certificate that is none' } }]);
  });

  it('says so where the server stands beyond what was looked at', () => {
    const said = [
      { from: 'client', text: hello },
      { from: 'client', text: new Uint8Array(1000) },
      { from: 'server', text: answer },
    ] as const;
    const { bytes, stream } = conversation(said, atPool);
    const view = { name: 'part', kind: 'stream', bytes: bytes.subarray(0, 500), base: 0, whole: false } as const;
    const seen = [...tlsHandshake.extract({ ...view, hits: [], runs: [], stream })];
    expect(seen).toMatchObject([{ kind: 'tls-handshake' }, { gap: { code: 'limit-bytes' } }]);
  });
});
