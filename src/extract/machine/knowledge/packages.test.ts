import { describe, expect, it } from 'vitest';
import { type Files, machineOf } from '../../../../tests/machine-tree.ts';
import { makeElf } from '../../../../tests/make-elf.ts';
import { alpineWith, centosWith, debianWith } from '../../../../tests/packaged.ts';
import { packagesOf } from './packages.ts';

const merged: Files = { '/bin': { link: 'usr/bin' } };

describe('whose a file is', () => {
  it('knows a file of a Debian package that is as it was brought', () => {
    const packages = packagesOf(machineOf({ ...debianWith({ '/usr/bin/ps': 'ps of procps' }) }));
    expect(packages.owner('/usr/bin/ps')).toMatchObject({ package: 'procps', version: '2:4.0.2-3', state: 'yes' });
    expect(packages.stateOf('/usr/bin/other')).toBe('no');
  });

  it('sees that a file of a package holds something else by now', () => {
    const packages = packagesOf(machineOf(debianWith({ '/usr/bin/ps': { brought: 'ps', stands: 'a wrapper' } })));
    expect(packages.stateOf('/usr/bin/ps')).toBe('changed');
    expect(packages.ownedBy('/usr/bin/ps')?.package).toBe('procps');
  });

  it('knows nothing where there is no database', () => {
    const packages = packagesOf(machineOf({ '/usr/bin/ps': 'ps' }));
    expect([packages.stateOf('/usr/bin/ps'), packages.owner('/usr/bin/ps')]).toEqual(['unknown', undefined]);
  });

  it('takes /bin for /usr/bin where one is a link to the other, whichever a package names', () => {
    const packages = packagesOf(
      machineOf({ ...debianWith({ '/bin/ps': { brought: 'ps', stands: null } }), ...merged, '/usr/bin/ps': 'ps' }),
    );
    expect([packages.stateOf('/bin/ps'), packages.stateOf('/usr/bin/ps')]).toEqual(['yes', 'yes']);
  });

  it('takes /usr/sbin for /usr/bin where one is a link to the other', () => {
    const files = debianWith({ '/usr/sbin/sshd': { brought: 'sshd', stands: null } });
    const packages = packagesOf(machineOf({ ...files, '/usr/sbin': { link: 'bin' }, '/usr/bin/sshd': 'sshd' }));
    expect([packages.stateOf('/usr/bin/sshd'), packages.stateOf('/usr/sbin/sshd')]).toEqual(['yes', 'yes']);
  });

  it('follows links to the file that they lead to', () => {
    const files = debianWith({ '/usr/bin/vim.basic': 'vim' });
    const links = {
      '/etc/alternatives/vim': { link: '/usr/bin/vim.basic' },
      '/usr/bin/vim': { link: '/etc/alternatives/vim' },
    };
    expect(packagesOf(machineOf({ ...files, ...links })).stateOf('/usr/bin/vim')).toBe('yes');
  });

  it('sees a link to something else where a package had a file', () => {
    const files = debianWith({ '/usr/bin/ps': { brought: 'ps', stands: { link: '/tmp/x' } } });
    expect(packagesOf(machineOf({ ...files, '/tmp/x': 'not ps' })).stateOf('/usr/bin/ps')).toBe('changed');
  });

  it('finds diverted files where they stand', () => {
    const files: Files = {
      ...debianWith({ '/usr/bin/find': { brought: 'find', stands: "the administrator's" } }),
      '/var/lib/dpkg/diversions': '/usr/bin/find\n/usr/bin/find.distrib\n:\n',
      '/usr/bin/find.distrib': 'find',
    };
    const packages = packagesOf(machineOf(files));
    expect([packages.stateOf('/usr/bin/find.distrib'), packages.stateOf('/usr/bin/find')]).toEqual(['yes', 'no']);
  });

  it('says of a configuration that an administrator may edit it', () => {
    const list = '/.\n/etc/crontab\n';
    const status =
      'Package: cron\nStatus: install ok installed\nVersion: 3.0\nConffiles:\n /etc/crontab 0123456789abcdef0123456789abcdef\n';
    const machine = machineOf({
      '/var/lib/dpkg/status': status,
      '/var/lib/dpkg/info/cron.list': list,
      '/etc/crontab': 'edited',
    });
    expect(packagesOf(machine).compare('/etc/crontab')?.configuration).toBe(true);
  });

  it('cannot tell of programs that prelink rewrote, where it does', () => {
    const undo = makeElf({ parts: [{ name: '.gnu.prelink_undo', bytes: [1] }] });
    const files = centosWith({ '/usr/bin/ps': { brought: 'ps', stands: { content: undo } } });
    const stateWith = (more: Files): string => packagesOf(machineOf({ ...files, ...more })).stateOf('/usr/bin/ps');
    expect(stateWith({ '/etc/prelink.cache': 'x' })).toBe('unknown');
    expect(stateWith({})).toBe('changed');
    expect(stateWith({ '/etc/prelink.cache': 'x', '/usr/bin/ps': '#!/bin/sh\n' })).toBe('changed');
  });

  it('knows the packages of Alpine Linux', () => {
    const packages = packagesOf(
      machineOf(alpineWith({ '/bin/busybox': 'busybox', '/bin/bash': { brought: 'a', stands: 'b' } })),
    );
    expect(packages.owner('/bin/busybox')).toMatchObject({ package: 'busybox', version: '1.36.1-r5', state: 'yes' });
    expect(packages.stateOf('/bin/bash')).toBe('changed');
  });

  it('knows the packages of images without dpkg', () => {
    const machine = machineOf({
      '/var/lib/dpkg/status.d/base': 'Package: base-files\nVersion: 12\n',
      '/var/lib/dpkg/status.d/base.md5sums': '0cc175b9c0f1b6a831c399e269772661  usr/bin/a\n',
      '/usr/bin/a': 'a',
    });
    expect(packagesOf(machine).stateOf('/usr/bin/a')).toBe('yes');
  });
});
