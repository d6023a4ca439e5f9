/** What a probe leaves out because there is too much of it, it says: each bound, from the outside. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Files, type MachineOptions, machineOf, runProbe } from '../../../tests/machine-tree.ts';
import type { MachineMiss, Probe } from '../../model/machine-units.ts';
import { accountsProbe } from './accounts-probe.ts';
import { bootHooks } from './boot-hooks.ts';
import { dbusServices } from './dbus-services.ts';
import { defences } from './defences.ts';
import { desktop } from './desktop.ts';
import { droppedFiles } from './dropped-files.ts';
import { ebpf } from './ebpf.ts';
import { FolderFiles } from './knowledge/folder-files.ts';
import { modules } from './modules.ts';
import { networkHooks } from './network-hooks.ts';
import { npmHooks } from './npm-hooks.ts';
import { packageHooks } from './package-hooks.ts';
import { pam } from './pam.ts';
import { podmanQuadlets } from './podman-quadlets.ts';
import { preload } from './preload.ts';
import { processManagers } from './process-managers.ts';
import { pythonHooks } from './python-hooks.ts';
import { rcScripts } from './rc-scripts.ts';
import { shellProfiles } from './shell-profiles.ts';
import { sshKeys } from './ssh-keys.ts';
import { staticPods } from './static-pods.ts';
import { sudoers } from './sudoers.ts';
import { systemd } from './systemd.ts';
import { tuning } from './tuning.ts';
import { udev } from './udev.ts';
import { webRoot } from './web-root.ts';
import { windowsStartupFolders } from './windows/startup-folders.ts';

/** So many files of one content in a folder, or whatever stands between the number and the rest of a path. */
function many(count: number, pathOf: (i: number) => string, content: Files[string] = ''): Files {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [pathOf(i), content]));
}

const hosts = Array.from({ length: 203 }, () => '0.0.0.0 supportxmr.com').join('\n');
const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  containers:\n  - name: c\n    image: nginx\n';
const php = { content: '<?php echo 1;', modified: Date.UTC(2026, 10, 22) };
const program = { content: '#!/bin/sh\n', mode: 0o755 };
const deep = (folder: string, depth: number): string => `${folder}${'/d'.repeat(depth)}/x`;

interface Bound {
  readonly of: string;
  readonly probe: Probe;
  readonly files: Files;
  readonly gap: MachineMiss['gap'];
  readonly options?: MachineOptions;
}

const count = (what: string, path: string): MachineMiss['gap'] => ({ code: 'limit-count', what, path });

function folderBound(probe: Probe, folder: string, ending = ''): Bound {
  const files = many(5003, (i) => `${folder}/${i}${ending}`);
  return { of: folder, probe, files, gap: count('3 more files of the folder are not read', folder) };
}

const sudo = folderBound(sudoers, '/etc/sudoers.d');

