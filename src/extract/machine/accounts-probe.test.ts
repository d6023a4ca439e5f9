import { expect, test } from 'vitest';
import { machineOf, runProbe, today } from '../../../tests/machine-tree.ts';
import { because, openSightings, sightings } from '../../../tests/told.ts';
import { accountsProbe } from './accounts-probe.ts';

const day = Math.floor(today / 86_400_000);
const hash = '$6$do-not-tell-this$x';
const passwd = [
  'root:x:0:0:root:/root:/bin/bash',
  'daemon:x:1:1::/usr/sbin:/usr/sbin/nologin',
  'sync:x:4:65534:sync:/bin:/bin/sync',
  'postgres:x:105:110::/var/lib/postgresql:/bin/bash',
  'ann:x:1000:1000::/home/ann:/bin/bash',
].join('\n');

test('a second account with root’s number lets in', () => {
  const files = { '/etc/passwd': `${passwd}\nsupport:x:0:0::/root:/bin/bash\n` };
  expect(openSightings(accountsProbe, files)).toMatchObject([{ line: 6, ...because('lets-in') }]);
});

test('an account without a password, and a service’s with one and a shell, let in', () => {
  const files = {
    '/etc/passwd': `${passwd}\ngames:x:5:60::/usr/games:/bin/bash\nguest:x:1001:1001::/home/guest:/bin/sh\n`,
    '/etc/shadow': `root:*:1:::::::\ngames:${hash}:${day - 2}::::::\nguest::${day}::::::\nann:${hash}:100::::::\n`,
  };
  const found = openSightings(accountsProbe, files);
  expect(found).toMatchObject([because('lets-in', 'recent'), because('lets-in')]);
  expect(found.map(({ value }) => 'name' in value && value.name)).toEqual(['games', 'guest']);
  expect(JSON.stringify(found)).not.toContain('do-not-tell');
});

test('ordinary accounts are told aside, without their passwords, and no file of them is asked for', () => {
  const files = { '/etc/passwd': passwd, '/etc/shadow': `root:${hash}:100::::::\nann:${hash}:${day}::::::\n` };
  expect(sightings(accountsProbe, files)).toMatchObject([
    { aside: true, value: { name: 'root', why: [] } },
    { aside: true, value: { name: 'postgres' } },
    { aside: true, value: { name: 'ann', why: ['recent'] } },
  ]);
  const told = runProbe(accountsProbe, machineOf(files));
  expect(JSON.stringify(told)).not.toContain('do-not-tell');
  expect(told.some((one) => 'examine' in one)).toBe(false);
});

test('a root without a password, as some systems are delivered, is told aside', () => {
  const files = { '/etc/passwd': 'root:x:0:0:root:/root:/bin/ash\n', '/etc/shadow': 'root:::0:::::\n' };
  expect(sightings(accountsProbe, files)).toMatchObject([{ aside: true }]);
});
