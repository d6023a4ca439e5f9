/**
 * What npm and Node.js run by themselves: a shell or options that a `.npmrc` sets, and install scripts of packages that
 * are installed for everybody, where they carry something. Of a `.npmrc` only such lines are told: it holds tokens.
 * Source: npm's documentation of .npmrc, `script-shell`, `node-options` and scripts. Does not see: packages within
 * projects; their releases are compared with lists of known-bad ones elsewhere.
 */
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { scriptText } from './hook-scripts.ts';
import { accountsOf } from './knowledge/accounts.ts';
import { Autostarts } from './knowledge/entry.ts';
import { leftOut } from './knowledge/folder-files.ts';
import { isTellingLine } from './script-lines.ts';

const mostPackages = 2000;
const mostSettings = 2000;

export const npmHooks: Probe<'autostart'> = defineProbe({
  id: 'npm-hooks',
  title: 'What npm and Node.js run by themselves',
  emits: ['autostart'],
  platform: 'linux',
  wishes: [{ names: ['.npmrc', 'npmrc'] }],
  *probe(machine, wished) {
    const autostarts = new Autostarts(machine);
    const left = wished.left + Math.max(0, wished.paths.length - mostSettings);
    yield* leftOut(left, 'settings of npm are not read', '/');
    for (const place of new Set(wished.paths.slice(0, mostSettings)))
      for (const told of ofSettings(machine, autostarts, place))
        if (!('examine' in told) || told.examine !== place) yield told;
    const packages = globalPackages(machine);
    for (const folder of packages.slice(0, mostPackages)) yield* ofPackage(machine, autostarts, folder);
    yield* leftOut(packages.length - mostPackages, 'packages of npm are not read', '/usr/lib/node_modules');
    yield* autostarts.end('hooks of npm');
  },
});

function* ofSettings(machine: Machine, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  for (const [i, line] of (scriptText(machine, place) ?? '').split('\n').entries()) {
    const set = /^\s*(script-shell|node-options|shell|git|onload-script)\s*=\s*(\S.*)$/s.exec(line.slice(0, 4096));
    if (!set) continue;
    const [, key = '', value = ''] = set;
    const loaded = /(?:--require|--import|-r)[= ](\/[^\s"']+)/.exec(value)?.[1];
    yield* autostarts.tell({
      mechanism: 'npm-hook',
      place,
      line: i + 1,
      name: key,
      entry: line.trim(),
      when: 'when npm runs a script',
      packagesBringIt: false,
      ...(key === 'node-options' ? { loads: loaded === undefined ? [] : [loaded] } : { starts: value }),
    });
  }
}

/** Folders of packages that are installed for everybody, or for one account at once. */
function globalPackages(machine: Machine): string[] {
  const { tree } = machine;
  const homes = accountsOf(machine).homes.map(({ home }) => home);
  const versions = homes.flatMap((home) =>
    tree.list(`${home}/.nvm/versions/node`).map(({ name }) => `${home}/.nvm/versions/node/${name}/lib/node_modules`),
  );
  const roots = ['/usr/lib/node_modules', '/usr/local/lib/node_modules', ...versions];
  roots.push(...homes.map((home) => `${home}/.npm-global/lib/node_modules`));
  const packages = roots.flatMap((root) =>
    tree.list(root).flatMap(({ name }) => {
      if (!name.startsWith('@')) return [`${root}/${name}`];
      return tree.list(`${root}/${name}`).map((scoped) => `${root}/${name}/${scoped.name}`);
    }),
  );
  return [...new Set(packages)];
}

function* ofPackage(machine: Machine, autostarts: Autostarts, folder: string): Iterable<Told<'autostart'>> {
  const place = `${folder}/package.json`;
  const text = scriptText(machine, place) ?? '';
  for (const script of text.matchAll(/"((?:pre|post)?install)"\s{0,9}:\s{0,9}"((?:[^"\\]|\\.)*)(?:"|\\?$)/gs)) {
    const command = (script[2] ?? '').replace(/\\(["\\/])/g, '$1');
    if (!isTellingLine(command)) continue;
    const when = 'when it is installed';
    yield* autostarts.tell({ mechanism: 'npm-hook', place, name: script[1], entry: command, starts: command, when });
  }
}
