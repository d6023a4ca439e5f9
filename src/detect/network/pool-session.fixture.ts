import type { DetectorCase, DetectorFixture } from '../../../tests/fixture.ts';
import type { StratumSession } from '../../model/payloads.ts';

const monero = '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD';

const session: StratumSession = {
  dialect: 'cryptonote',
  client: '192.0.2.10:40000',
  server: '198.51.100.7:3333',
  jobs: 0,
  submits: 0,
  accepted: 0,
  complete: true,
};

function seen(name: string, ...values: Partial<StratumSession>[]): DetectorCase {
  return {
    name,
    seen: values.map((value) => ({ kind: 'stratum-session', value: { ...session, ...value } })),
  };
}

export const fixture: DetectorFixture = {
  fires: [
    { ...seen('a session with accepted shares', { login: monero, jobs: 3, submits: 2, accepted: 2 }), stage: 'active' },
    { ...seen('a login that was given work', { login: 'x', jobs: 1 }), stage: 'active' },
    { ...seen('a login and shares, with only the client captured', { login: 'x', submits: 1 }), stage: 'active' },
    {
      ...seen('jobs and shares without a login, picked up in between', { jobs: 2, submits: 1, complete: false }),
      stage: 'active',
    },
    { ...seen('jobs alone, picked up in between', { jobs: 2, complete: false }), stage: 'active' },
    {
      ...seen("a session at a donation's pool", { login: 'x', host: 'donate.v2.xmrig.com', jobs: 1, submits: 1 }),
      stage: 'active',
    },
    {
      ...seen('a page that mines', { login: 'key', siteKey: 'key', transport: 'websocket', jobs: 1 }),
      stage: 'active',
    },
    {
      ...seen('a proxy for several workers', { login: 'x', agent: 'xmrig-proxy/6.22.0', submits: 40, workersSeen: 5 }),
      stage: 'active',
    },
    { ...seen('a donation', { login: 'x', donation: 'the authors of XMRig', jobs: 1, submits: 1 }), stage: 'active' },
    { ...seen('a login that nobody answered', { login: 'x' }), stage: 'configured' },
    { ...seen('a login that was refused', { login: 'x', error: 'Invalid address' }), stage: 'configured' },
    {
      ...seen('a login that was refused, and work that is sent to everybody', { login: 'x', error: 'no', jobs: 3 }),
      stage: 'configured',
    },
    { ...seen('work asked for without an account, all of it seen', { jobs: 1 }), stage: 'capability' },
  ],
  silent: [
    seen('a subscription that came to nothing'),
    { name: 'a wallet alone', seen: [{ kind: 'wallet', value: { address: monero, checksumValid: true } }] },
  ],
};
