import { expect, test } from 'vitest';
import { managerOf } from './item-settings.ts';

test.each([
  ['Debian GNU/Linux 12 (bookworm)', 'apt'],
  ['Alpine Linux v3.20', 'apk'],
  ['openSUSE Leap 15.6', 'zypper'],
  ['SUSE Linux Enterprise Server 15 SP6', 'zypper'],
  ['Arch Linux', 'pacman'],
  ['CentOS Linux 7 (Core)', 'yum'],
  ['Red Hat Enterprise Linux Server 7.9 (Maipo)', 'yum'],
  ['Amazon Linux 2', 'yum'],
  ['Amazon Linux 2023.5.20240722', 'dnf'],
  ['Amazon Linux 2023', 'dnf'],
  ['CentOS Linux 8', 'dnf'],
  ['Red Hat Enterprise Linux 9.4 (Plow)', 'dnf'],
  ['Rocky Linux 9.4 (Blue Onyx)', 'dnf'],
  ['Alibaba Cloud Linux 3 (Soaring Falcon)', 'dnf'],
])('on %s a program that was replaced comes back by %s', (system, manager) => {
  expect(managerOf(system)).toBe(manager);
});
