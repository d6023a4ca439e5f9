/**
 * Secrets that stand on the machine: keys, credentials, histories, wallets, and the machines that known_hosts lead to.
 * Whoever ran code as their owner, or as root, may have taken them. Only that they are there is told: nothing of a
 * secret is kept, and no file of them is handed to other units.
 * Sources: the manuals of ssh(1), aws, gcloud, az, kubectl, docker, npm, twine, curl (netrc), git, psql and mysql.
 * Does not see: secrets in a program's memory, in a database, or under a name of their own.
 */
import type { SecretAtHand } from '../../model/machine-payloads.ts';
import {
  defineProbe,
  type Machine,
  type MachineSighting,
  type MachineTree,
  type Probe,
} from '../../model/machine-units.ts';
import { present } from '../../model/present.ts';
import { accountsOf, type Home } from './knowledge/accounts.ts';
import { leftOut } from './knowledge/folder-files.ts';
import { isoTime } from './knowledge/iso-time.ts';
import { holdsSecret, settingsNames, whatIn } from './secret-settings.ts';
import { knownHostsIn, privateKeyIn } from './secrets-of-ssh.ts';
import { homePlaces, machinePlaces, type SecretPlace } from './secrets-places.ts';

type Secret = MachineSighting<'secret-at-hand'>;

const mostTold = 2000;
const mostRead = 64 * 1024;
/** Keys are looked for among so many files of a folder. */
const mostKeys = 200;
/** Accounts that are named as those who may read a secret. */
const mostReaders = 32;

const keyNames = ['id_rsa', 'id_ed25519', 'id_ecdsa', 'id_dsa'];
/** Where applications stand, and where distributions keep their settings. */
const applications = [
  '/app',
  '/data',
  '/home',
  '/opt',
  '/root',
  '/srv',
  '/usr/local',
  '/usr/share/nginx',
  '/var/www',
  '/www',
  ...['drupal', 'grafana', 'phpmyadmin', 'tomcat9', 'tomcat10', 'wordpress'].map((name) => `/etc/${name}`),
];
/** Settings of applications that are read. */
const mostSettings = 3000;

export const secrets: Probe<'secret-at-hand'> = defineProbe({
  id: 'secrets',
  title: 'Keys, credentials and other secrets within reach',
  emits: ['secret-at-hand'],
  platform: 'linux',
  wishes: [
    { names: [...settingsNames, ...keyNames], below: applications },
    { endings: ['.pem', '.ppk', '.key'], below: ['/root', '/home', '/opt', '/srv', '/var/www', '/etc/ssl/private'] },
  ],
  *probe(machine, wished) {
    const told = new Set<string>();
    for (const secret of secretsOf(machine, wished.paths)) {
      if (told.has(secret.path)) continue;
      if (told.size === mostTold) {
        const what = `more than ${mostTold} secrets: the others are not told`;
        yield { gap: { code: 'limit-count', what, path: secret.path } };
        break;
      }
      told.add(secret.path);
      yield secret;
    }
    yield { looked: { at: 'secrets', count: told.size } };
    const { keys, settings } = ownOf(wished.paths);
    const left = wished.left + Math.max(0, keys.length - mostKeys) + Math.max(0, settings.length - mostSettings);
    yield* leftOut(left, 'files that may hold secrets are not looked at', '/');
  },
});

function* secretsOf(machine: Machine, wished: readonly string[]): Iterable<Secret> {
  const { tree } = machine;
  for (const place of machinePlaces) yield* atPlace(machine, place, place.path);
  const seen = new Set<string>();
  for (const home of accountsOf(machine).homes) {
    if (seen.has(home.home) || tree.follow(home.home)?.kind !== 'folder') continue;
    seen.add(home.home);
    yield* ofSsh(machine, home);
    for (const place of homePlaces) yield* atPlace(machine, place, below(home.home, place.path));
  }
  const { keys, settings } = ownOf(wished);
  for (const path of keys.slice(0, mostKeys)) yield* keyAt(machine, path);
  for (const path of settings.slice(0, mostSettings)) yield* configurationAt(machine, path);
}

