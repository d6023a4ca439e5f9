/**
 * What a running kernel says of its modules in two places: the list that tools read, and a folder each below /sys.
 * Who takes a module off the list to hide it often leaves its folder. Sources: the kernel's ABI/stable/sysfs-module,
 * admin-guide/tainted-kernels.
 */
import type { MachineTree, Told } from '../../model/machine-units.ts';

export function* hiddenModules(tree: MachineTree): Iterable<Told<'machine-setting'>> {
  const before = listedModules(tree);
  if (before.size === 0) return;
  const folders = tree.list('/sys/module');
  const missing = folders.filter(({ name }) => !before.has(name) && isLive(tree, name));
  if (missing.length === 0) return;
  // One may have been loaded between the two looks.
  const after = listedModules(tree);
  for (const { name } of missing) {
    if (after.has(name) || !isLive(tree, name)) continue;
    yield {
      kind: 'machine-setting',
      path: `/sys/module/${name}`,
      value: {
        setting: `kernel module ${name.slice(0, 64)}`,
        value: 'running, and missing from the list of modules',
        usual: 'every module that runs stands in /proc/modules',
        says: 'the kernel runs a module that tools like lsmod do not show',
        why: ['hides', 'kernel-extended'],
      },
    };
  }
}

function listedModules(tree: MachineTree): ReadonlySet<string> {
  const lines = (tree.text('/proc/modules') ?? '').split('\n');
  return new Set(lines.map((line) => line.split(' ', 1)[0] ?? '').filter((name) => name !== ''));
}

/** What is built into the kernel has no state of its own. */
function isLive(tree: MachineTree, name: string): boolean {
  return tree.text(`/sys/module/${name}/initstate`)?.trim() === 'live';
}

const flags: readonly (readonly [bit: number, says: string])[] = [
  [0, 'a module whose source is closed'],
  [1, 'a module that was loaded by force'],
  [12, 'a module that is no part of the kernel’s source'],
  [13, 'a module without a signature'],
];

/** Ordinary with drivers that are built on the machine (graphics, file systems, virtual machines). */
export function* taint(tree: MachineTree): Iterable<Told<'machine-setting'>> {
  const path = '/proc/sys/kernel/tainted';
  const value = Number(tree.text(path)?.trim());
  if (!Number.isSafeInteger(value) || value <= 0) return;
  const says = flags.filter(([bit]) => Math.floor(value / 2 ** bit) % 2 === 1).map(([, text]) => text);
  if (says.length === 0) return;
  const modules = modulesWithFlags(tree);
  yield {
    kind: 'machine-setting',
    path,
    aside: true,
    value: {
      setting: 'kernel.tainted',
      says: `the kernel loaded ${says.join(', ')}${modules.length > 0 ? `: ${modules.join(', ')}` : ''}`,
      why: ['kernel-extended'],
      value: String(value),
    },
  };
}

/** `name size uses users Live address (POE)` */
function modulesWithFlags(tree: MachineTree): string[] {
  const lines = (tree.text('/proc/modules') ?? '').split('\n');
  const tainting = lines.filter((line) => /\([A-Z+-]*[OEPF][A-Z+-]*\)\s*$/.test(line.slice(-40)));
  return tainting.slice(0, 16).map((line) => line.split(' ', 1)[0] ?? '');
}
