/**
 * What runs when a network comes or goes: ifupdown, NetworkManager, networkd-dispatcher, DHCP clients and PPP.
 * Sources: interfaces(5), NetworkManager-dispatcher(8), dhclient-script(8), pppd(8), networkd-dispatcher(8).
 */
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { scriptText, toldFolders, toldScript } from './hook-scripts.ts';
import { Autostarts } from './knowledge/entry.ts';

const up = 'when a network comes up';
const down = 'when a network goes down';
const change = 'when a network changes';

const folders = [
  { path: '/etc/network/if-pre-up.d', when: up },
  { path: '/etc/network/if-up.d', when: up },
  { path: '/etc/network/if-down.d', when: down },
  { path: '/etc/network/if-post-down.d', when: down },
  { path: '/etc/NetworkManager/dispatcher.d', when: change },
  { path: '/etc/NetworkManager/dispatcher.d/pre-up.d', when: up },
  { path: '/etc/NetworkManager/dispatcher.d/pre-down.d', when: down },
  { path: '/etc/NetworkManager/dispatcher.d/no-wait.d', when: change },
  { path: '/usr/lib/NetworkManager/dispatcher.d', when: change },
  { path: '/etc/networkd-dispatcher/routable.d', when: up },
  { path: '/etc/networkd-dispatcher/configured.d', when: up },
  { path: '/etc/networkd-dispatcher/carrier.d', when: up },
  { path: '/etc/networkd-dispatcher/off.d', when: down },
  { path: '/etc/dhcp/dhclient-enter-hooks.d', when: 'at a new address' },
  { path: '/etc/dhcp/dhclient-exit-hooks.d', when: 'at a new address' },
  { path: '/etc/udhcpc', when: 'at a new address' },
  { path: '/lib/dhcpcd/dhcpcd-hooks', when: 'at a new address' },
  { path: '/etc/ppp/ip-up.d', when: up },
  { path: '/etc/ppp/ip-down.d', when: down },
];
const scripts = [
  '/etc/dhclient-enter-hooks',
  '/etc/dhclient-exit-hooks',
  '/etc/dhcp/dhclient-enter-hooks',
  '/etc/dhcp/dhclient-exit-hooks',
  '/etc/dhcpcd.enter-hook',
  '/etc/dhcpcd.exit-hook',
  '/etc/ppp/ip-up',
  '/etc/ppp/ip-up.local',
  '/sbin/ifup-local',
  '/etc/sysconfig/network-scripts/ifup-local',
];

export const networkHooks: Probe<'autostart'> = defineProbe({
  id: 'network-hooks',
  title: 'What runs when a network comes or goes',
  emits: ['autostart'],
  platform: 'linux',
  *probe(machine) {
    const autostarts = new Autostarts(machine);
    yield* toldFolders(machine, autostarts, 'network-hook', folders);
    for (const place of scripts)
      yield* toldScript(machine, autostarts, { mechanism: 'network-hook', place, when: change });
    for (const place of ['/etc/network/interfaces', ...autostarts.folders.of('/etc/network/interfaces.d')])
      yield* ofInterfaces(machine, autostarts, place);
    yield* autostarts.end('network hooks');
  },
});

/** `up command`, `post-down command` within an interface's lines. */
function* ofInterfaces(machine: Machine, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  for (const [i, line] of (scriptText(machine, place) ?? '').split('\n').entries()) {
    const hook = /^\s*(pre-up|up|post-up|down|pre-down|post-down)\s+(\S.*)$/.exec(line.slice(0, 4096));
    if (!hook) continue;
    const when = hook[1]?.endsWith('up') ? up : down;
    yield* autostarts.tell({ mechanism: 'network-hook', place, line: i + 1, entry: line, starts: hook[2], when });
  }
}
