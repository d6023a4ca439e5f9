/**
 * Accounts that may log in, and those of them that should not: a second one with root's number, one without a password,
 * and accounts of the system that own nothing and have a shell and a password. Of /etc/shadow it keeps only whether
 * there is a password and when it was set.
 * Sources: passwd(5), shadow(5); ATT&CK T1136.001, T1098. Does not see: accounts of a directory service.
 */

import type { PasswdEntry } from '../../codec/passwd/passwd.ts';
import { isShell } from '../../intel/unix/interpreters.ts';
import type { Autostart } from '../../model/machine-payloads.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { accountsOf } from './knowledge/accounts.ts';
import type { Reason } from './knowledge/entry.ts';
import { leftOut } from './knowledge/folder-files.ts';
import { isoTime } from './knowledge/iso-time.ts';
import { nameOf } from './knowledge/path-names.ts';

interface Password {
  readonly state: 'set' | 'empty' | 'locked';
  /** Milliseconds since 1970, to the day. */
  readonly changed?: number;
}

const day = 24 * 3600 * 1000;
const recent = 30 * day;
const mostTold = 1000;
/** Accounts for files and services, as distributions make them: nobody logs in as one of them. */
const neverLogIn = new Set(
  (
    'daemon bin sys games man lp mail news uucp proxy www-data backup list irc gnats nobody sshd apache nginx ftp ' +
    'messagebus systemd-network systemd-resolve systemd-timesync _apt syslog adm shutdown halt operator dbus polkitd'
  ).split(' '),
);

export const accountsProbe: Probe<'autostart'> = defineProbe({
  id: 'accounts-probe',
  title: 'Accounts that may log in',
  emits: ['autostart'],
  platform: 'linux',
  *probe(machine) {
    const { entries, left, cut } = accountsOf(machine);
    const passwords = passwordsOf(machine.tree.text('/etc/shadow', 4 * 1024 * 1024) ?? '');
    const first = entries.find(({ uid }) => uid === 0);
    const mayLogIn = entries.filter((entry) => hasShell(entry) || (entry.uid === 0 && entry !== first));
    for (const entry of mayLogIn.slice(0, mostTold))
      yield told(machine, entry, passwords.get(entry.name), entry.uid === 0 && entry !== first);
    yield { looked: { at: 'accounts', count: entries.length } };
    if (cut) yield { gap: { code: 'limit-count', what: 'more lines are not read', path: '/etc/passwd' } };
    yield* leftOut(left, 'homes are not looked into', '/etc/passwd');
    yield* leftOut(mayLogIn.length - mostTold, 'accounts are not told', '/etc/passwd');
  },
});

function passwordsOf(shadow: string): ReadonlyMap<string, Password> {
  const passwords = new Map<string, Password>();
  for (const line of shadow.split('\n')) {
    const [name = '', password = '', days = ''] = line.split(':', 4);
    if (name === '' || !line.includes(':')) continue;
    const state = password === '' ? 'empty' : /^[!*]/.test(password) || password.length < 8 ? 'locked' : 'set';
    passwords.set(name, { state, ...(/^\d{1,6}$/.test(days) ? { changed: Number(days) * day } : {}) });
  }
  return passwords;
}

/** An empty field means /bin/sh. */
function hasShell({ shell }: PasswdEntry): boolean {
  return shell === '' || (shell.startsWith('/') && isShell(nameOf(shell)));
}

function told(
  machine: Machine,
  entry: PasswdEntry,
  shadow: Password | undefined,
  isSecond: boolean,
): Told<'autostart'> {
  const password = entry.password === '' ? { state: 'empty' as const } : shadow;
  const why = reasons(machine, entry, password, isSecond);
  const changed = password && 'changed' in password ? password.changed : undefined;
  const set = changed === undefined ? undefined : isoTime(changed);
  const words = { set: 'password', empty: 'no password', locked: 'password locked' };
  const says = [
    entry.name.slice(0, 256),
    `uid ${entry.uid}`,
    entry.shell || '/bin/sh',
    password && words[password.state],
    set && `set ${set}`,
  ];
  const value: Autostart = {
    mechanism: 'account',
    place: '/etc/passwd',
    name: entry.name.slice(0, 256),
    entry: says.filter(Boolean).join(', ').slice(0, 512),
    user: entry.name.slice(0, 256),
    why,
  };
  const isOpen = why.includes('lets-in');
  return { kind: 'autostart', value, path: '/etc/passwd', line: entry.line, ...(isOpen ? {} : { aside: true }) };
}

/** Some systems are delivered with a root that has no password: that alone is no intruder's. */
function reasons(machine: Machine, entry: PasswdEntry, password: Password | undefined, isSecond: boolean): Reason[] {
  const isOpenDoor = password?.state === 'empty' && entry.uid !== 0;
  const isServants = neverLogIn.has(entry.name) && entry.uid < 1000 && password?.state === 'set';
  const why: Reason[] = isSecond || isOpenDoor || isServants ? ['lets-in'] : [];
  if ((password?.changed ?? 0) > machine.now - recent) why.push('recent');
  return why;
}
