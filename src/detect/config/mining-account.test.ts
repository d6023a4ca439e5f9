import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import type { Pool } from '../../model/payloads.ts';
import { address, config, donation, fixture } from './mining-account.fixture.ts';
import { miningAccount } from './mining-account.ts';

const mine: Partial<Pool> = { login: address, wallet: address };

function claimsOf(...seen: ReturnType<typeof config>[]) {
  return runDetector(miningAccount, { name: 'case', seen });
}

describe('mining-account', () => {
  it.each(fixture.fires)('claims of $name: $stage', (example) => {
    const claims = runDetector(miningAccount, example);
    expect(claims.map((claim) => claim.stage ?? miningAccount.stage)).toEqual([example.stage]);
  });

  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(miningAccount, example)).toEqual([]);
  });

  it('is as sure as the account can be checked', () => {
    const confidences = [
      config('script', mine),
      config('script', { login: 'somebody.rig1' }),
      config('script', {
        login: '0x00112233445566778899aabbccddeeff00112233',
        wallet: '0x00112233445566778899aabbccddeeff00112233',
      }),
      config('script', mine, { damaged: true }),
    ].map((seen) => claimsOf(seen)[0]?.confidence);
    expect(confidences).toEqual(['high', 'moderate', 'moderate', 'low']);
  });

  it('names the pool and the account', () => {
    expect(claimsOf(config('script', mine, { miner: 'xmrig' }))[0]?.title).toBe(
      'XMRig is set to mine at pool.supportxmr.com:3333 for wallet 4JUdGzvrMFDW…UMnzumvS',
    );
  });

  it('offers a proxy as a reading where the pool is near', () => {
    expect(claimsOf(config('config', { ...mine, host: '127.0.0.1' }))[0]?.couldBe?.[0]).toContain('same machine');
    expect(claimsOf(config('config', { ...mine, host: '192.168.1.9' }))[0]?.couldBe?.[0]).toContain('same network');
  });

  it('takes the first pool that pays an account, past those that pay the authors', () => {
    const seen = config('config', {});
    const pools = [
      { host: 'donate.v2.xmrig.com', port: 3333, login: 'x' },
      { host: 'a.bc', port: 1, ...mine },
    ];
    const [claim] = claimsOf({ ...seen, kind: 'mining-config', value: { pools, source: 'json' } });
    expect(claim?.title).toContain('a.bc:1');
    expect(claim?.stage).toBeUndefined();
  });

  it('makes one claim for an account that stands in an artifact many times', () => {
    const value = { pools: [{ host: 'a.bc', port: 1, ...mine }], source: 'argv' as const };
    const claims = runDetector(miningAccount, { name: 'log', seen: Array(30).fill({ kind: 'mining-config', value }) });
    expect(claims).toHaveLength(1);
  });

  it('says what a log shows of a miner that pays its authors alone', () => {
    const [claim] = claimsOf(config('log', { login: donation, wallet: donation }, { source: 'argv' }));
    expect(claim?.stage).toBe('mention');
    expect(claim?.title).toBe(
      "A log shows a miner's command line for pool.supportxmr.com:3333, which pays no actor: its wallet is one that the authors of software publish for donations",
    );
  });

  it('bounds its claims, those that matter first', () => {
    const seen = [...Array(300)].map((_, i) => config('document', { ...mine, login: `user${i}` }));
    const claims = claimsOf(...seen, config('script', mine));
    expect(claims).toHaveLength(200);
    expect(claims[0]?.stage).toBeUndefined();
  });

  it('says why a sample is none', () => {
    expect(claimsOf(config('document', mine))[0]?.because).toMatchObject({ why: 'it stands in a document' });
  });

  describe('a configuration for a pool on the same machine that names nobody', () => {
    const folder = '/opt/mining/xmrig';
    const local = (pool: Partial<Pool>, name = `${folder}/config.json`) => ({
      ...config('config', { host: '127.0.0.1', ...pool }, { miner: 'xmrig' }),
      artifact: { kind: 'config' as const, name },
    });
    const program = {
      kind: 'miner-code' as const,
      value: { family: 'xmrig', form: 'executable' as const, purpose: 'miner' as const, traits: ['x'] },
      artifact: { kind: 'executable' as const, name: `${folder}/xmrig` },
    };
    const unit = {
      kind: 'autostart' as const,
      value: {
        mechanism: 'systemd' as const,
        place: '/etc/systemd/system/x.service',
        starts: `${folder}/xmrig --config=${folder}/config.json`,
        programs: [`${folder}/xmrig`],
        why: [],
      },
      artifact: { kind: 'config' as const, name: '/etc/systemd/system/x.service' },
    };
    const claims = (...seen: Parameters<typeof runDetector>[1]['seen']) =>
      runDetector(miningAccount, { name: 'case', seen });

    it.each([
      ['beside the program of a miner', [local({ login: 'x' }), program]],
      ['with a difficulty for a login', [local({ login: 'x+50000' }), program]],
      ['without a login', [local({ host: 'localhost' }), program]],
      ['that a unit starts', [local({ login: 'x' }), unit]],
    ])('is used %s', (_name, seen) => {
      const [claim, ...others] = claims(...seen);
      expect(others).toEqual([]);
      expect(claim).toMatchObject({ stage: 'capability' });
      expect(claim?.title).toMatch(/^XMRig is set to mine at .+:3333, and names no account: whom that pays/);
    });

    it('is told apart from one that starts, and gives to a cause', () => {
      const given = config('config', { host: '127.0.0.1', login: donation, wallet: donation }, { miner: 'p2pool' });
      const place = { kind: 'config' as const, name: unit.artifact.name };
      const own = { ...unit, value: { ...unit.value, mines: true } };
      expect(claims({ ...given, artifact: place }, own)).toMatchObject([
        {
          stage: 'mention',
          title: expect.stringMatching(/^P2Pool is set to mine at .+, and pays no actor: its wallet/),
        },
      ]);
    });

    it.each([
      ['stands alone', [local({ login: 'x' })]],
      ['waits to be filled in', [local({ login: 'YOUR_WALLET_ADDRESS' }), program, unit]],
      ['names a pool elsewhere', [local({ host: 'pool.supportxmr.com', login: 'x' }), program, unit]],
      ['lies in another folder', [local({ login: 'x' }, '/srv/samples/config.json'), program, unit]],
      [
        'lies among much else',
        [local({ login: 'x' }, '/tmp/config.json'), { ...program, artifact: { name: '/tmp/x' } }],
      ],
    ])('is shown where it %s', (_name, seen) => {
      expect(claims(...seen)).toMatchObject([{ stage: 'mention' }]);
    });
  });
});
