import { describe, expect, it } from 'vitest';
import { donationAddress, makeCase } from '../../tests/make-case.ts';
import { machinesByAccount } from './machines.ts';

function machines(...sessions: readonly (readonly [login: string, client: string, submits: number])[]): object {
  const seen = sessions.map(([login, client, submits]) => {
    const value = { server: '192.0.2.1:3333', client, login, jobs: 1, submits, accepted: 0 };
    return { kind: 'stratum-session', value } as const;
  });
  const found = machinesByAccount(makeCase('active', seen));
  return Object.fromEntries([...found].map(([account, its]) => [account, [...its.keys()]]));
}

describe('the machines that mine for an account', () => {
  it('are one account’s, whatever a worker’s name or a difficulty behind it', () => {
    const found = machines(
      [`${donationAddress}.a`, '10.0.0.1:5000', 1],
      [`${donationAddress}/b`, '10.0.0.2:5000', 1],
      [`${donationAddress}+5000`, '10.0.0.3:5000', 1],
    );
    expect(found).toEqual({ [donationAddress]: ['10.0.0.1', '10.0.0.2', '10.0.0.3'] });
  });

  it('do not become one where two e-mail addresses begin alike', () => {
    const found = machines(['jo.a@example.org/x', '10.0.0.1:1', 1], ['jo.b@example.org', '10.0.0.2:1', 1]);
    expect(found).toEqual({ 'jo.a@example.org': ['10.0.0.1'], 'jo.b@example.org': ['10.0.0.2'] });
  });

  it('count once each, and where they worked alone', () => {
    const found = machines(['someone', '10.0.0.1:1', 1], ['someone', '10.0.0.1:2', 2], ['someone', '10.0.0.2:1', 0]);
    expect(found).toEqual({ someone: ['10.0.0.1'] });
  });
});
