import { describe, expect, it } from 'vitest';
import { readSyslogPrefix } from './prefix.ts';

const time = Date.UTC(2026, 10, 23, 16, 0, 1);

describe('what syslog sets before a message', () => {
  it.each([
    ['RFC 3164', 'Nov  3 16:00:01 box dnsmasq[7]: query[A] x from y', { program: 'dnsmasq' }],
    ['a file that a program writes itself', 'Nov 23 16:00:01 dnsmasq[7]: query[A] x from y', { program: 'dnsmasq' }],
    ['a priority', '<30>Nov 23 16:00:01 box dnsmasq: query[A] x from y', { program: 'dnsmasq' }],
    ['RFC 5424', '<30>1 2026-11-23T16:00:01Z box dnsmasq 7 - - query[A] x from y', { program: 'dnsmasq', time }],
    ['structured data', '<30>1 2026-11-23T16:00:01Z box dnsmasq 7 - [a@1 b="\\]c]"][d] query[A] x from y', { time }],
    ['rsyslog', '2026-11-23T17:00:01.000000+01:00 box Dnsmasq[7]: query[A] x from y', { program: 'dnsmasq', time }],
    ['journald’s export format', 'MESSAGE=query[A] x from y', {}],
    ['no prefix', 'query[A] x from y', {}],
  ])('is taken off: %s', (_, line, expected) => {
    expect(readSyslogPrefix(line)).toMatchObject({ ...expected, message: 'query[A] x from y' });
  });
  it('gives no time where the year would be a guess', () => {
    expect(readSyslogPrefix('Nov 23 16:00:01 box dnsmasq[7]: x').time).toBeUndefined();
  });
  it('ends with the line where structured data do not close', () => {
    expect(readSyslogPrefix('<30>1 2026-11-23T16:00:01Z box dnsmasq 7 - [a b="').message).toBe('');
  });
});
