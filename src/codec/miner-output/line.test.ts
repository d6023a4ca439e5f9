import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMinersLine, readMinerLine } from './line.ts';

const says = (line: string): unknown => readMinerLine(line)?.says;

describe('lines of a miner', () => {
  test.each([
    [
      '[2026-11-19 03:07:10.123]  cpu      accepted (5/1) diff 100001 (45 ms)',
      { what: 'share', accepted: 5, rejected: 1 },
    ],
    ['[2018-05-01 10:00:00] accepted (12/0) diff 5000 (31 ms)', { what: 'share', accepted: 12, rejected: 0 }],
    ['[2026-11-19 03:07:11] accepted: 5/6 (83.33%), 1.23 kH/s yes!', { what: 'share', accepted: 5, rejected: 1 }],
    [
      '[2026-11-19 03:07:11] GPU #0: GTX 1080, accepted: 2/2 (diff 0.135), 12 MH/s yes!',
      { what: 'share', accepted: 2, rejected: 0 },
    ],
    [
      '[2026-11-19 03:08:10.000]  miner    speed 10s/60s/15m 3457.2 3450.1 n/a H/s max 3500.0 H/s',
      { what: 'speed', rate: 3457.2 },
    ],
    ['[2018-05-01 10:00:00] speed 2.5s/60s/15m n/a n/a n/a H/s max: n/a H/s', { what: 'speed' }],
    [
      '[2026-11-19 03:07:00.001]  net      use pool pool.example.com:3333  203.0.113.9',
      { what: 'pool', pool: 'pool.example.com:3333' },
    ],
    [
      '[2026-11-19 03:07:00.002]  net      new job from pool.example.com:3333 diff 100001 algo rx/0 height 3100000',
      { what: 'pool', pool: 'pool.example.com:3333', algorithm: 'rx/0' },
    ],
    [' * ABOUT        XMRig/6.21.0 gcc/11.4.0', { what: 'banner', program: 'XMRig/6.21.0' }],
    [' * POOL #1      pool.example.com:3333 algo auto', { what: 'pool', pool: 'pool.example.com:3333' }],
  ])('%s', (line, expected) => {
    expect(says(line)).toEqual(expected);
  });

  test('with colours, and with the time that it carries', () => {
    const line =
      '\u001b[1;30m[2026-11-19 03:07:10\u001b[0m.123]\u001b[0m \u001b[44;1m cpu \u001b[0m accepted (5/0) diff 1';
    expect(says(line.replace('\u001b[0m.123', '.123'))).toEqual({ what: 'share', accepted: 5, rejected: 0 });
    expect(readMinerLine('[2026-11-19 03:07:10.123]  cpu      accepted (5/1) diff 1 (4 ms)')?.ms).toBe(
      Date.UTC(2026, 10, 19, 3, 7, 10),
    );
  });

  test.each([
    'we accepted (5/0) of them',
    'the pool accepted (5/0) diff 100001 (45 ms) of mine, is that good?',
    'INFO accepted: 5/5 tests (100%)',
    'use pool of connections',
    'speed 10s/60s/15m',
    '* About us',
    '',
  ])('%j is none', (line) => {
    expect(says(line)).toBeUndefined();
    expect(isMinersLine(line)).toBe(false);
  });

  test('its settings and its own notices are lines of it, too', () => {
    expect(isMinersLine(' * HUGE PAGES   supported')).toBe(true);
    expect(isMinersLine('[2026-11-19 03:07:00.001]  cpu      READY threads 8/8 (8) huge pages 100% 8/8')).toBe(true);
  });

  test('takes any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => isMinersLine(text) || true));
  });
});
