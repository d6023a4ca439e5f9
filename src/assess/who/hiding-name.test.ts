import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imitatesSystem } from './hiding-name.ts';

describe('a path that imitates the system’s', () => {
  it.each([
    'C:\\Windows\\Sys64\\intelservice.exe',
    'C:\\Windows\\Sys64\\updater.exe',
    'C:\\Windows\\Fonts\\svchost.exe',
    'C:\\Users\\a\\AppData\\Roaming\\lsass.exe',
    'C:\\Windows\\microsoft update.exe',
    '%WINDIR%\\system-32\\a.exe',
    '/tmp/kworker',
    '/dev/shm/[kthreadd]',
    '/var/tmp/.x/kswapd0',
  ])('is %s', (path) => {
    expect(imitatesSystem(path)).toBe(true);
  });

  it.each([
    'C:\\Windows\\System32\\svchost.exe',
    'C:\\Windows\\SysWOW64\\dllhost.exe',
    'C:\\Windows\\explorer.exe',
    'C:\\SoftwaresInstall\\soft',
    'C:\\Program Files\\Intel\\intelservice.exe',
    'C:\\xmrig\\xmrig.exe',
    '/tmp/xmrig',
    '/usr/bin/kworker-stats',
    '/home/a/tmpl/notes',
    '',
  ])('is not %s', (path) => {
    expect(imitatesSystem(path)).toBe(false);
  });

  it('reads any text', () => {
    fc.assert(fc.property(fc.string(), (path) => typeof imitatesSystem(path) === 'boolean'));
  });
});
