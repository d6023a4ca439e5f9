import { expect, test } from 'vitest';
import { readFlags } from './flags.ts';
import { readWatchWish, watchFlags } from './watch.ts';

const wish = (...args: string[]): ReturnType<typeof readWatchWish> =>
  readWatchWish(readFlags(args, watchFlags), { XDG_STATE_HOME: '/state' });

test('a wish has what was asked for, and sane answers where nothing was', () => {
  expect(wish('a.log')).toMatchObject({ once: false, fromEnd: false, atLeast: 'capability', againMs: 3_600_000 });
  expect(wish('a.log').state).toMatch(/^\/state\/davylamp\/watch-[0-9a-f]{16}\.json$/);
  expect(wish('a.log').state).not.toBe(wish('b.log').state);
  expect(wish('a.log', '--no-state').state).toBeUndefined();
  expect(wish('a.log', '--again', '10m').againMs).toBe(600_000);
  expect(wish('a.log', '--metrics', '[::1]:9464').metrics).toEqual({ host: '::1', port: 9464 });
  expect(wish('a.log', '--syslog', 'tcp://127.0.0.1:601').syslog).toEqual({ by: 'tcp', host: '127.0.0.1', port: 601 });
  expect(wish('a.log', '--syslog', 'unix:/run/log').syslog).toEqual({ by: 'unix', path: '/run/log' });
});

test.each([
  [[], 'needs a source'],
  [['x', '--again', 'soon'], 'needs a time such as'],
  [['x', '--metrics', '9464'], 'needs HOST:PORT'],
  [['x', '--syslog', 'http://example.com'], 'needs udp://HOST:PORT'],
  [['x', '--webhook', 'file:///etc/passwd'], 'begins with https://'],
  [['x', '--from', 'middle'], 'it takes start, end'],
  [['x', '--state', 's', '--no-state'], 'exclude each other'],
])('%j is a mistake that says what to do', (args, words) => {
  expect(() => wish(...args)).toThrow(words);
});
