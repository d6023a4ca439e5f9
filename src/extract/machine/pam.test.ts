import { expect, test } from 'vitest';
import { because, openSightings, sightings } from '../../../tests/told.ts';
import { pam } from './pam.ts';

test('a rule by which anybody passes is told openly', () => {
  const files = { '/etc/pam.d/sshd': '#%PAM-1.0\nauth sufficient pam_permit.so\n@include common-auth\n' };
  expect(openSightings(pam, files)).toMatchObject([{ path: '/etc/pam.d/sshd', line: 2, ...because('lets-in') }]);
});

test('a command or a module from where none should stand is told openly', () => {
  const files = {
    '/etc/pam.d/common-auth':
      'auth [success=1 default=ignore] pam_unix.so\nauth optional pam_exec.so quiet expose_authtok /dev/shm/l\n',
    '/etc/pam.d/su': 'auth required /tmp/pam_x.so\n',
  };
  expect(openSightings(pam, files)).toMatchObject([
    { line: 2, ...because('from-temporary-folder') },
    { line: 1, ...because('from-temporary-folder') },
  ]);
});

test('rules as distributions have them say nothing', () => {
  const files = {
    '/etc/pam.d/common-auth':
      'auth\t[success=1 default=ignore]\tpam_unix.so nullok\nauth\trequisite\tpam_deny.so\nauth\trequired\tpam_permit.so\n',
    '/etc/pam.d/su':
      'auth       sufficient pam_rootok.so\n@include common-auth\nsession    required   pam_env.so readenv=1\n',
    '/etc/pam.d/system-auth':
      'auth required pam_env.so\nauth sufficient pam_unix.so try_first_pass\nauth required pam_deny.so\n',
    '/etc/pam.d/atd': 'auth sufficient pam_permit.so\n',
    '/usr/lib/x86_64-linux-gnu/security/pam_unix.so': '',
  };
  expect(sightings(pam, files)).toEqual([]);
});
