/**
 * Settings that keep others away or switch a defence off: names in /etc/hosts that lead nowhere or elsewhere, saved rules
 * of a firewall against pools, SELinux, masked security agents, name servers, and histories that lead to nothing.
 * Sources: hosts(5), iptables-restore(8), selinux(8), systemd.unit(5) (masked units); ATT&CK T1562.
 * Does not see: what was removed without a trace.
 */
import { namesAgent } from '../../intel/rivals/agent-names.ts';
import type { MachineSetting } from '../../model/machine-payloads.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { hostEntries } from './defences-hosts.ts';
import { scriptText } from './hook-scripts.ts';
import { accountsOf } from './knowledge/accounts.ts';

export const defences: Probe<'machine-setting'> = defineProbe({
  id: 'defences',
  title: 'Defences that are off, and others that are kept away',
  emits: ['machine-setting'],
  platform: 'linux',
  *probe(machine) {
    yield* hostEntries(scriptText(machine, '/etc/hosts') ?? '');
    yield* ofFirewall(machine);
    yield* ofSelinux(machine);
    yield* maskedUnits(machine);
    yield* linkedHistories(machine);
    yield* deniedCron(machine);
  },
});

function aside(path: string, value: MachineSetting, line?: number): Told<'machine-setting'> {
  return { kind: 'machine-setting', path, value, aside: true, ...(line === undefined ? {} : { line }) };
}

/** Ports that pools of Monero like and that little else uses: XMRig's and its pools' own examples. */
const poolPorts = new Set(['3333', '4444', '5555', '7777', '14444', '14433', '45700', '45560', '10128', '20128']);
const rulesFiles = [
  '/etc/iptables/rules.v4',
  '/etc/iptables/rules.v6',
  '/etc/sysconfig/iptables',
  '/etc/iptables.rules',
];

/** What goes out to such a port and is dropped: rivals of a miner, or an administrator's defence. */
function* ofFirewall(machine: Machine): Iterable<Told<'machine-setting'>> {
  for (const path of rulesFiles)
    for (const [i, line] of (scriptText(machine, path) ?? '').split('\n').entries()) {
      if (!/^-A OUTPUT\b.*-j (?:DROP|REJECT)/.test(line.slice(0, 2048))) continue;
      const ports = [...(/--dports? ([\d,:]+)/.exec(line)?.[1]?.matchAll(/\d+/g) ?? [])].map(([port]) => port);
      if (!ports.some((port) => poolPorts.has(port))) continue;
      const says = 'nothing of this machine reaches ports that pools use: a defence, or a miner that wants no rivals';
      yield aside(
        path,
        { setting: 'firewall', value: line.trim().slice(0, 500), says, why: ['keeps-others-away'] },
        i + 1,
      );
    }
}

function* ofSelinux(machine: Machine): Iterable<Told<'machine-setting'>> {
  const path = '/etc/selinux/config';
  const state = /^SELINUX=(disabled|permissive)\s*$/m.exec(scriptText(machine, path) ?? '')?.[1];
  if (state === undefined) return;
  const says = 'SELinux does not hold programs back; many administrators set this themselves';
  yield aside(path, { setting: 'selinux', value: state, usual: 'enforcing', says, why: ['defence-off'] });
}

/** A unit that leads to nothing can't be started. */
function* maskedUnits({ tree }: Machine): Iterable<Told<'machine-setting'>> {
  const folder = '/etc/systemd/system';
  for (const { name, kind } of tree.list(folder)) {
    const path = `${folder}/${name}`;
    if (kind !== 'link' || tree.target(path) !== '/dev/null') continue;
    const what = namesAgent(name) ?? ownDefences.find(([unit]) => unit === name)?.[1];
    if (what === undefined) continue;
    const says = `${what} can’t be started: its unit leads to nothing`;
    yield aside(path, { setting: `unit ${name.slice(0, 128)}`, value: 'masked', says, why: ['defence-off'] });
  }
}

const ownDefences: readonly (readonly [unit: string, what: string])[] = [
  ['auditd.service', 'the kernel’s audit log'],
  ['apparmor.service', 'AppArmor'],
  ['ufw.service', 'the firewall'],
  ['firewalld.service', 'the firewall'],
  ['fail2ban.service', 'fail2ban'],
  ['rsyslog.service', 'the system’s log'],
];

function* linkedHistories(machine: Machine): Iterable<Told<'machine-setting'>> {
  for (const { home, user } of accountsOf(machine).homes)
    for (const name of ['.bash_history', '.zsh_history', '.ash_history', '.sh_history']) {
      const path = `${home === '/' ? '' : home}/${name}`;
      if (machine.tree.stat(path)?.kind !== 'link' || machine.tree.target(path) !== '/dev/null') continue;
      const says = `no history of what ${user.slice(0, 64)} types is kept`;
      yield aside(path, { setting: 'shell history', value: 'leads to /dev/null', says, why: ['hides'] });
    }
}

/** Who stands there may have no crontab; root there is odd. */
function* deniedCron(machine: Machine): Iterable<Told<'machine-setting'>> {
  const path = '/etc/cron.deny';
  const names = (scriptText(machine, path) ?? '').split('\n').map((line) => line.trim());
  if (!names.includes('root')) return;
  const says = 'root may not change its own crontab: it stays as it is';
  yield aside(path, { setting: 'cron.deny', value: 'root', says, why: ['keeps-others-away'] });
}
