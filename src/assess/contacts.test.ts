import { describe, expect, it } from 'vitest';
import type { Expected } from '../../tests/fixture.ts';
import { makeCase, session } from '../../tests/make-case.ts';
import { contactsAt, contactsIn, farEnds } from './contacts.ts';
import { destinations } from './evidence.ts';
import { money } from './money.ts';
import { reach } from './reach.ts';
import { what } from './what.ts';

const lookup: Expected = {
  kind: 'name-lookup',
  value: { name: 'pool.supportxmr.com', client: '192.0.2.10', sensor: 'dns-log' },
};
const flow: Expected = {
  kind: 'flow-cadence',
  value: {
    client: '[2001:db8::7]:40112',
    server: '198.51.100.7:443',
    transport: 'tcp',
    sensor: 'capture',
    names: ['a.example'],
  },
};
const request: Expected = {
  kind: 'http-request',
  value: { client: '192.0.2.10', host: 'pool.example', port: 3333, sensor: 'proxy-log', tunnel: true },
};

describe('contacts', () => {
  it('name the machine and the far end, by its name where there is one', () => {
    expect(contactsIn(makeCase('configured', [lookup, flow, request]))).toMatchObject([
      { machine: '192.0.2.10', host: 'pool.supportxmr.com' },
      { machine: '2001:db8::7', host: 'a.example', port: 443 },
      { machine: '192.0.2.10', host: 'pool.example', port: 3333 },
    ]);
  });

  it('know an IPv6 address without brackets, which has no port', () => {
    const bare: Expected = { ...lookup, value: { ...lookup.value, client: '2001:db8::53' } };
    const alarm: Expected = {
      kind: 'sensor-alert',
      value: { sensor: 'zeek', signature: 'a miner', client: '2001:db8::7', server: '2001:db8::99' },
    };
    expect(contactsIn(makeCase('configured', [bare, alarm]))).toMatchObject([
      { machine: '2001:db8::53', host: 'pool.supportxmr.com' },
      { machine: '2001:db8::7', host: '2001:db8::99', port: undefined },
    ]);
  });

  it('are none where no finding rests on them', () => {
    expect(contactsIn(makeCase(undefined, [lookup]))).toEqual([]);
    expect(contactsAt(makeCase('mention', [lookup]), 'configured')).toEqual([]);
  });
});

describe('a case of traffic that was not read', () => {
  it('names a far end once, by the name that led to its address', () => {
    const answered: Expected = { ...lookup, value: { ...lookup.value, answers: ['198.51.100.9'] } };
    const nameless: Expected = {
      kind: 'flow-cadence',
      value: { client: '192.0.2.10:4000', server: '198.51.100.9:443', transport: 'tcp', sensor: 'zeek' },
    };
    expect(farEnds(makeCase('configured', [answered, nameless]))).toEqual(['pool.supportxmr.com:443']);
  });

  it('is no text that talks of mining', () => {
    const alarm: Expected = {
      kind: 'sensor-alert',
      value: { sensor: 'suricata', signature: 'ET POLICY Cryptocurrency', client: '192.0.2.10' },
    };
    const { says } = what.assess(makeCase('mention', [alarm]));
    expect(says).toContain('A finding. That alone does not show that anything here mines');
    expect(says).not.toContain('a rule, a list, a page');
  });

  it('says what points to a miner, and that no account is known', () => {
    const answer = what.assess(makeCase('configured', [lookup, flow]));
    expect(answer.says).toContain('traffic points to a miner');
    expect(answer.says).toContain('no account is known');
  });

  it('never counts sessions that nobody saw', () => {
    const answer = what.assess(makeCase('active', [flow]));
    expect(answer.says).toContain('as far as traffic shows');
    expect(answer.says).not.toContain('0 sessions');
  });

  it('names the machines to look at', () => {
    const evidence = makeCase('configured', [lookup, flow]);
    expect([what.assess(evidence).next.join(' '), reach.assess(evidence).says].join(' ')).toMatch(
      /192\.0\.2\.10.*2001:db8::7/s,
    );
  });
});

describe('a donation', () => {
  it('is nobody’s account but the authors’', () => {
    const session: Expected = {
      kind: 'stratum-session',
      value: {
        dialect: 'cryptonote',
        client: '192.0.2.10:40000',
        server: '198.51.100.9:3333',
        login: 'abc',
        jobs: 1,
        submits: 1,
        accepted: 1,
        complete: true,
        donation: 'XMRig’s own pool',
      },
    };
    expect(destinations(makeCase('active', [session]))).toEqual([{ host: '198.51.100.9', port: 3333 }]);
  });
});

describe('a session', () => {
  it('that got no work is told as such, not as a file', () => {
    const { says } = what.assess(makeCase('configured', [session]));
    expect(says).toBe('It is set to, and no work was seen. A finding.');
  });

  it('whose login was not captured pays an account that is not known', () => {
    const { login: _, ...value } = session.value;
    const answer = money.assess(makeCase('active', [{ ...session, value }]));
    expect(answer.says).toContain('the login was not captured');
    expect(answer.next[0]).toContain('Record again');
  });
});
