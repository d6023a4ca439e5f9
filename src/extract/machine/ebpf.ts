/**
 * Programs for the kernel's own machine (eBPF) that are kept beyond the process that loaded them, and processes that
 * hold some. Both are ordinary: systemd, container networks and monitors load them. What one does is not told.
 * Sources: bpf(2), bpffs in the kernel's documentation. Does not see: programs that are attached and held by no process
 * and pinned nowhere; what they filter or hide.
 */
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { Autostarts } from './knowledge/entry.ts';
import { leftOut } from './knowledge/folder-files.ts';

const root = '/sys/fs/bpf';
const mostObjects = 500;
const mostProcesses = 4096;
/** Open files that are looked at of one process. */
const mostFiles = 4096;
const deepest = 8;

export const ebpf: Probe<'autostart'> = defineProbe({
  id: 'ebpf',
  title: 'Programs inside the kernel (eBPF)',
  emits: ['autostart'],
  platform: 'linux',
  *probe(machine) {
    const autostarts = new Autostarts(machine);
    const { places, stoppedIn } = pinned(machine);
    for (const place of places)
      yield* autostarts.tell({ mechanism: 'ebpf', place, name: place.slice(root.length + 1), packagesBringIt: false });
    if (stoppedIn !== undefined)
      yield { gap: { code: 'limit-count', what: 'more pinned programs are not looked at', path: stoppedIn } };
    yield* held(machine, autostarts);
    yield* autostarts.end('programs inside the kernel');
  },
});

/** `stoppedIn`: a folder in which there are more, or the first that is too deep. */
function pinned(machine: Machine): { readonly places: readonly string[]; readonly stoppedIn?: string } {
  const places: string[] = [];
  let folders = [root];
  for (let depth = 0; depth < deepest && folders.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of folders)
      for (const { name, kind } of machine.tree.list(folder)) {
        if (places.length + next.length >= mostObjects) return { places, stoppedIn: folder };
        if (kind === 'folder') next.push(`${folder}/${name}`);
        else if (kind !== 'link') places.push(`${folder}/${name}`);
      }
    folders = next;
  }
  const [tooDeep] = folders;
  return { places, ...(tooDeep === undefined ? {} : { stoppedIn: tooDeep }) };
}

/** One entry a process, with the kinds of its programs. */
function* held(machine: Machine, autostarts: Autostarts): Iterable<Told<'autostart'>> {
  if (!machine.running) return;
  const processes = machine.tree.list('/proc').filter(({ name }) => /^\d+$/.test(name));
  yield* leftOut(processes.length - mostProcesses, 'processes are not asked for programs inside the kernel', '/proc');
  for (const { name } of processes.slice(0, mostProcesses)) {
    const folder = `/proc/${name}`;
    const files = machine.tree.list(`${folder}/fd`);
    yield* leftOut(files.length - mostFiles, 'open files are not looked at', `${folder}/fd`);
    const looked = files.slice(0, mostFiles);
    const programs = looked.filter((file) => machine.tree.target(`${folder}/fd/${file.name}`)?.includes('bpf-prog'));
    if (programs.length === 0) continue;
    const kinds = new Set(programs.map((file) => kindOf(machine, `${folder}/fdinfo/${file.name}`)));
    const comm = machine.tree.text(`${folder}/comm`)?.trim().slice(0, 64) ?? '';
    const entry = `${programs.length} programs held by process ${name} (${comm}): ${[...kinds].join(', ')}`;
    yield* autostarts.tell({ mechanism: 'ebpf', place: folder, name: comm, entry, packagesBringIt: false });
  }
}

/** enum bpf_prog_type of include/uapi/linux/bpf.h: those that may watch or change what programs see. */
const kinds: Readonly<Record<string, string>> = {
  1: 'socket filter',
  2: 'probe of the kernel',
  3: 'traffic class',
  5: 'trace point',
  6: 'network card',
  7: 'performance event',
  8: 'traffic of a group',
  15: 'devices of a group',
  17: 'raw trace point',
  26: 'tracing',
  29: 'security rules',
};

function kindOf(machine: Machine, path: string): string {
  const type = /^prog_type:\s*(\d+)/m.exec(machine.tree.text(path) ?? '')?.[1] ?? '?';
  return kinds[type] ?? `type ${type}`;
}