const bounds: readonly Bound[] = [
  { ...sudo, files: { ...sudo.files, '/etc/sudoers': '@includedir /etc/sudoers.d\n' } },
  folderBound(networkHooks, '/etc/network/if-up.d'),
  folderBound(networkHooks, '/etc/network/interfaces.d'),
  folderBound(packageHooks, '/etc/apt/apt.conf.d'),
  folderBound(udev, '/etc/udev/rules.d'),
  folderBound(pam, '/etc/pam.d'),
  folderBound(preload, '/etc/ld.so.conf.d'),
  folderBound(modules, '/etc/modules-load.d'),
  folderBound(desktop, '/etc/xdg/autostart'),
  folderBound(tuning, '/etc/sysctl.d'),
  folderBound(shellProfiles, '/etc/profile.d'),
  folderBound(bootHooks, '/etc/grub.d'),
  folderBound(dbusServices, '/usr/share/dbus-1/services'),
  folderBound(processManagers, '/etc/monit.d'),
  {
    of: 'settings of Supervisor',
    probe: processManagers,
    files: many(501, (i) => `/etc/supervisor.d/${i}.ini`),
    // Besides these its main settings, which may stand in five places.
    gap: count('6 more settings of Supervisor are not read', '/etc/supervisor'),
  },
  {
    of: 'files that sudo includes',
    probe: sudoers,
    files: { '/etc/sudoers': Array.from({ length: 204 }, (_, i) => `@include /etc/s${i}\n`).join('') },
    gap: count('5 more files that sudo includes are not read', '/etc/sudoers'),
  },
  {
    of: 'pinned programs of the kernel',
    probe: ebpf,
    files: many(501, (i) => `/sys/fs/bpf/${i}`),
    gap: count('more pinned programs are not looked at', '/sys/fs/bpf'),
  },
  {
    of: 'folders of pinned programs',
    probe: ebpf,
    files: { [deep('/sys/fs/bpf', 9)]: '' },
    gap: count('more pinned programs are not looked at', '/sys/fs/bpf/d/d/d/d/d/d/d/d'),
  },
  {
    of: 'processes that may hold programs of the kernel',
    probe: ebpf,
    files: many(4098, (i) => `/proc/${i + 1}/comm`),
    gap: count('2 more processes are not asked for programs inside the kernel', '/proc'),
    options: { running: {} },
  },
  {
    of: 'open files of a process',
    probe: ebpf,
    files: many(4097, (i) => `/proc/7/fd/${i}`),
    gap: count('1 more open files are not looked at', '/proc/7/fd'),
    options: { running: {} },
  },
  {
    of: 'packages of npm',
    probe: npmHooks,
    files: many(2002, (i) => `/usr/lib/node_modules/p${i}/package.json`, '{}'),
    gap: count('2 more packages of npm are not read', '/usr/lib/node_modules'),
  },
  {
    of: 'settings of npm',
    probe: npmHooks,
    files: many(2001, (i) => `/srv/${i}/.npmrc`),
    gap: count('1 more settings of npm are not read', '/'),
  },
  {
    of: 'configurations of web servers',
    probe: webRoot,
    files: many(301, (i) => `/etc/nginx/conf.d/${i}.conf`),
    gap: count('1 more configurations of web servers are not read', '/etc'),
  },
  {
    of: 'web roots',
    probe: webRoot,
    files: {
      '/etc/passwd': Array.from({ length: 201 }, (_, i) => `u${i}:x:${1000 + i}:100::/home/u${i}:/bin/sh\n`).join(''),
      ...many(201, (i) => `/home/u${i}/www/index.html`),
    },
    gap: count('1 more web roots are not looked into', '/home/u99/www'),
  },
  {
    of: 'depth of a web root',
    probe: webRoot,
    files: { [deep('/var/www', 17)]: '' },
    gap: { code: 'limit-depth', what: '1 folders so deep are not looked into', path: `/var/www${'/d'.repeat(17)}` },
  },
  {
    of: 'files of web roots that are told',
    probe: webRoot,
    files: many(502, (i) => `/var/www/uploads/${i}.php`, php),
    gap: count('2 more files of web roots are not told', '/var/www'),
  },
  {
    of: 'new files of web roots',
    probe: webRoot,
    files: many(303, (i) => `/var/www/${i}.php`, php),
    gap: count('3 more new files of web roots are not examined', '/var/www'),
  },
  {
    of: 'hidden folders of the system',
    probe: droppedFiles,
    files: many(501, (i) => `/opt/.h${i}/x`),
    gap: count('1 more hidden folders of the system are not looked into', '/'),
  },
  {
    of: 'hidden folders of homes',
    probe: droppedFiles,
    files: many(501, (i) => `/root/.h${i}/x`),
    gap: count('1 more hidden folders of homes are not looked into', '/home'),
  },
  {
    of: 'depth of a temporary folder',
    probe: droppedFiles,
    files: { [deep('/tmp', 9)]: '' },
    gap: { code: 'limit-depth', what: '1 folders so deep are not looked into', path: `/tmp${'/d'.repeat(9)}` },
  },
  {
    of: 'dropped programs that are told',
    probe: droppedFiles,
    files: many(1002, (i) => `/tmp/${i}`, program),
    gap: count('2 more programs and scripts of temporary and hidden folders are not told', '/tmp'),
  },
  {
    of: 'names in /etc/hosts',
    probe: defences,
    files: { '/etc/hosts': hosts },
    gap: count('3 more names of pools, makers of security tools and servers of updates are not told', '/etc/hosts'),
  },
  {
    of: 'lines of a script',
    probe: networkHooks,
    files: { '/etc/network/if-up.d/x': `${'nohup x &\n'.repeat(42)}` },
    gap: count('2 more lines are not looked at', '/etc/network/if-up.d/x'),
  },
  {
    of: 'lines of a .pth file',
    probe: pythonHooks,
    files: { '/usr/lib/python3/dist-packages/x.pth': 'x\n'.repeat(5001) },
    gap: count('2 more lines are not looked at', '/usr/lib/python3/dist-packages/x.pth'),
  },
  {
    of: 'scripts of runlevels',
    probe: rcScripts,
    files: many(2003, (i) => `/etc/local.d/${i}.start`),
    gap: count('3 more scripts of runlevels are not read', '/etc/runlevels'),
  },
  {
    of: 'manifests of pods',
    probe: staticPods,
    files: many(502, (i) => `/etc/kubernetes/manifests/${i}.yaml`, pod),
    gap: count('2 more manifests of pods are not read', '/etc/kubernetes/manifests'),
  },
  {
    of: 'containers of a manifest',
    probe: staticPods,
    files: { '/etc/kubernetes/manifests/x.yaml': `${pod}---\n`.repeat(1003) },
    gap: count('3 more containers of the manifest are not told', '/etc/kubernetes/manifests/x.yaml'),
  },
  {
    of: 'units of containers',
    probe: podmanQuadlets,
    files: many(501, (i) => `/etc/containers/systemd/${i}.container`),
    gap: count('1 more units of containers are not read', '/etc/containers/systemd'),
  },
  {
    of: 'files of keys that sshd is told',
    probe: sshKeys,
    files: { '/etc/ssh/sshd_config': Array.from({ length: 255 }, (_, i) => `AuthorizedKeysFile /k/${i}\n`).join('') },
    gap: count('1 more files of keys or settings that the server’s settings name are not read', '/etc/ssh/sshd_config'),
  },
  {
    of: 'lines of /etc/passwd',
    probe: accountsProbe,
    files: { '/etc/passwd': '\n'.repeat(100_001) },
    gap: count('more lines are not read', '/etc/passwd'),
  },
  {
    of: 'users of Windows',
    probe: windowsStartupFolders,
    files: many(502, (i) => `/Users/u${i}/x`),
    gap: count('2 more homes of users are not looked into', '/Users'),
    options: { platform: 'windows' },
  },
  {
    of: 'entries of a Startup folder',
    probe: windowsStartupFolders,
    files: {
      '/Windows/notepad.exe': '',
      ...many(501, (i) => `/ProgramData/Microsoft/Windows/Start Menu/Programs/Startup/${i}.lnk`),
    },
    gap: count(
      '1 more entries of the folder are not read',
      '/ProgramData/Microsoft/Windows/Start Menu/Programs/Startup',
    ),
    options: { platform: 'windows' },
  },
  {
    of: 'the length of a command',
    probe: systemd,
    files: { '/etc/systemd/system/x.service': `[Service]\nExecStart=/bin/true ${'x'.repeat(9000)}\n` },
    gap: count('only the beginning of commands is looked at, of 1 systemd units', '/etc/systemd/system'),
  },
  {
    of: 'commands that are looked at together',
    probe: systemd,
    files: many(
      1100,
      (i) => `/etc/systemd/system/${i}.service`,
      `[Service]\nExecStart=/bin/true ${'x'.repeat(8100)}\n`,
    ),
    gap: count('not all systemd units are looked at: together their commands are too long', '/etc/systemd/system'),
  },
];

describe('what a bound leaves out is a gap', () => {
  it.each(bounds)('$of', ({ probe, files, gap, options }) => {
    const told = runProbe(probe, machineOf(files, options)).filter((one) => 'gap' in one);
    expect(told).toContainEqual({ gap });
  });
});

test('of a folder the first files are read and the others counted', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4990, max: 5010 }), (size) => {
      const folders = new FolderFiles(machineOf(many(size, (i) => `/x/${i}`)).tree);
      expect(folders.of('/x')).toHaveLength(Math.min(size, 5000));
      expect([...folders.misses()]).toHaveLength(size > 5000 ? 1 : 0);
    }),
    { numRuns: 20 },
  );
});
