/**
 * Settings that make mining faster: huge pages, and registers of the processor that programs may write. Databases and
 * virtual machines want huge pages, too, and tools that save power the registers: context, never a finding.
 * Sources: xmrig.com/docs/miner/hugepages, xmrig.com/docs/miner/randomx-optimization-guide/msr; the kernel's
 * admin-guide/mm/hugetlbpage.
 */
import type { MachineSetting } from '../../model/machine-payloads.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { scriptText } from './hook-scripts.ts';
import { FolderFiles } from './knowledge/folder-files.ts';

const hugePages = 'huge pages are set aside: RandomX mines faster with them, and databases and virtual machines run so';
const folders = ['/etc/sysctl.d', '/run/sysctl.d', '/usr/local/lib/sysctl.d', '/usr/lib/sysctl.d', '/lib/sysctl.d'];

export const tuning: Probe<'machine-setting'> = defineProbe({
  id: 'tuning',
  title: 'Settings that make mining faster',
  emits: ['machine-setting'],
  platform: 'linux',
  *probe(machine) {
    yield* runningPages(machine);
    yield* registers(machine);
    const files = new FolderFiles(machine.tree);
    for (const place of ['/etc/sysctl.conf', ...folders.flatMap((folder) => files.of(folder))])
      yield* ofSysctl(machine, place);
    yield* files.misses();
    for (const place of ['/etc/default/grub', '/proc/cmdline', '/etc/kernel/cmdline']) yield* ofBoot(machine, place);
  },
});

function told(path: string, value: Omit<MachineSetting, 'why'>, line?: number): Told<'machine-setting'> {
  const why: MachineSetting['why'] = ['tuned-for-mining'];
  return {
    kind: 'machine-setting',
    path,
    aside: true,
    value: { ...value, why },
    ...(line === undefined ? {} : { line }),
  };
}

function* runningPages({ tree }: Machine): Iterable<Told<'machine-setting'>> {
  const places = [
    ['/proc/sys/vm/nr_hugepages', 'vm.nr_hugepages'],
    ['/sys/kernel/mm/hugepages/hugepages-1048576kB/nr_hugepages', 'huge pages of 1 GiB'],
  ] as const;
  for (const [path, setting] of places) {
    const count = Number(tree.text(path)?.trim());
    if (Number.isSafeInteger(count) && count > 0)
      yield told(path, { setting, value: String(count), usual: '0', says: hugePages });
  }
}

/**
 * The msr driver: `modprobe msr allow_writes=on` is what miners ask for; tools that read temperatures load it as well.
 */
function* registers({ tree }: Machine): Iterable<Told<'machine-setting'>> {
  const parameter = '/sys/module/msr/parameters/allow_writes';
  const writes = tree.text(parameter)?.trim();
  if (writes === 'on')
    yield told(parameter, {
      setting: 'msr.allow_writes',
      value: 'on',
      usual: 'default',
      says: 'programs may write registers of the processor without a word in the kernel’s log',
    });
  else if (tree.follow('/sys/module/msr')?.kind === 'folder' && tree.follow('/dev/cpu/0/msr') !== undefined)
    yield told('/sys/module/msr', {
      setting: 'msr',
      value: 'loaded',
      says: 'programs of root can reach registers of the processor: miners do, and tools that measure power',
    });
}

function* ofSysctl(machine: Machine, path: string): Iterable<Told<'machine-setting'>> {
  for (const [i, line] of (scriptText(machine, path) ?? '').split('\n').entries()) {
    const set = /^\s*-?(vm[./]nr_(?:overcommit_)?hugepages)\s*=\s*(\d{1,12})\s*$/.exec(line.slice(0, 200));
    if (!set || Number(set[2]) === 0) continue;
    const setting = (set[1] ?? '').replace('/', '.');
    yield told(
      path,
      { setting, value: set[2] ?? '', usual: '0', says: `${hugePages}; set again at every start` },
      i + 1,
    );
  }
}

function* ofBoot(machine: Machine, path: string): Iterable<Told<'machine-setting'>> {
  const text = scriptText(machine, path) ?? '';
  for (const set of text.slice(0, 65_536).matchAll(/(?:^|[\s"'=])(hugepages|msr\.allow_writes)=(\w{1,16})/g))
    if (set[2] !== '0')
      yield told(path, {
        setting: `${set[1]} at boot`,
        value: set[2] ?? '',
        says: 'asked for when the machine starts',
      });
}
