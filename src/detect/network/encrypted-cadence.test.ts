import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import type { Because } from '../../model/finding.ts';
import { fixture } from './encrypted-cadence.fixture.ts';
import { encryptedCadence } from './encrypted-cadence.ts';

const [first] = fixture.fires;
const flow = first?.seen[0];

function wordsOf(because: Because): string[] {
  const parts = 'saw' in because ? [] : 'all' in because ? because.all : because.any;
  return [because.why ?? '', ...parts.flatMap(wordsOf)];
}

describe('encrypted-cadence', () => {
  it.each(fixture.fires)('claims $stage for $name', (example) => {
    const claims = runDetector(encryptedCadence, example);
    expect(claims.map(({ stage }) => stage)).toEqual([example.stage]);
    expect(claims[0]?.couldBe).not.toEqual([]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(encryptedCadence, example)).toEqual([]);
  });
  it('never claims more than configured, with low confidence, for behaviour alone', () => {
    const [claim] = runDetector(encryptedCadence, { name: 'alone', seen: flow === undefined ? [] : [flow] });
    expect(claim).toMatchObject({ stage: 'configured', confidence: 'low' });
    expect(claim?.couldBe?.join()).toContain('job queue');
  });
  it('has a leaf with its bits for each component, and they add up to the score', () => {
    const [claim] = runDetector(encryptedCadence, { name: 'alone', seen: flow === undefined ? [] : [flow] });
    const [total = '', ...leaves] = claim === undefined ? [] : wordsOf(claim.because);
    const bitsIn = (words: string): number => Number((/([−+]?[\d.]+) bits/.exec(words)?.[1] ?? '0').replace('−', '-'));
    expect(leaves.length).toBeGreaterThan(5);
    expect(leaves.reduce((sum, leaf) => sum + bitsIn(leaf), 0)).toBeCloseTo(bitsIn(total), 1);
  });
  it('names whom a proxy was asked for, not the proxy', () => {
    const tunnel = fixture.fires.find(({ name }) => name.includes('through a proxy that was asked for a name'));
    const [claim] = tunnel === undefined ? [] : runDetector(encryptedCadence, tunnel);
    expect(claim?.title).toContain('mines at pool.hashvault.pro (pool.hashvault.pro:3333)');
  });
  it('tells pools behind one proxy apart', () => {
    const [tunnel] = fixture.fires.filter(({ name }) => name.includes('through a proxy that was asked for a name'));
    const through = (port: number, pool: string): (typeof fixture.fires)[number]['seen'] =>
      (tunnel?.seen ?? []).map((seen) => {
        const ends = { client: `192.0.2.10:${port}`, ...(seen.kind === 'tls-handshake' && { server: pool }) };
        // The same observation with other ends: what a fixture states of it stays as it is.
        return { ...seen, artifact: { kind: 'stream', name: pool }, value: { ...seen.value, ...ends } } as typeof seen;
      });
    const seen = [...through(40_001, 'pool.hashvault.pro:3333'), ...through(40_002, 'pool.supportxmr.com:3333')];
    expect(runDetector(encryptedCadence, { name: 'two', seen }).map(({ title }) => title)).toEqual([
      expect.stringContaining('pool.hashvault.pro'),
      expect.stringContaining('pool.supportxmr.com'),
    ]);
  });
  it('makes one claim of a machine that connects to one server again and again', () => {
    const again = (port: number): object => ({ ...flow, value: { ...flow?.value, client: `192.0.2.10:${port}` } });
    // The same observation at other ports: what a fixture states of it stays as it is.
    const seen = [40_001, 40_002, 40_003].map(again) as (typeof fixture.fires)[number]['seen'];
    expect(runDetector(encryptedCadence, { name: 'again', seen })).toHaveLength(1);
  });
});
