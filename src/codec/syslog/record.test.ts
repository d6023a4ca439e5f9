import { describe, expect, it } from 'vitest';
import { readProgramWords } from './program-words.ts';
import { readSyslogRecord } from './record.ts';

const ms = Date.UTC(2026, 10, 23, 16, 0, 1);
const stamp = { month: 11, day: 3, hours: 16, minutes: 0, seconds: 1 };

describe('a line of syslog', () => {
  it.each([
    ['Nov  3 16:00:01 box app[7]: x y', { stamp, host: 'box', program: 'app', pid: 7, message: 'x y' }],
    ['Nov  3 16:00:01 app[7]: x y', { stamp, host: undefined, program: 'app', pid: 7, message: 'x y' }],
    ['Nov  3 16:00:01 app: x: y', { host: undefined, program: 'app', message: 'x: y' }],
    ['Nov  3 2026 16:00:01 box app: x', { stamp: { ...stamp, year: 2026 }, program: 'app' }],
    ['<38>Nov  3 16:00:01 box app: x', { facility: 'auth', message: 'x' }],
    ['Nov  3 16:00:01 box (systemd)[1]: x', { program: '(systemd)', pid: 1 }],
    ['Nov  3 16:00:01 2001:db8::1 app: x', { host: '2001:db8::1', program: 'app' }],
    ['Nov  3 16:00:01 box -- MARK --', { host: 'box', message: '-- MARK --' }],
    ['2026-11-23T17:00:01.5+01:00 box app[7]: x', { ms: ms + 500, host: 'box', program: 'app' }],
    ['<14>1 2026-11-23T16:00:01Z box app - - - x', { ms, host: 'box', program: 'app', pid: undefined, message: 'x' }],
    ['<14>1 2026-11-23T16:00:01Z box app - - [a b="c]"][d] x', { message: 'x' }],
    ['<14>1 2026-11-23T16:00:01Z box app - - [a b="', { message: '' }],
  ])('is read: %s', (line, expected) => {
    expect(readSyslogRecord(line)).toMatchObject(expected);
  });
  it.each([
    'Foo  3 16:00:01 box app: x',
    '2026-11-23T16:00:01Z INFO app: x',
    '2026-11-23T16:00:01.1234567Z box app: x',
    '<14>text',
    '',
  ])('is none: %s', (line) => {
    expect(readSyslogRecord(line)).toBeUndefined();
  });
});

describe('words of a program', () => {
  it('that syslog only carries are taken for what they are', () => {
    const sysmon = '<Event><System><EventID>3</EventID></System><EventData></EventData></Event>';
    expect(readProgramWords('sysmon', sysmon).source).toEqual({
      product: 'linux',
      category: 'network_connection',
      service: 'sysmon',
    });
    expect(readProgramWords('x', '<b>no event</b>').source.service).toBe('syslog');
    expect(readProgramWords('kernel', 'audit: type=1400 audit(1763913600.123:9): op="x"').source.service).toBe(
      'auditd',
    );
  });
  it('of sudo keep a command whole, whatever stands in it', () => {
    const message = 'alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/sh -c a ; USER=b';
    expect(readProgramWords('sudo', message).fields).toMatchObject({
      USER: 'root',
      COMMAND: '/bin/sh -c a ; USER=b',
    });
    expect(readProgramWords('sudo', 'pam_unix(sudo:session): session opened').fields).toEqual({});
  });
});
