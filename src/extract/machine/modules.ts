/**
 * Modules of the kernel: what is loaded at the start, what no package brought, what runs and is missing from the list of
 * modules, and what the kernel itself says about having been extended.
 * Sources: modules-load.d(5), proc(5), sysfs(5), the kernel's admin-guide/tainted-kernels. Does not see: a module that
 * hides from /sys as well; modules in the initial file system.
 */

import { knownRootkit } from '../../intel/rootkits.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { scriptText, toldScript } from './hook-scripts.ts';
import { Autostarts, type Entry } from './knowledge/entry.ts';
import { leftOut } from './knowledge/folder-files.ts';
import { packagesOf } from './knowledge/packages.ts';
import { nameOf } from './knowledge/path-names.ts';
import { hiddenModules, taint } from './modules-running.ts';

const boot = 'at boot';

export const modules: Probe<'autostart' | 'machine-setting'> = defineProbe({
  id: 'modules',
  title: 'Modules of the kernel',
  emits: ['autostart', 'machine-setting'],
  platform: 'linux',
  wishes: [{ endings: ['.ko', '.ko.xz', '.ko.zst', '.ko.gz'] }],
  *probe(machine, wished) {
    const autostarts = new Autostarts(machine);
    const folders = ['/etc/modules-load.d', '/run/modules-load.d', '/usr/local/lib/modules-load.d'];
    for (const place of ['/etc/modules', ...folders.flatMap((folder) => autostarts.folders.of(folder))])
      yield* listed(machine, autostarts, place);
    for (const place of ['/etc/rc.modules', ...autostarts.folders.of('/etc/sysconfig/modules')])
      yield* toldScript(machine, autostarts, { mechanism: 'kernel-module', place, when: boot });
    yield* unbrought(machine, autostarts, wished.paths);
    yield* leftOut(wished.left, 'modules are not looked at', '/lib/modules');
    yield* autostarts.end('modules of the kernel that are loaded at the start or that no package brought');
    yield* hiddenModules(machine.tree);
    yield* taint(machine.tree);
  },
});

/** A name a line, with parameters in /etc/modules. */
function* listed(machine: Machine, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  for (const [i, line] of (scriptText(machine, place) ?? '').split('\n').entries()) {
    const [name = ''] = line.trim().split(/\s/, 1);
    if (!/^[\w-]{1,64}$/.test(name)) continue;
    yield* autostarts.tell({
      mechanism: 'kernel-module',
      place,
      line: i + 1,
      name,
      entry: line,
      when: boot,
      ...rootkitReason(name),
    });
  }
}

/** By the folder they stand in: built here for hardware (`dkms`) or brought by hand. */
function* unbrought(machine: Machine, autostarts: Autostarts, paths: readonly string[]): Iterable<Told<'autostart'>> {
  const packages = packagesOf(machine);
  for (const place of paths) {
    const name = nameOf(place).replace(/\.ko\b.*$/, '');
    const isKnown = knownRootkit(name) !== undefined;
    const isInstalled = /^\/(?:usr\/)?lib\/modules\//.test(place);
    const isOrdinary = packages.databases.length === 0 || /\/(?:updates|dkms|weak-updates)\//.test(place);
    if (!isKnown && (!isInstalled || isOrdinary || packages.ownedBy(place))) continue;
    yield* autostarts.tell({ mechanism: 'kernel-module', place, name, loads: [place], ...rootkitReason(name) });
  }
}

/** Whoever loads it lets it into everything; under such a name it is no driver. */
function rootkitReason(name: string): Pick<Entry, 'why'> {
  return knownRootkit(name)?.form === 'module' ? { why: ['loads-into-everything'] } : {};
}
