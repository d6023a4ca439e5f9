/**
 * What runs when the system is started before any service, or when a kernel is set up: scripts of the boot image
 * (initramfs-tools, dracut, mkinitcpio), of the boot menu (GRUB) and of kernels' installation, and what a kernel is told
 * to start first (`init=`).
 * Sources: initramfs-tools(7), dracut.modules(7), mkinitcpio(8), update-grub(8), kernel-install(8), bootparam(7).
 * Does not see: what was already built into a boot image, boot loaders and firmware themselves.
 */
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { scriptText, toldScript } from './hook-scripts.ts';
import { isOwned } from './knowledge/brought.ts';
import { Autostarts } from './knowledge/entry.ts';
import type { FolderFiles } from './knowledge/folder-files.ts';

const built = 'when a boot image is built';
const early = 'at boot, before all else';
const menu = 'when the boot menu is written';
const kernel = 'when a kernel is installed or removed';

type Place = readonly [path: string, when: string];

const folders: readonly Place[] = [
  ['/etc/initramfs-tools/hooks', built],
  ['/usr/share/initramfs-tools/hooks', built],
  ['/etc/initramfs/post-update.d', built],
  ['/etc/dracut.conf.d', built],
  ['/etc/initcpio/install', built],
  ['/etc/initcpio/hooks', early],
  ['/etc/initcpio/post', built],
  ['/etc/grub.d', menu],
  ['/etc/default/grub.d', menu],
  ['/usr/lib/kernel/install.d', kernel],
];
/** Folders of such folders. */
const foldersAbove: readonly Place[] = [
  ['/etc/initramfs-tools/scripts', early],
  ['/usr/share/initramfs-tools/scripts', early],
  ['/usr/lib/dracut/modules.d', early],
  ['/etc/kernel', kernel],
];
const settings: readonly Place[] = [
  ['/etc/initramfs-tools/initramfs.conf', built],
  ['/etc/dracut.conf', built],
  ['/etc/mkinitcpio.conf', built],
  ['/etc/default/grub', menu],
];
const kernelLines = ['/etc/default/grub', '/etc/kernel/cmdline', '/proc/cmdline'];

export const bootHooks: Probe<'autostart'> = defineProbe({
  id: 'boot-hooks',
  title: 'What runs before all services: boot images, boot menu, kernels',
  emits: ['autostart'],
  platform: 'linux',
  *probe(machine) {
    const autostarts = new Autostarts(machine);
    for (const [place, when] of scriptsOf(machine, autostarts.folders))
      yield* toldScript(machine, autostarts, { mechanism: 'boot-hook', place, when, user: 'root' });
    for (const place of kernelLines) yield* ofKernelLine(machine, autostarts, place);
    yield* autostarts.end('hooks of the boot');
  },
});

/** Of the system's own folders only what no package brought: the others are hundreds. */
function* scriptsOf(machine: Machine, files: FolderFiles): Iterable<Place> {
  yield* settings;
  const below = foldersAbove.flatMap(([path, when]) =>
    machine.tree
      .list(path)
      .flatMap(({ name, kind }): Place[] => (kind === 'folder' ? [[`${path}/${name}`, when]] : [])),
  );
  for (const [folder, when] of [...folders, ...below])
    for (const path of files.of(folder)) if (folder.startsWith('/etc/') || !isOwned(machine, path)) yield [path, when];
}

/** `init=/path`: the kernel starts that in place of the system's own. */
function* ofKernelLine(machine: Machine, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  for (const [i, line] of (scriptText(machine, place) ?? '').split('\n').entries()) {
    if (/^\s*#/.test(line)) continue;
    for (const [entry, path = ''] of line.slice(0, 8192).matchAll(/(?<![\w.-])(?:rd)?init=(\/[^\s"']{1,1024})/g))
      yield* autostarts.tell({
        mechanism: 'boot-hook',
        place,
        line: i + 1,
        entry,
        loads: [path],
        user: 'root',
        when: early,
        packagesBringIt: false,
      });
  }
}
