import { expect, test } from 'vitest';
import { updateHosts, updatesOf } from './update-hosts.ts';

test('each host of updates has a source and stands once, in lower case', () => {
  for (const { host, source } of updateHosts)
    expect([host, source]).toEqual([host.toLowerCase(), expect.stringMatching(/^https:/)]);
  expect(new Set(updateHosts.map(({ host }) => host)).size).toBe(updateHosts.length);
});

test('a host is known, and what stands beside it is not', () => {
  expect(updatesOf('security.debian.org')).toBe('Debian');
  expect(updatesOf('motd.ubuntu.com')).toBeUndefined();
});
