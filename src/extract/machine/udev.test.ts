import { expect, test } from 'vitest';
import { because, openSightings, sightings } from '../../../tests/told.ts';
import { udev } from './udev.ts';

test('a rule that runs something from a temporary folder is told openly', () => {
  const rule = 'ACTION=="add", ENV{MAJOR}=="1", RUN+="/bin/sh -c \\"/dev/shm/.k &\\""\n';
  expect(openSightings(udev, { '/etc/udev/rules.d/75-random.rules': `# x\n${rule}` })).toMatchObject([
    { path: '/etc/udev/rules.d/75-random.rules', line: 2, ...because('from-temporary-folder') },
  ]);
});

test('rules for hardware are told aside, and the system’s own are counted', () => {
  const files = {
    '/etc/udev/rules.d/70-usb.rules': 'ATTR{idVendor}=="1d50", MODE="0666"\nRUN+="/usr/bin/setkeys %k"\n',
    '/usr/lib/udev/rules.d/60-x.rules': 'IMPORT{program}="ata_id --export $devnode"\n',
    '/usr/lib/udev/ata_id': '',
  };
  expect(sightings(udev, files)).toMatchObject([
    { aside: true, value: { starts: '/usr/bin/setkeys %k' } },
    { aside: true, value: { programs: ['/usr/lib/udev/ata_id'] } },
  ]);
});
