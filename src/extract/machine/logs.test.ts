import { expect, test } from 'vitest';
import { longAgo, machineOf, runProbe, today } from '../../../tests/machine-tree.ts';
import { logs } from './logs.ts';

test('logs and histories are examined, the latest first; empty ones and state are not', () => {
  const machine = machineOf({
    '/var/log/auth.log.2.gz': { content: 'x', modified: longAgo - 5 },
    '/var/log/nginx/access.log': { content: 'line', modified: today },
    '/var/log/empty': '',
    '/root/.bash_history': 'ls\n',
    '/srv/app.log': 'not ours',
    '/var/lib/docker/containers/ab/ab-json.log': { content: '{}', modified: today - 1 },
    '/var/lib/docker/containers/ab/config.v2.json': '{}',
    '/var/log/link': { link: '/etc/passwd' },
  });
  expect(runProbe(logs, machine)).toEqual([
    { examine: '/var/log/nginx/access.log' },
    { examine: '/var/lib/docker/containers/ab/ab-json.log' },
    { examine: '/root/.bash_history' },
    { examine: '/var/log/auth.log.2.gz' },
    { looked: { at: 'logs', count: 4 } },
  ]);
});

test('what would take too long is left out, the oldest first, and said', () => {
  const files = Object.fromEntries(
    Array.from({ length: 5001 }, (_, i) => [`/var/log/l${i}`, { content: 'x', modified: today + i }]),
  );
  const told = runProbe(logs, machineOf(files));
  expect(told[0]).toEqual({ examine: '/var/log/l5000' });
  expect(told.at(-1)).toMatchObject({ gap: { code: 'limit-count', path: '/var/log' } });
});
