import { expect, test } from 'vitest';
import { inSystemFolder, isHiddenPlace, isSharedProgram, temporaryFoldersAbove } from './places.ts';

test('folders between a temporary folder and a file may go, those of desktops and services stay', () => {
  expect(temporaryFoldersAbove('/dev/mqueue/.x/y/z')).toEqual(['/dev/mqueue/.x/y', '/dev/mqueue/.x']);
  expect(temporaryFoldersAbove('/tmp/.X11-unix/x')).toEqual([]);
  expect(temporaryFoldersAbove('/tmp/systemd-private-1/x')).toEqual([]);
  expect(temporaryFoldersAbove('/home/x/y')).toEqual([]);
});

test('a hidden place is one that not every home has', () => {
  expect(['/home/x/.fonts/y', '/opt/.x', '/root/.scripts/y'].every(isHiddenPlace)).toBe(true);
  expect(['/home/x/.cargo/bin/y', '/root/.bash_history', '/tmp/.X11-unix/X0'].some(isHiddenPlace)).toBe(false);
});

test('shells, interpreters, wrappers and servers run what anybody gives them', () => {
  expect(['/bin/rbash', '/usr/bin/python3.11', '/usr/bin/php-fpm8.2', '/usr/bin/env'].every(isSharedProgram)).toBe(
    true,
  );
  expect(['/usr/bin/xmrig', '/opt/app/server'].some(isSharedProgram)).toBe(false);
  expect(inSystemFolder('/usr/bin/x') && !inSystemFolder('/opt/x')).toBe(true);
});
