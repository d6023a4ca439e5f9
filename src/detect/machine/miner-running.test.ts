import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { at, configOf, connected, donations, pool, processOf, wallet } from '../../../tests/machine-story.ts';
import type { Claim } from '../../model/units.ts';
import { fixture } from './miner-running.fixture.ts';
import { minerRunning } from './miner-running.ts';

const claimsOn = (...seen: Parameters<typeof at>[1][]): Claim[] => runDetector(minerRunning, { name: 'x', seen });

describe('miner-running', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(minerRunning, example);
    expect(claims.map((claim) => claim.stage ?? minerRunning.stage)).toEqual([example.stage]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(minerRunning, example)).toEqual([]);
  });
  it('says which process, since when, whose, in which container, and for whom', () => {
    const seenWallet = at('/proc/7/cmdline', {
      kind: 'wallet',
      value: { coin: 'monero', network: 'mainnet', type: 'standard', address: wallet, checksumValid: true },
    });
    const state = processOf({
      name: 'kworkerds',
      user: 'www-data',
      container: '1a2b3c4d5e6f7a8b9c',
      connections: connected('203.0.113.9:3333'),
      why: ['mines'],
    });
    expect(claimsOn(state, at('/proc/7/cmdline', configOf()), seenWallet)).toMatchObject([
      {
        title:
          'A process mines for wallet 4AAAAAAAAAAA…AAAAAAAA: 7 (kworkerds), /tmp/.x/x, of www-data, since 2026-11-20 12:00 UTC, in container 1a2b3c4d5e6f',
        confidence: 'high',
        because: {
          all: [{ saw: 'o1', why: expect.stringContaining('203.0.113.9:3333') }, { saw: 'o2' }, { saw: 'o3' }],
        },
      },
    ]);
  });
  it.each([
    ['hands on the work of others', '', 'configured'],
    ['mines itself', ' --start-mining 2', 'active'],
  ])('tells P2Pool that %s', (_name, flags, stage) => {
    const command = `p2pool --wallet ${wallet}${flags}`;
    const process = processOf({ name: 'p2pool', program: '/opt/p2pool/p2pool', command, why: ['mines', 'busy'] });
    expect(claimsOn(process, at('/proc/7/cmdline', configOf()))[0]?.stage ?? 'active').toBe(stage);
  });
  it('names nobody where the wallet is the authors’ own', () => {
    const config = configOf({ pools: [{ ...pool, login: donations, wallet: donations }] });
    const [claim] = claimsOn(processOf({ why: ['mines'] }), at('/proc/7/cmdline', config));
    expect(claim).toMatchObject({ stage: 'capability', title: expect.not.stringContaining('888tNk') });
  });
  it('tells a shell that started the miner with it, and not as another', () => {
    const claims = claimsOn(
      processOf({ pid: 6, program: '/bin/sh', why: ['mines'] }),
      processOf({ why: ['mines', 'busy'], parents: [{ pid: 6, name: 'sh', program: '/bin/sh' }] }),
    );
    expect(claims).toMatchObject([{ stage: 'active', because: { all: [{ saw: 'o2' }, { saw: 'o1' }] } }]);
  });
  it('does not take any connection for one to the pool', () => {
    const seen = [
      processOf({ why: ['mines'], connections: connected('203.0.113.9:22') }),
      at('/proc/7/cmdline', configOf()),
    ];
    expect(claimsOn(...seen)[0]?.stage).toBe('configured');
  });
});