/** Folders of what others wrote: examples and tests have keys that open nothing. */
const ofOthers = /\/(?:node_modules|(?:site|dist)-packages|vendor|tests?|\.cache|overlay2)\//;

function ownOf(wished: readonly string[]): { readonly keys: string[]; readonly settings: string[] } {
  const own = wished.filter((path) => !ofOthers.test(path));
  return { keys: own.filter(mayBeKey), settings: own.filter((path) => !mayBeKey(path)) };
}

function mayBeKey(path: string): boolean {
  return /\.(?:pem|ppk|key)$|\/id_[a-z0-9]{1,20}$/i.test(path);
}

function below(home: string, path: string): string {
  return home === '/' ? `/${path}` : `${home}/${path}`;
}

function* atPlace(machine: Machine, place: SecretPlace, path: string): Iterable<Secret> {
  const state = machine.tree.follow(path);
  if (state === undefined || state.kind === 'special' || (state.kind === 'file' && state.size === 0)) return;
  if (state.kind === 'folder' && machine.tree.list(path).length === 0) return;
  if (place.holds === undefined) yield secretAt(machine, path, place.what, {});
  else if (state.kind === 'file') {
    const { holds } = place;
    const count = linesWith(machine.tree, path, (line) => holds.test(line));
    if (count > 0) yield secretAt(machine, path, place.what, { count });
  }
}

function linesWith(tree: MachineTree, path: string, holds: (line: string) => boolean): number {
  const lines = textOf(tree, path).split('\n');
  return lines.filter((line) => holds(line.slice(0, 1000))).length;
}

/** The beginning of a file as text; no gap where there is more of it. */
function textOf(tree: MachineTree, path: string, most = mostRead): string {
  return new TextDecoder().decode(tree.read(path, most)?.bytes ?? new Uint8Array());
}

function* ofSsh(machine: Machine, { home }: Home): Iterable<Secret> {
  const folder = below(home, '.ssh');
  for (const { name, kind } of machine.tree.list(folder).slice(0, mostKeys)) {
    const path = `${folder}/${name}`;
    if (kind !== 'file' && kind !== 'link') continue;
    if (/^known_hosts2?(?:\.old)?$/.test(name)) {
      const hosts = knownHostsIn(textOf(machine.tree, path, 1024 * 1024));
      if (hosts.count > 0) yield secretAt(machine, path, 'known-hosts', hosts);
    } else if (!/^authorized_keys|\.pub$|^config$/.test(name)) yield* keyAt(machine, path);
  }
}

function* keyAt(machine: Machine, path: string): Iterable<Secret> {
  const key = privateKeyIn(textOf(machine.tree, path, 16 * 1024));
  if (key) yield secretAt(machine, path, 'ssh-key', key);
}

function* configurationAt(machine: Machine, path: string): Iterable<Secret> {
  const count = linesWith(machine.tree, path, holdsSecret);
  if (count > 0) yield secretAt(machine, path, whatIn(path), { count });
}

function secretAt(
  machine: Machine,
  path: string,
  what: SecretAtHand['what'],
  more: Pick<SecretAtHand, 'count' | 'hosts' | 'encrypted'>,
): Secret {
  const state = machine.tree.follow(path);
  const mode = state?.mode ?? 0;
  const value: SecretAtHand = {
    what,
    place: path,
    ...present({
      user: state && accountsOf(machine).nameOf(state.uid),
      uid: state?.uid,
      readers: state && (mode & 0o44) === 0o40 ? membersOf(machine, state.gid) : undefined,
      readableBy: state && (mode & 0o4 ? 'all' : mode & 0o40 ? 'group' : 'owner'),
      modified: state && isoTime(state.modified),
    }),
    ...more,
  };
  return { kind: 'secret-at-hand', value, path, aside: true };
}

/** Accounts that a file's group lets read it; undefined for root's own, whose members read everything anyway. */
function membersOf(machine: Machine, gid: number): string[] | undefined {
  if (gid === 0) return undefined;
  const { entries, groups } = accountsOf(machine);
  const listed = groups.filter((group) => group.gid === gid).flatMap(({ members }) => members);
  const own = entries.filter((entry) => entry.gid === gid).map(({ name }) => name);
  return [...new Set([...own, ...listed])].slice(0, mostReaders);
}
