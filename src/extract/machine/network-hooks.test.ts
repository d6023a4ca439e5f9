import { expect, test } from 'vitest';
import { because, openSightings, sightings } from '../../../tests/told.ts';
import { networkHooks } from './network-hooks.ts';

test('a hook that starts something from a temporary folder is told openly', () => {
  expect(
    openSightings(networkHooks, {
      '/etc/NetworkManager/dispatcher.d/99-up': '#!/bin/sh\n[ "$2" = up ] && /var/tmp/net >/dev/null 2>&1 &\n',
      '/etc/network/interfaces':
        'iface eth0 inet dhcp\n  post-up /dev/shm/x\n  up ip route add default via 192.0.2.1\n',
    }),
  ).toMatchObject([
    { path: '/etc/NetworkManager/dispatcher.d/99-up', ...because('from-temporary-folder') },
    { path: '/etc/network/interfaces', line: 2, ...because('from-temporary-folder') },
  ]);
});

test('hooks of packages and routes of an administrator are told aside', () => {
  const files = {
    '/etc/network/if-up.d/bind9': '#!/bin/sh\nrndc reconfig >/dev/null 2>&1 &\nexit 0\n',
    '/etc/network/if-up.d/mtu': '#!/bin/sh\nifconfig $IFACE mtu 1450\n',
    '/etc/network/interfaces': 'auto lo\niface lo inet loopback\n  up iptables-restore < /etc/iptables/rules.v4\n',
  };
  expect(sightings(networkHooks, files)).toMatchObject([{ aside: true }, { aside: true }, { aside: true }]);
});
