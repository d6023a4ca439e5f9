import { describe, expect, it } from 'vitest';
import { runSweep } from '../../../tests/harness.ts';
import { zeekFields, zeekLog, zeekSides } from '../../../tests/make-sensor-logs.ts';
import { zeekTsv } from './zeek-tsv.ts';

const hours = { ts: '1795428000.000000', proto: 'tcp', duration: 7200, orig_bytes: 40_000, resp_bytes: 90_000 };

/** What is told of connections of some hours, each `client server`. */
function told(...pairs: readonly (readonly [client: string, server: string])[]): ReturnType<typeof runSweep> {
  const records = pairs.map(([client, server], i) => ({
    ...hours,
    ...zeekSides(`C${i}aaaaaaaaaaaaa`, client, server),
  }));
  return runSweep(zeekTsv, { name: 'case', input: zeekLog('conn', zeekFields.conn, ...records) });
}

const servers = ({ sightings }: ReturnType<typeof runSweep>): string[] =>
  sightings.flatMap(({ kind, value }) => (kind === 'flow-cadence' ? value.server : []));

describe('long and slow connections', () => {
  it('are told of four machines at one server', () => {
    const office = Array.from({ length: 50 }, (_, i) => [`192.0.2.${i}:50000`, '203.0.113.7:443'] as const);
    expect(servers(told(...office))).toHaveLength(4);
  });

  it('are told once of a machine that came back to its server', () => {
    expect(servers(told(['192.0.2.1:50000', '203.0.113.7:443'], ['192.0.2.1:50001', '203.0.113.7:443']))).toHaveLength(
      1,
    );
  });

  it('are those to servers of few machines where there are too many, and a gap says so', () => {
    const crowds = Array.from({ length: 400 }, (_, i) => {
      const server = `203.0.113.${100 + (i % 100)}:443`;
      return [`192.0.2.${1 + Math.floor(i / 100)}:${50_000 + i}`, server] as const;
    });
    const found = told(...crowds, ['192.0.2.200:50000', '198.51.100.1:443']);
    expect(servers(found)).toHaveLength(128);
    expect(servers(found)).toContain('198.51.100.1:443');
    expect(found.misses).toMatchObject([{ gap: { code: 'limit-count', what: expect.stringContaining('273 more') } }]);
  });

  it('are kept in bounded memory, however many servers there are', () => {
    const many = Array.from({ length: 5_000 }, (_, i) => {
      const server = `203.0.${Math.floor(i / 250)}.${1 + (i % 250)}:443`;
      return ['192.0.2.1:50000', server] as const;
    });
    const found = told(...many);
    expect(found.sightings).toHaveLength(128);
    expect(found.misses).toMatchObject([{ gap: { what: expect.stringContaining('4872 more') } }]);
  });

  it.each([
    '10.1.2.3:443',
    '172.16.0.9:443',
    '172.31.0.9:443',
    '192.168.1.1:443',
    '100.64.0.1:443',
    '127.0.0.1:443',
    '169.254.1.1:443',
  ])('are not told where the server is of the house: %s', (server) => {
    expect(servers(told(['192.0.2.1:50000', server]))).toEqual([]);
  });
  it.each(['172.15.0.9:443', '172.32.0.9:443', '100.63.0.1:443', '100.128.0.1:443', '101.1.1.1:443', '11.1.1.1:443'])(
    'are told where it only looks so: %s',
    (server) => {
      expect(servers(told(['192.0.2.1:50000', server]))).toEqual([server]);
    },
  );
});
