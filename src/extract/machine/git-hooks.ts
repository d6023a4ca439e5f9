/**
 * What git runs by itself: hooks of repositories, and settings that name a folder of hooks or a program.
 * Source: githooks(5), git-config(1). Hooks are ordinary; samples, and hooks that may not be run, are left out.
 * Does not see: repositories without a folder of work, settings that another file includes.
 */

import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { scriptText, toldScript } from './hook-scripts.ts';
import { accountsOf } from './knowledge/accounts.ts';
import { Autostarts } from './knowledge/entry.ts';
import { leftOut } from './knowledge/folder-files.ts';
import { nameOf } from './knowledge/path-names.ts';

const hooks = (
  'applypatch-msg pre-applypatch post-applypatch pre-commit pre-merge-commit prepare-commit-msg commit-msg ' +
  'post-commit pre-rebase post-checkout post-merge pre-push pre-receive update post-receive post-update ' +
  'push-to-checkout pre-auto-gc post-rewrite sendemail-validate fsmonitor-watchman post-index-change'
).split(' ');
const mostRead = 2000;

export const gitHooks: Probe<'autostart'> = defineProbe({
  id: 'git-hooks',
  title: 'What git runs by itself',
  emits: ['autostart'],
  platform: 'linux',
  wishes: [{ names: [...hooks, 'config'], within: ['.git'] }],
  *probe(machine, wished) {
    const autostarts = new Autostarts(machine);
    const homes = accountsOf(machine).homes.flatMap(({ home }) => [`${home}/.gitconfig`, `${home}/.config/git/config`]);
    for (const place of new Set(['/etc/gitconfig', ...homes])) yield* ofSettings(machine, autostarts, place);
    const paths = wished.paths.filter((path) => /\/hooks\/[^/]+$|\/config$/.test(path));
    for (const path of paths.slice(0, mostRead))
      if (path.endsWith('/config')) yield* ofSettings(machine, autostarts, path);
      else yield* ofHook(machine, autostarts, path);
    const left = Math.max(0, paths.length - mostRead) + wished.left;
    yield* leftOut(left, 'files of git are not read', '/');
    yield* autostarts.end('hooks of git');
  },
});

function* ofHook(machine: Machine, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  if (((machine.tree.follow(place)?.mode ?? 0) & 0o111) === 0) return;
  const name = nameOf(place);
  const when = `at git’s ${name}`;
  yield* toldScript(machine, autostarts, { mechanism: 'git-hook', place, name, when, packagesBringIt: false });
}

/** Settings that name a command, by section; in some only what begins with `!` is one. */
const commandKeys: ReadonlyMap<string, RegExp> = new Map([
  ['core', /^(?:hooksPath|fsmonitor|sshCommand|pager|editor|askPass|gitProxy)$/i],
  ['alias', /^[\w-]+$/],
  ['credential', /^helper$/i],
  ['diff', /^(?:external|textconv|command)$/i],
  ['filter', /^(?:clean|smudge|process)$/i],
  ['merge', /^driver$/i],
  ['gpg', /^program$/i],
  ['sequence', /^editor$/i],
  ['interactive', /^diffFilter$/i],
  ['uploadpack', /^packObjectsHook$/i],
]);
const marked: ReadonlySet<string> = new Set(['alias', 'credential']);

function* ofSettings(machine: Machine, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  let section = '';
  for (const [i, line] of (scriptText(machine, place) ?? '').split('\n').entries()) {
    section = /^\s*\[([^\]\s"]{1,64})/.exec(line)?.[1]?.toLowerCase() ?? section;
    // A setting may stand on the line of its section.
    const written = line.slice(0, 4096).replace(/^\s*\[[^\]]{0,256}\]/, '');
    const [, key = '', value = ''] = /^\s*([\w-]{1,64})\s*=\s*(\S.*)$/s.exec(written) ?? [];
    if (!commandKeys.get(section)?.test(key) || /^(?:true|false)\s*$/.test(value)) continue;
    const command = value.replace(/^"(.*)"\s*$/, '$1');
    if (marked.has(section) && !command.startsWith('!')) continue;
    yield* autostarts.tell({
      mechanism: 'git-hook',
      place,
      line: i + 1,
      name: `${section}.${key}`,
      entry: line,
      when: 'when git is used',
      packagesBringIt: false,
      ...(key.toLowerCase() === 'hookspath'
        ? { loads: command.startsWith('/') ? [command] : [] }
        : { starts: command.replace(/^!/, ''), around: { folder: repositoryOf(place) } }),
    });
  }
}

function repositoryOf(place: string): string {
  const at = place.indexOf('/.git/');
  return at < 0 ? '/' : place.slice(0, at) || '/';
}
