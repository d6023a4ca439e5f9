/**
 * Who may become root without a password: rules of /etc/sudoers and of the files that it includes.
 * Source: sudoers(5). Such rules are ordinary for administrators, for cloud images and for build servers; for an account
 * that a web or database server runs as, or for everybody, they let in. Does not see: rules in LDAP, polkit, doas.
 */
import { readSudoers, type Sudoers, type SudoRule } from '../../codec/sudoers/sudoers.ts';
import { defineProbe, type MachineTree, type Probe } from '../../model/machine-units.ts';
import { Autostarts, type Entry } from './knowledge/entry.ts';
import { leftOut } from './knowledge/folder-files.ts';

/** Accounts that answer the network or own nothing: nobody gives them all rights for their work. */
const servants = new Set(
  (
    'www-data apache apache2 nginx httpd nobody daemon bin sys games man lp mail news uucp proxy ftp mysql mariadb ' +
    'postgres redis memcached mongodb elasticsearch tomcat solr activemq confluence ALL %ALL'
  ).split(' '),
);
const mostFiles = 200;

export const sudoers: Probe<'autostart'> = defineProbe({
  id: 'sudoers',
  title: 'Who may become root without a password',
  emits: ['autostart'],
  platform: 'linux',
  *probe(machine) {
    const autostarts = new Autostarts(machine);
    const included = new Included(machine.tree, autostarts);
    for (const [place, { rules, defaults }] of included.read()) {
      for (const rule of rules) if (isWide(rule)) yield* autostarts.tell(entryOf(place, rule));
      for (const { line, text } of defaults)
        if (/!authenticate|LD_PRELOAD|LD_LIBRARY_PATH/.test(text))
          yield* autostarts.tell({ mechanism: 'sudoers', place, line, entry: `Defaults ${text}` });
    }
    yield* leftOut(included.left, 'files that sudo includes are not read', '/etc/sudoers');
    yield* autostarts.end('rules that give root’s rights');
  },
});

/** `/etc/sudoers` and the files that it includes, and those that these include. */
class Included {
  readonly #tree: MachineTree;
  readonly #autostarts: Autostarts;
  readonly #places = new Set(['/etc/sudoers']);

  constructor(tree: MachineTree, autostarts: Autostarts) {
    this.#tree = tree;
    this.#autostarts = autostarts;
  }

  *read(): Iterable<[string, Sudoers]> {
    let count = 0;
    // A set is walked in the order in which it grows.
    for (const place of this.#places) {
      if (++count > mostFiles) return;
      const read = readSudoers(this.#tree.text(place) ?? '');
      yield [place, read];
      for (const include of read.includes) for (const path of this.#filesOf(include)) this.#places.add(path);
    }
  }

  /** Files that were named, and for which there was no room. */
  get left(): number {
    return this.#places.size - mostFiles;
  }

  #filesOf({ path, folder }: Sudoers['includes'][number]): readonly string[] {
    const absolute = path.startsWith('/') ? path : `/etc/${path}`;
    if (!folder) return [absolute];
    // sudo itself leaves out names with a dot and those that end in ~.
    return this.#autostarts.folders.of(absolute.replace(/\/$/, '')).filter((file) => /\/[^./]*[^./~]$/.test(file));
  }
}

/** All commands, or any without a password; for more than root and the administrators' own groups. */
function isWide({ users, grants }: SudoRule): boolean {
  if (users.every((user) => user === 'root')) return false;
  const isUsual = users.every((user) => /^(?:root|%sudo|%wheel|%admin)$/.test(user));
  return grants.some(({ free, command }) => free || (command === 'ALL' && !isUsual));
}

function entryOf(place: string, { line, text, users, grants }: SudoRule): Entry {
  const unasked = grants.some(({ free, command }) => free && command === 'ALL');
  const commands = grants.map(({ command }) => command.split(' ', 1)[0] ?? '');
  return {
    mechanism: 'sudoers',
    place,
    line,
    entry: text,
    loads: commands.filter((command) => command.startsWith('/') && !/[*?[\]\\]|\/$/.test(command)).slice(0, 32),
    user: users.join(', '),
    when: unasked ? 'without a password' : undefined,
    why: unasked && users.some((user) => servants.has(user)) ? ['lets-in'] : [],
  };
}
