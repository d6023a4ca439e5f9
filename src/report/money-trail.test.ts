import { describe, expect, it } from 'vitest';
import { active, analysed, case2018, clean, crowded } from '../../tests/sample-reports.ts';
import { indexEvidence } from './evidence-index.ts';
import { moneyTrail } from './money-trail.ts';

describe('the money trail', () => {
  it('goes from the pool to the account, and on to the service behind it', () => {
    const { pools, wallets, bases } = moneyTrail(indexEvidence(case2018()));
    expect(pools).toMatchObject([
      { value: { host: 'barjuok.ryongnamsan.edu.kp' }, zone: expect.stringMatching(/\.kp/) },
    ]);
    expect(pools[0]?.account).toBe(wallets[0]?.value.address);
    expect(wallets).toMatchObject([{ isPaid: true }]);
    expect(bases).toMatchObject([{ known: 'custodial', wallets: [wallets[0]?.value.address] }]);
  });

  it('knows an account by its base and payment id, too', () => {
    const { payers, wallets } = moneyTrail(indexEvidence(analysed()));
    expect(payers.map(({ pool }) => pool)).toEqual(['nanopool', 'HashVault']);
    for (const { account } of payers) expect(account).toBe(wallets[0]?.value.address);
  });

  it('tells what one pool said at different times latest first, and the same once', () => {
    const report = analysed();
    const record = report.observations.find(({ kind }) => kind === 'pool-record');
    if (record?.kind !== 'pool-record') throw new Error('the sample has a record');
    const earlier = { ...record, id: 'o90', value: { ...record.value, asked: '2018-01-10', paid: 1 } };
    const again = { ...record, id: 'o91', value: { ...record.value, item: 'again' } };
    const { payers } = moneyTrail(indexEvidence({ ...report, observations: [earlier, ...report.observations, again] }));
    expect(payers.find(({ pool }) => pool === 'nanopool')?.records.map(({ id }) => id)).toEqual(['o11', 'o90']);
  });

  it('tells the same pool in forty places once', () => {
    const { pools } = moneyTrail(indexEvidence(crowded()));
    expect(pools).toHaveLength(1);
    expect(pools[0]?.seen).toHaveLength(40);
  });

  it('takes the pool from a session, and is empty where nothing mines', () => {
    expect(moneyTrail(indexEvidence(active())).pools).toMatchObject([{ value: { host: '198.51.100.7', port: 3333 } }]);
    expect(moneyTrail(indexEvidence(clean()))).toEqual({ pools: [], wallets: [], bases: [], payers: [] });
  });
});
