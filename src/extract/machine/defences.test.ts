import { expect, test } from 'vitest';
import { because, openSightings, sightings } from '../../../tests/told.ts';
import { knownPools } from '../../intel/pools.ts';
import { defences } from './defences.ts';

const pool = knownPools[0]?.domain ?? '';

test('pools and makers of security tools that are blocked or led elsewhere are told openly', () => {
  const hosts = `127.0.0.1 localhost\n0.0.0.0 ${pool}\n198.51.100.7 eu.${pool}\n127.0.0.1 update.aegis.aliyun.com # x\n`;
  expect(openSightings(defences, { '/etc/hosts': hosts })).toMatchObject([
    { line: 2, ...because('keeps-others-away') },
    { line: 3, ...because('keeps-others-away') },
    { line: 4, ...because('keeps-others-away') },
  ]);
});

test('servers of updates that are led nowhere or out of the house are told openly, a mirror within it aside', () => {
  const hosts = '127.0.0.1 deb.debian.org\n198.51.100.7 security.ubuntu.com\n10.0.0.5 archive.ubuntu.com\n';
  expect(sightings(defences, { '/etc/hosts': hosts })).toMatchObject([
    { line: 1, value: { says: 'the server of Debian’s updates can’t be reached from here by its name' } },
    { line: 2, value: { says: 'what is meant for the server of Ubuntu’s updates goes to 198.51.100.7' } },
    { line: 3, aside: true },
  ]);
  expect(openSightings(defences, { '/etc/hosts': hosts })).toHaveLength(2);
});

test('a long list that blocks advertising says nothing openly', () => {
  const list = Array.from({ length: 300 }, (_, i) => `0.0.0.0 ad${i}.example.com`).join('\n');
  expect(sightings(defences, { '/etc/hosts': `${list}\n0.0.0.0 ${pool}\n` })).toMatchObject([{ aside: true }]);
});

test('defences that are off are told aside: administrators do so as well', () => {
  const found = sightings(defences, {
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/bash\n',
    '/etc/iptables/rules.v4': '*filter\n-A INPUT -p tcp --dport 3333 -j DROP\n-A OUTPUT -p tcp --dport 3333 -j DROP\n',
    '/etc/selinux/config': '# x\nSELINUX=disabled\n',
    '/etc/systemd/system/auditd.service': { link: '/dev/null' },
    '/etc/systemd/system/aegis.service': { link: '/dev/null' },
    '/etc/systemd/system/x.service': { link: '/dev/null' },
    '/root/.bash_history': { link: '/dev/null' },
    '/etc/cron.deny': 'root\n',
  });
  expect(found.every(({ aside }) => aside)).toBe(true);
  expect(found.map(({ value }) => 'setting' in value && value.setting)).toEqual([
    'firewall',
    'selinux',
    'unit aegis.service',
    'unit auditd.service',
    'shell history',
    'cron.deny',
  ]);
});

test('a machine as it is delivered tells nothing', () => {
  const files = {
    '/etc/hosts': '127.0.0.1 localhost\n::1 localhost ip6-localhost\n192.0.2.7 db.example.com\n',
    '/etc/selinux/config': 'SELINUX=enforcing\n',
    '/root/.bash_history': 'ls\n',
    '/etc/systemd/system/x.service': { link: '/dev/null' },
  };
  expect(sightings(defences, files)).toEqual([]);
});
