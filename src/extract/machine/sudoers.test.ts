import { expect, test } from 'vitest';
import { because, openSightings, sightings } from '../../../tests/told.ts';
import { sudoers } from './sudoers.ts';

const main = 'Defaults env_reset\nroot ALL=(ALL:ALL) ALL\n%sudo ALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n';

test.each(['www-data ALL=(ALL) NOPASSWD: ALL', 'ALL ALL=(ALL) NOPASSWD: ALL'])('%s lets in', (rule) => {
  const files = { '/etc/sudoers': main, '/etc/sudoers.d/90-x': `# x\n${rule}\n` };
  expect(openSightings(sudoers, files)).toMatchObject([
    { path: '/etc/sudoers.d/90-x', line: 2, ...because('lets-in') },
  ]);
});

test('rules of administrators, cloud images and build servers are told aside', () => {
  const files = {
    '/etc/sudoers': main,
    '/etc/sudoers.d/90-cloud-init-users': 'ubuntu ALL=(ALL) NOPASSWD:ALL\n',
    '/etc/sudoers.d/google_sudoers': '%google-sudoers ALL=(ALL:ALL) NOPASSWD:ALL\n',
    '/etc/sudoers.d/vagrant': 'vagrant ALL=(ALL) NOPASSWD: ALL\n',
    '/etc/sudoers.d/zabbix':
      'zabbix ALL=NOPASSWD: /usr/bin/nmap\nwww-data ALL=(root) NOPASSWD: /usr/bin/systemctl reload php\n',
    '/etc/sudoers.d/jenkins': 'jenkins ALL=(ALL) NOPASSWD: ALL\n',
    '/etc/sudoers.d/ignored.bak': 'nobody ALL=(ALL) NOPASSWD: ALL\n',
  };
  expect(openSightings(sudoers, files)).toEqual([]);
  expect(sightings(sudoers, files).map(({ value }) => 'user' in value && value.user)).toEqual([
    'ubuntu',
    '%google-sudoers',
    'jenkins',
    'vagrant',
    'zabbix',
    'www-data',
  ]);
});

test('files that include each other are read once', () => {
  const files = { '/etc/sudoers': '@include /etc/sudoers.a\n', '/etc/sudoers.a': '@include /etc/sudoers\na ALL=ALL\n' };
  expect(sightings(sudoers, files)).toHaveLength(1);
});
