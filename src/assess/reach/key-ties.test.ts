import { expect, test } from 'vitest';
import { incident } from '../../../tests/machine-incident.ts';
import type { OnMachine } from '../../../tests/make-machine-case.ts';
import { reachItems } from './items.ts';

const place = '/home/deploy/.ssh/authorized_keys';
const body = 'AAAAC3NzaC1lZDI1NTE5AAAAIFd0tLr2yQm6tQm0mJ0aBA8gOXW0GJq2bqUuGz8gHqFq';
const fingerprint = 'SHA256:i2lXuIjxnHFqacRWKIsz7zthaG6LzjfL0RHrbtjUVlk';

function key(over: Record<string, unknown> = {}): OnMachine {
  return {
    in: place,
    kind: 'autostart',
    line: 1,
    value: {
      mechanism: 'ssh-key',
      place,
      name: `ssh-ed25519 ${fingerprint} ci@build`,
      entry: `ssh-ed25519 ${body} ci@build`,
      user: 'deploy',
      modified: '2026-11-19T03:16:00.000Z',
      why: [],
      ...over,
    },
  } as OnMachine; // a test may change any field
}

const item = (...parts: readonly OnMachine[]) => reachItems(incident([], parts))?.find((one) => one.place === place);

test('a key in a file that changed beside the miner is to be asked about, with its fingerprint', () => {
  expect(item(key())).toMatchObject({ what: 'access', proof: 'possible', removal: [{ do: 'by-hand' }] });
  expect(JSON.stringify(item(key())?.removal)).toContain(fingerprint);
});

test('a key that may only run a program’s command is the program’s: its file is written anew with each of them', () => {
  expect(item(key({ starts: '/opt/gitlab/bin/gitlab-shell key-1' }))).toBeUndefined();
});

test('a key in a file of long ago is nobody’s business', () => {
  expect(item(key({ modified: '2025-01-01T00:00:00.000Z' }))).toBeUndefined();
});

test('a key that intruders are known by is likely theirs, and still its owner’s to judge', () => {
  expect(item(key({ why: ['lets-in'] }))).toMatchObject({ proof: 'likely', removal: [{ do: 'by-hand' }] });
});

test('so is one that a command found here writes', () => {
  const history: OnMachine = {
    in: '/root/.bash_history',
    kind: 'persistence',
    value: { mechanism: 'ssh-key', command: `echo "ssh-ed25519 ${body}" >> ~/.ssh/authorized_keys` },
  };
  expect(item(key({ modified: '2025-01-01T00:00:00.000Z' }), history)?.proof).toBe('likely');
});

test('and one that somebody from elsewhere came in with that day', () => {
  const login = (over: Record<string, unknown>): OnMachine =>
    ({
      in: '/var/log/auth.log',
      kind: 'login-event',
      value: {
        log: 'syslog',
        outcome: 'worked',
        service: 'ssh',
        from: '198.51.100.9',
        key: fingerprint,
        newHere: true,
        start: '2026-11-19T03:00:00.000Z',
        ...over,
      },
    }) as OnMachine; // a test may change any field
  expect(item(key(), login({}))?.proof).toBe('likely');
  expect(item(key(), login({ newHere: false }))?.proof).toBe('possible');
  expect(item(key(), login({ key: 'SHA256:another-one-of-somebody-else' }))?.proof).toBe('possible');
});
