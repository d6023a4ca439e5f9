import { describe, expect, it } from 'vitest';
import { eventLine, saidLine, seenIn } from '../../../tests/event-harness.ts';
import { fixture } from './logins.fixture.ts';
import { logins } from './logins.ts';

const read = (...lines: string[]) => seenIn(logins, lines);
const failed = (from: string, seconds: number, account = 'root') =>
  saidLine(`Failed password for ${account} from ${from} port 4000 ssh2`, { seconds, machine: 'web1' });
const accepted = (from: string, seconds: number, account = 'root') =>
  saidLine(`Accepted password for ${account} from ${from} port 4001 ssh2`, { seconds, machine: 'web1' });
const windows = (id: number, more: Record<string, string | number>, seconds = 0) =>
  eventLine({ EventID: id, ...more }, { seconds });

describe('logins', () => {
  it('joins failures by the place that they come from', () => {
    const lines = Array.from({ length: 40 }, (_, i) => failed('203.0.113.9', i, i % 2 === 0 ? 'root' : 'admin'));
    expect(read(...lines)).toMatchObject([
      {
        value: {
          outcome: 'failed',
          service: 'ssh',
          from: '203.0.113.9',
          machine: 'web1',
          times: 40,
          accounts: 2,
          start: '2026-11-20T12:00:00.000Z',
          end: '2026-11-20T12:00:39.000Z',
        },
      },
    ]);
  });
  it('counts a failure once, in however many lines sshd and PAM tell of it', () => {
    const lines = [
      saidLine('Invalid user admin from 203.0.113.9 port 4000'),
      saidLine('pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=203.0.113.9 '),
      saidLine('Failed password for invalid user admin from 203.0.113.9 port 4000 ssh2'),
      saidLine('message repeated 2 times: [ Failed password for invalid user admin from 203.0.113.9 port 4000 ssh2]'),
      saidLine('Connection closed by invalid user admin 203.0.113.9 port 4000 [preauth]'),
    ];
    const [login, ...others] = read(...lines);
    expect(others).toEqual([]);
    expect(login).toMatchObject({ value: { from: '203.0.113.9', account: 'admin', times: 3 } });
  });
  it('says of a login that worked how many failures came before it', () => {
    const guesses = Array.from({ length: 30 }, (_, i) => failed('203.0.113.9', i));
    const seen = read(accepted('192.0.2.1', 0, 'anna'), ...guesses, accepted('203.0.113.9', 60));
    expect(seen.find(({ value }) => 'after' in value)).toMatchObject({
      value: { outcome: 'worked', account: 'root', after: { failures: 30, accounts: 1, seconds: 60 } },
    });
  });
  it('does not count the slips of its owner, nor those of last week', () => {
    const slips = [failed('192.0.2.1', 0), failed('192.0.2.1', 5), accepted('192.0.2.1', 9)];
    const old = Array.from({ length: 30 }, (_, i) => failed('192.0.2.2', i));
    const seen = read(...slips, ...old, accepted('192.0.2.2', 7 * 86_400));
    expect(seen.some(({ value }) => 'after' in value)).toBe(false);
  });
  it('joins the logins of every day, and marks the one from a new place', () => {
    const days = Array.from({ length: 365 }, (_, i) => accepted('192.0.2.1', i * 86_400, 'anna'));
    const seen = read(...days, accepted('198.51.100.7', 366 * 86_400, 'anna'));
    expect(seen).toHaveLength(2);
    expect(seen[0]).toMatchObject({ value: { times: 365 } });
    expect(seen[0]?.value).not.toHaveProperty('newHere');
    expect(seen[1]).toMatchObject({ value: { from: '198.51.100.7', newHere: true } });
  });
  it('calls no place new in a log that tells of less than a week: there, all of the staff come for the first time', () => {
    const seen = read(
      accepted('192.0.2.1', 0, 'anna'),
      accepted('192.0.2.2', 6 * 86_400, 'bob'),
      accepted('192.0.2.2', 8 * 86_400, 'bob'),
    );
    expect(seen).toHaveLength(2);
    for (const { value } of seen) expect(value).not.toHaveProperty('newHere');
  });
  it('names the key that opened', () => {
    const line = 'Accepted publickey for git from 192.0.2.1 port 5 ssh2: ED25519 SHA256:AbCdEf';
    expect(read(saidLine(line))).toMatchObject([{ value: { method: 'publickey', key: 'SHA256:AbCdEf' } }]);
  });
  it('reads the logins of Windows, and leaves out those of machines and services', () => {
    const guess = { TargetUserName: 'Administrator', LogonType: 3, IpAddress: '203.0.113.9' };
    const seen = read(
      ...Array.from({ length: 12 }, (_, i) => windows(4625, guess, i)),
      windows(4624, { ...guess, LogonType: 10 }, 20),
      windows(4624, { TargetUserName: 'WEB1$', LogonType: 3, IpAddress: '10.0.0.2' }),
      windows(4624, { TargetUserName: 'svc', LogonType: 5, IpAddress: '-' }),
      windows(
        21,
        {
          Provider_Name: 'Microsoft-Windows-TerminalServices-LocalSessionManager',
          User: 'WEB1\\anna',
          Address: '192.0.2.1',
        },
        30,
      ),
    );
    expect(seen).toMatchObject([
      { value: { outcome: 'failed', service: 'windows', times: 12, account: 'Administrator' } },
      { value: { outcome: 'worked', service: 'rdp', method: 'remote-desktop', after: { failures: 12 } } },
      { value: { outcome: 'worked', service: 'rdp', account: 'anna', from: '192.0.2.1' } },
    ]);
  });
  it('reads audit records, wtmp and btmp, su and databases', () => {
    const seen = read(
      eventLine({ type: 'USER_LOGIN', acct: 'root', exe: '/usr/sbin/sshd', addr: '203.0.113.9', res: 'failed' }),
      eventLine({ type: 'USER_PROCESS', user: 'anna', host: '192.0.2.1' }, { source: { service: 'wtmp' } }),
      eventLine({ user: 'root', host: '203.0.113.8' }, { source: { service: 'btmp' } }),
      saidLine('FAILED SU (to root) anna on pts/1'),
      saidLine('FATAL:  password authentication failed for user "postgres"'),
      saidLine("Access denied for user 'root'@'203.0.113.7' (using password: YES)"),
    );
    expect(
      seen.map(({ value }) => 'service' in value && 'outcome' in value && `${value.service} ${value.outcome}`),
    ).toEqual(expect.arrayContaining(['ssh failed', 'ssh worked', 'su failed', 'database failed']));
    expect(seen).toHaveLength(6);
  });
  it('tells of the busiest places only, and of the others together', () => {
    const lines = Array.from({ length: 900 }, (_, i) => failed(`10.0.${i >> 8}.${i & 255}`, i));
    const seen = read(...lines);
    expect(seen).toHaveLength(51);
    expect(seen.reduce((sum, { value }) => sum + (('times' in value && value.times) || 1), 0)).toBe(900);
  });
  it.each(fixture.fires)('tells of $name', ({ lines, expect: expected }) => {
    expect(read(...lines)).toMatchObject(expected);
  });
  it.each(fixture.silent)('is silent on $name', ({ lines }) => {
    expect(read(...lines)).toEqual([]);
  });
});
