import { describe, expect, it } from 'vitest';
import type { DetectorCase } from '../../../tests/fixture.ts';
import { runDetector } from '../../../tests/harness.ts';
import { donationLoginOf } from '../../intel/donation-login.ts';
import type { Claim } from '../../model/units.ts';
import { fixture } from './pool-session.fixture.ts';
import { poolSession } from './pool-session.ts';

const monero = '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD';

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
  });
  it('takes the user of a node, who asks for templates, for nobody that is paid, unless a wallet is named', () => {
    const asks = session({ dialect: 'getblocktemplate', submits: 0, accepted: 0 });
    const wallet = fixture.silent[1]?.seen[0];
    const standing = (found: readonly Claim[]): unknown => found.map(({ stage, confidence }) => [stage, confidence]);
    expect(standing(claims([asks]))).toEqual([['capability', 'moderate']]);
    expect(standing(claims(wallet === undefined ? [] : [asks, wallet]))).toEqual([['active', 'low']]);
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

  describe('told as people count connections', () => {
    const at = (minutes: number): string => new Date(Date.UTC(2024, 0, 1) + minutes * 60_000).toISOString();
    const part = (file: string, from: number, to: number, value: object): DetectorCase['seen'][number] => {
      return { ...session({ start: at(from), end: at(to), ...value }), artifact: { name: file } };
    };
    const rest = { login: undefined, complete: false };

    it('takes one that goes on in the next file of a rotated capture for one', () => {
      const parts = [part('b', 61, 120, { ...rest, submits: 5 }), part('a', 0, 60, {}), part('c', 125, 180, rest)];
      const [claim, ...others] = claims(parts);
      expect(others).toEqual([]);
      expect(claim).toMatchObject({ stage: 'active', confidence: 'high' });
      const why = expect.stringMatching(
        /^one connection in 3 captures, together 9 jobs, 9 shares sent, 6 accepted; here /,
      );
      expect(claim?.because).toMatchObject({ any: [{ saw: 'o2', why }, { saw: 'o1' }, { saw: 'o3' }] });
    });
    it('finds the shares of a login in the next file', () => {
      const [claim] = claims([part('a', 0, 60, { submits: 0, accepted: 0, jobs: 0 }), part('b', 61, 120, rest)]);
      expect(claim).toMatchObject({
        stage: 'active',
        confidence: 'high',
        title: '192.0.2.10 mines at 198.51.100.7:3333',
      });
    });
    it.each<[string, object, number]>([
      ['comes hours later', rest, 500],
      ['comes before the other ends', rest, 30],
      ['was seen from its first byte on', { login: undefined }, 61],
      ['is of another port', { ...rest, client: '192.0.2.10:5' }, 61],
    ])('does not join what %s', (_, value, from) => {
      expect(claims([part('a', 0, 60, {}), part('b', from, from + 60, value)])).toHaveLength(2);
    });
    it('tells how often a machine came back', () => {
      const again = Array.from({ length: 7 }, (_, i) => part('a', 30 * i, 30 * i, { client: `192.0.2.10:${i + 1}` }));
      expect(claims(again)[0]?.title).toBe('192.0.2.10 mines at 198.51.100.7:3333, 7 connections in 3 hours');
    });
    it('counts a connection once that two captures hold', () => {
      const copies = ['a', 'b', 'c'].map((file) => part(file, 0, 60, {}));
      expect(claims(copies).map(({ title }) => title)).toEqual(['192.0.2.10 mines at 198.51.100.7:3333']);
    });
    it('is not sure of what lasted for moments', () => {
      const brief = { submits: 0, accepted: 0, start: at(0), end: at(0.05) };
      expect(claims([session(brief)])[0]).toMatchObject({ stage: 'active', confidence: 'low' });
      expect(claims([session(brief)])[0]?.couldBe?.join()).toContain('monitoring');
    });
  });

  it('says whom a donation pays, and never calls it the account', () => {
    const paid = { donation: 'XMRig keeps it', login: 'other', host: 'donate.v2.xmrig.com' };
    const titles = claims([session({}), session(paid)]).map(({ title }) => title);
    expect(titles).toEqual([
      '192.0.2.10 mines at 198.51.100.7:3333',
      '192.0.2.10 mines as a donation at donate.v2.xmrig.com (198.51.100.7:3333)',
    ]);
  });
  it("knows XMRig's donation by its login, which is the hash of the account, and another machine's hash is none", () => {
    const hashed = donationLoginOf(monero);
    const [, own] = claims([session({ login: monero }), session({ login: hashed, server: '203.0.113.5:3333' })]);
    expect(own?.title).toContain('as a donation');
    const [, foreign] = claims([session({ login: monero }), session({ login: hashed, client: '192.0.2.99:1' })]);
    expect(foreign?.title).not.toContain('donation');
  });
  it('says that a login was refused, in the words of the pool', () => {
    const [claim] = claims([session({ error: 'IP banned', jobs: 0, submits: 0, accepted: 0 })]);
    expect(claim).toMatchObject({ stage: 'configured', because: { why: expect.stringContaining('“IP banned”') } });
    expect(claim?.title).toBe('192.0.2.10 named its account to 198.51.100.7:3333, which refused it');
  });
  it('counts the workers that share a connection, and says that it is a proxy where it says so itself', () => {
    const [several] = claims([session({ workersSeen: 5, through: ['socks5'] })]);
    expect(several?.title).toBe('192.0.2.10 mines at 198.51.100.7:3333 through a SOCKS proxy for 5 workers');
    expect(several?.couldBe?.join()).toContain('cards');
    const [proxy] = claims([session({ workersSeen: 5, agent: 'xmrig-proxy/6.22.0' })]);
    expect(proxy?.title).toBe('192.0.2.10 mines at 198.51.100.7:3333 as a proxy for 5 workers');
    const [simple] = claims([session({ agent: 'xmrig-proxy/6.22.0' })]);
    expect(simple?.title).toBe('192.0.2.10 mines at 198.51.100.7:3333 as a proxy');
  });
});
