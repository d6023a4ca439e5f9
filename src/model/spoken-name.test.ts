import { expect, test } from 'vitest';
import { spokenName } from './spoken-name.ts';

test('what the kernel tells of a process is told in words', () => {
  expect(spokenName('/proc/2201')).toBe('process 2201');
  expect(spokenName('/proc/2201/cmdline')).toBe('the command line of process 2201');
  expect(spokenName('/proc/2201/environ!base64')).toBe('the environment of process 2201!base64');
  expect(spokenName('/proc/2201/odd/1')).toBe('/proc/2201/odd/1');
  expect(spokenName('/mnt/proc/2201')).toBe('/mnt/proc/2201');
});
