import { describe, expect, it } from 'vitest';
import type { DetectorCase } from '../../../tests/fixture.ts';
import { runDetector } from '../../../tests/harness.ts';
import type { Claim } from '../../model/units.ts';
import { fixture } from './pool-session.fixture.ts';
import { poolSession } from './pool-session.ts';

/** The first case's session. */
const base = fixture.fires[0]?.seen.find((one) => one.kind === 'stratum-session');

function claims(seen: DetectorCase['seen']): Claim[] {
  return runDetector(poolSession, { name: 'case', seen });
}

function session(value: object): DetectorCase['seen'][number] {
  return { kind: 'stratum-session', value: { ...base?.value, ...value } };
}

describe('pool-session', () => {
  it.each(fixture.fires)('claims $stage for $name', (example) => {
    const [claim, ...others] = runDetector(poolSession, example);
    expect(claim?.stage).toBe(example.stage);
    expect(others).toEqual([]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(poolSession, example)).toEqual([]);
  });
  it('makes one claim of the sessions of one account at one pool, by the best of them', () => {
    const found = claims([
      session({ submits: 0, accepted: 0, jobs: 0, client: '192.0.2.10:1' }),
      session({ client: '192.0.2.10:2' }),
      session({ server: '203.0.113.9:3333' }),
    ]);
    expect(found.map(({ stage, title }) => [stage, title])).toEqual([
      ['active', '192.0.2.10 mines at 198.51.100.7:3333'],
      ['active', '192.0.2.10 mines at 203.0.113.9:3333'],
    ]);
    expect(found[0]?.because).toMatchObject({ any: [{ saw: 'o2' }, { saw: 'o1' }] });
  });
  it('is less sure of what it saw less of', () => {
    const sure = (value: object): unknown => claims([session(value)])[0]?.confidence;
    expect(sure({})).toBe('high');
    expect(sure({ submits: 0, accepted: 0 })).toBe('moderate');
    expect(sure({ login: undefined, complete: false })).toBe('moderate');
    expect(sure({ login: undefined, complete: false, submits: 0, accepted: 0 })).toBe('low');
    expect(sure({ dialect: 'getblocktemplate', submits: 0, accepted: 0 })).toBe('low');
  });
  it('names the wallet that the login holds, if it was seen in the same conversation', () => {
    const wallet = fixture.silent[1]?.seen[0];
    const found = claims(wallet === undefined ? [] : [session({}), wallet]);
    expect(found[0]?.because).toMatchObject({ all: [{ saw: 'o1' }, { saw: 'o2' }] });
    const elsewhere = wallet && { ...wallet, artifact: { name: 'other' } };
    expect(claims(elsewhere === undefined ? [] : [session({}), elsewhere])[0]?.because).toMatchObject({ saw: 'o1' });
  });
  it('gives an innocent reading of its own where a node is asked for templates', () => {
    const [claim] = claims([session({ dialect: 'getblocktemplate', submits: 0, accepted: 0 })]);
    expect(claim?.couldBe?.at(-1)).toContain('backend');
  });
  it('names at most twenty of many sessions', () => {
    const many = Array.from({ length: 500 }, (_, i) => session({ client: `192.0.2.10:${i + 1}` }));
    const [claim, ...others] = claims(many);
    expect(others).toEqual([]);
    expect(claim?.because).toHaveProperty('any.length', 20);
  });
});
