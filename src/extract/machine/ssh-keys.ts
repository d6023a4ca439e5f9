/**
 * Keys that let somebody in: authorized_keys of every account, and what the SSH server's settings name in its place.
 * A key says who may come in, not that anybody did; its comment is whatever its writer chose.
 * Sources: sshd(8), sshd_config(5). Does not see: keys that a directory or a command gives (the command is told),
 * certificates' authorities, `Match` blocks (their settings are read as if they held for all).
 */
import { type AuthorizedKey, readAuthorizedKeys } from '../../codec/authorized-keys/authorized-keys.ts';
import { knownKey } from '../../intel/known-keys.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { accountsOf, type Home } from './knowledge/accounts.ts';
import { Autostarts, type Entry, type Reason } from './knowledge/entry.ts';
import { leftOut } from './knowledge/folder-files.ts';
import { dumpReasons } from './knowledge/redis-dump.ts';
import { keySettings } from './ssh-keys-settings.ts';

interface KeyFile {
  readonly path: string;
  readonly account: Home;
}

interface FoundKey extends KeyFile {
  readonly key: AuthorizedKey;
  /** As it is written. */
  readonly text: string;
  /** What its file says. */
  readonly why: readonly Reason[];
}

/** One key in many accounts is a team's tool; in so many, and so many of them the system's own, it was spread. */
const manyAccounts = 3;
const manyServices = 2;
const mostBytes = 4 * 1024 * 1024;

export const sshKeys: Probe<'autostart'> = defineProbe({
  id: 'ssh-keys',
  title: 'Keys that may log in over SSH',
  emits: ['autostart'],
  platform: 'linux',
  *probe(machine) {
    const autostarts = new Autostarts(machine);
    const { patterns, left, commands } = keySettings(machine.tree);
    yield* leftOut(
      left,
      'files of keys or settings that the server’s settings name are not read',
      '/etc/ssh/sshd_config',
    );
    for (const { path, line, text, command } of commands)
      yield* autostarts.tell({
        mechanism: 'ssh-key',
        place: path,
        line,
        entry: text,
        starts: command,
        when: 'at login',
      });
    const files = keyFiles(machine, patterns);
    const keys: FoundKey[] = [];
    for (const file of files) {
      const text = machine.tree.text(file.path, mostBytes) ?? '';
      const lines = text.split('\n');
      const { keys: read, unread } = readAuthorizedKeys(text);
      const why = dumpReasons(text);
      for (const key of read) keys.push({ ...file, key, text: lines[key.line - 1] ?? '', why });
      if (unread > 0) yield unreadLines(unread, file.path);
    }
    const spread = spreadKeys(keys);
    for (const key of keys) yield* autostarts.tell(entryOf(key, spread));
    yield* autostarts.end('keys that may log in');
  },
});

function unreadLines(unread: number, path: string): Told<never> {
  const what = unread === 1 ? 'a line is no key' : `${unread} lines are no keys`;
  return { gap: { code: 'malformed', what, path } };
}

/** Each file once, as the first account that it is for has it. */
function keyFiles(machine: Machine, patterns: readonly string[]): KeyFile[] {
  const files = new Map<string, KeyFile>();
  for (const account of accountsOf(machine).homes)
    for (const pattern of patterns) {
      const path = pathOf(pattern, account);
      if (!files.has(path) && machine.tree.follow(path)?.kind === 'file') files.set(path, { path, account });
    }
  return [...files.values()];
}

/** `%h` the home, `%u` the name, `%U` the number; a path that is not absolute stands in the home. */
function pathOf(pattern: string, { user, uid, home }: Home): string {
  const values: Readonly<Record<string, string>> = { h: home, u: user, U: String(uid), '%': '%' };
  const path = pattern.replace(/%(.)/g, (code, letter: string) => values[letter] ?? code);
  return path.startsWith('/') ? path : `${home === '/' ? '' : home}/${path}`;
}

function spreadKeys(keys: readonly FoundKey[]): ReadonlySet<string> {
  const accounts = new Map<string, Map<string, Home>>();
  for (const { key, account } of keys) {
    const those = accounts.get(key.fingerprint) ?? new Map<string, Home>();
    accounts.set(key.fingerprint, those.set(account.user, account));
  }
  const spread = [...accounts].filter(([, those]) => {
    return those.size >= manyAccounts && [...those.values()].filter(isService).length >= manyServices;
  });
  return new Set(spread.map(([fingerprint]) => fingerprint));
}

/** An account of the system's own in which nobody is meant to log in. */
function isService({ uid, shell }: Home): boolean {
  return uid !== 0 && uid < 1000 && /\/(?:nologin|false)$/.test(shell);
}

function entryOf({ key, path, account, text, why: ofFile }: FoundKey, spread: ReadonlySet<string>): Entry {
  const { type, fingerprint, comment, options, line } = key;
  const command = options.find(({ name }) => name === 'command')?.value;
  const short = [type, fingerprint, comment.slice(0, 200)].filter((part) => part !== '').join(' ');
  // What a login is given to know may be a secret.
  const isOpen = !options.some(({ name }) => name === 'environment');
  const known = knownKey(fingerprint);
  const why: Reason[] = known !== undefined || spread.has(fingerprint) ? ['lets-in'] : [];
  return {
    mechanism: 'ssh-key',
    place: path,
    line,
    name: known === undefined ? short : `${short}: ${known.says}`,
    entry: isOpen ? text : short,
    user: account.user,
    when: 'when its owner logs in',
    why: [...why, ...ofFile],
    packagesBringIt: false,
    ...(command === undefined ? {} : { starts: command }),
  };
}
