/**
 * Programs that anybody runs as their owner (set-uid). Shells, interpreters and tools that start others or write files
 * are delivered so by nobody: such a one, or a copy of one under any name, is a door back to root. Others that no package
 * brought are context.
 * Source: https://attack.mitre.org/techniques/T1548/001/; inode(7).
 * Does not see: capabilities (setcap), which stand in attributes of files that cannot be read here (`getcap -r /` tells
 * them); programs deeper in folders than is looked, and those within containers.
 */

import { defineProbe, type FileState, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { accountsOf } from './knowledge/accounts.ts';
import { Autostarts } from './knowledge/entry.ts';
import { packagesOf } from './knowledge/packages.ts';
import { nameOf } from './knowledge/path-names.ts';
import { formOf } from './knowledge/traced-file.ts';

/** How deep is looked below each folder; where links lead to one twice, once. */
const roots: readonly (readonly [folder: string, depth: number])[] = [
  ...['/', '/bin', '/sbin', '/usr/bin', '/usr/sbin', '/boot'].map((folder) => [folder, 0] as const),
  ...['/lib', '/usr/lib', '/usr/libexec', '/usr/share', '/dev/shm', '/tmp', '/var/tmp'].map((at) => [at, 1] as const),
  ...['/etc', '/usr/local', '/opt', '/srv', '/var', '/root'].map((folder) => [folder, 3] as const),
];
const homeDepth = 3;
/** What accounts of the system are given for a home. */
const isSystems = /^\/(?:$|(?:bin|boot|dev|etc|lib\w*|proc|run|sbin|sys|usr)(?:\/|$))/;
const mostEntries = 25_000;
const mostTold = 500;
/** Layers and roots of other systems have a `su` and a `mount` of their own. */
const ofOthers =
  /^\/var\/(?:lib\/(?:docker|containerd|containers|rancher|kubelet|lxc|lxd|incus|machines|snapd|flatpak|schroot|libvirt|apt|dpkg)|cache|log|snap)(?:\/|$)|^\/(?:home\/[^/]+|root)\/\.cache$|\/(?:node_modules|\.git|overlay2)$/;

const programs =
  /^(?:(?:ba|da|z|k|mk|c|tc|a|fi|rba)?sh|(?:python|perl|ruby|php|lua|tclsh|node)[\d.]*|nodejs|env|find|vi|vim(?:\.\w+)?|nano|emacs[\w.-]*|less|[gmn]?awk|sed|ed|cp|mv|dd|tee|tar|rsync|install|nmap|gdb|strace|xargs|nice|timeout|taskset|setarch|stdbuf|socat|nc|ncat|curl|wget|chmod|chown|base64|xxd|docker|systemctl)$/;
const shells = ['bash', 'dash', 'zsh', 'ksh', 'busybox', 'python3', 'perl', 'find', 'env'];
const shellFolders = ['/usr/bin', '/bin'];
const largestShell = 16 * 1024 * 1024;

export const setUid: Probe<'autostart'> = defineProbe({
  id: 'set-uid',
  title: 'Programs that anybody runs as their owner',
  emits: ['autostart'],
  platform: 'linux',
  *probe(machine) {
    const autostarts = new Autostarts(machine);
    const { found, stoppedIn } = setUidFiles(machine);
    for (const file of found.slice(0, mostTold)) yield* told(machine, autostarts, file);
    if (stoppedIn !== undefined || found.length > mostTold) {
      const what = 'more files are not looked at for the right to run as their owner';
      yield { gap: { code: 'limit-count', what, path: stoppedIn ?? '/' } };
    }
    yield* autostarts.end('programs that run as their owner');
  },
});

interface SetUidFile {
  readonly path: string;
  readonly state: FileState;
}

interface Folder {
  readonly path: string;
  readonly left: number;
}

/** The shallow before the deep. */
function setUidFiles(machine: Machine): { readonly found: readonly SetUidFile[]; readonly stoppedIn?: string } {
  const { tree } = machine;
  const found: SetUidFile[] = [];
  const open = foldersOf(machine);
  const entered = new Set(open.map(({ path }) => path));
  let entries = 0;
  for (let at = 0; at < open.length; at++) {
    const { path: folder, left } = open[at] ?? { path: '/', left: 0 };
    const listed = tree.list(folder);
    // The root of another system, unpacked here.
    if (folder !== '/' && listed.some(({ name }) => name === 'usr') && listed.some(({ name }) => name === 'etc'))
      continue;
    for (const { name, kind } of listed) {
      if (++entries > mostEntries) return { found, stoppedIn: folder };
      const path = folder === '/' ? `/${name}` : `${folder}/${name}`;
      const state = kind === 'file' ? tree.stat(path) : undefined;
      if (state !== undefined && isSetUid(state)) found.push({ path, state });
      if (kind !== 'folder' || left === 0 || entered.has(path) || ofOthers.test(path)) continue;
      entered.add(path);
      open.push({ path, left: left - 1 });
    }
  }
  return { found };
}

function foldersOf(machine: Machine): Folder[] {
  const homes = accountsOf(machine).homes.flatMap(({ home }) =>
    isSystems.test(home) ? [] : [[home, homeDepth] as const],
  );
  const folders = new Map<string, Folder>();
  for (const [folder, left] of [...roots, ...homes]) {
    const path = machine.tree.real(folder);
    const known = path === undefined ? undefined : folders.get(path);
    // A link to the root would have all of it looked at.
    if (path !== undefined && (path !== '/' || left === 0) && (known?.left ?? -1) < left)
      folders.set(path, { path, left });
  }
  return [...folders.values()];
}

/** Somebody must be able to run it. */
function isSetUid({ kind, mode, size }: FileState): boolean {
  return kind === 'file' && (mode & 0o4000) !== 0 && (mode & 0o111) !== 0 && size > 0;
}

function* told(machine: Machine, autostarts: Autostarts, { path, state }: SetUidFile): Iterable<Told<'autostart'>> {
  // The kernel takes no script so.
  if (formOf(machine, path) !== 'program') return;
  const name = nameOf(path);
  const isDoor = programs.test(name) || isCopyOfShell(machine, path, state);
  if (!isDoor && packagesOf(machine).ownedBy(path)) return;
  const user = accountsOf(machine).nameOf(state.uid) ?? String(state.uid);
  yield* autostarts.tell({
    mechanism: 'set-uid',
    place: path,
    entry: `mode ${state.mode.toString(8)} of ${user}`,
    loads: [path],
    user,
    when: 'whenever anybody starts it',
    // Whoever brought the program, nobody brought it so.
    packagesBringIt: !isDoor,
    why: isDoor ? ['lets-in'] : [],
  });
}

function isCopyOfShell(machine: Machine, path: string, { size }: FileState): boolean {
  if (size > largestShell) return false;
  const { tree } = machine;
  const alike = shellFolders
    .flatMap((folder) => shells.map((name) => `${folder}/${name}`))
    .filter((shell) => tree.real(shell) !== tree.real(path) && tree.follow(shell)?.size === size);
  const own = alike.length === 0 ? undefined : tree.read(path, largestShell)?.bytes;
  return own !== undefined && alike.some((shell) => isEqual(own, tree.read(shell, largestShell)?.bytes));
}

function isEqual(left: Uint8Array, right: Uint8Array | undefined): boolean {
  return right?.length === left.length && left.every((byte, i) => byte === right[i]);
}
