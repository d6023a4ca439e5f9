import { askProbes } from '../../src/engine/machine/probing.ts';
import { collectedContainers } from '../../src/extract/machine/collected/containers.ts';
import { collectedCron } from '../../src/extract/machine/collected/cron-rows.ts';
import { recovered } from '../../src/extract/machine/collected/recovered.ts';
import { processes } from '../../src/extract/machine/processes.ts';
import { windowsProcesses } from '../../src/extract/machine/windows/told-processes.ts';
import { CollectionTree } from '../../src/gather/machine/collections-tree.ts';
import { TreeGaps } from '../../src/gather/machine/tree-gaps.ts';
import { defaultLimits } from '../../src/model/limits.ts';
import type { Machine, Probe } from '../../src/model/machine-units.ts';
import { machineOf } from '../../tests/machine-tree.ts';
import { joinedFiles, splitFiles } from '../machine-files.ts';
import type { FuzzTarget } from '../target.ts';

const link = 'lrwxrwxrwx 1 root root 0 Nov 23 11:00';
const process = '/live_response/process';
/** What a collector wrote at each path, in this order; hostile where it was changed. */
const texts: Readonly<Record<string, string>> = {
  [`${process}/proc/7/stat.txt`]: '7 (kworker/0:1) S 1 7 7 0 -1 0 0 0 0 0 150 25 0 0 20 0 1 0 99 0 0\n',
  [`${process}/proc/7/cmdline.txt`]: 'xmrig\0-o\0pool.example.com:3333\0-u\0x\0',
  [`${process}/proc/7/environ.txt`]: 'LD_PRELOAD=/tmp/x.so\nHOME=/root\n',
  [`${process}/proc/7/fd.txt`]: `${link} 3 -> socket:[77]\n`,
  [`${process}/proc/7/recovered_exe.dd.swab`]: 'ehllo',
  [`${process}/running_processes_full_paths.txt`]: `${link} /proc/7/exe -> /tmp/x (deleted)\n`,
  [`${process}/ps_-ef.txt`]: 'UID PID PPID C STIME TTY TIME CMD\nroot 8 1 0 Nov20 ? 00:00:04 ./x -o a.test:3333\n',
  [`${process}/ps_-axo_pid_user_etime_args.txt`]: '    PID USER  ELAPSED COMMAND\n 8 root 1-00:00:00 ./x\n',
  [`${process}/ps_-axo_pid_user_cgroup.txt`]: '    PID USER CGROUP\n  7 root 0::/system.slice/x.service\n',
  '/live_response/network/proc_net_tcp.txt':
    '  sl  local_address rem_address   st\n   0: 0100007F:0CEA 0900CB71:0D05 01 0:0 0:0 0 0 0 77 1\n',
  '/live_response/network/ss_-anp.txt': 'tcp ESTAB 0 0 10.0.2.10:419 203.0.113.42:3333 users:(("x",pid=8,fd=10))\n',
  '/live_response/system/sysctl_-a.txt': 'kernel.hostname = web1\n',
  '/live_response/containers/docker_inspect_ab.txt': '[{"Id":"ab","Path":"sh","Args":["-c","x"]}]',
  '/bodyfile/bodyfile.txt': '0|/etc/passwd|1|-rw-r--r--|0|0|5|1763800000|1763800000|1763800000|0\n',
  '/results/Linux.Sys.Pslist.json':
    '{"Pid":9,"Ppid":1,"Name":"x","CommandLine":"./x","Exe":"/tmp/x","CreateTime":"2026-11-21"}\n',
  '/results/Linux.Network.Netstat%2FTCP4.json':
    '{"State":"Established","ProcessInfo":{"Pid":9},"LocalAddr":"10.0.2.1","LocalPort":1,"RemoteAddr":"203.0.113.42","RemotePort":3333}\n',
  '/results/Linux.Sys.Crontab.json': '{"Event":"@reboot","User":"root","Command":"/tmp/x","Path":"/etc/crontab"}\n',
};
const paths = Object.keys(texts);
const probes: readonly Probe[] = [processes, windowsProcesses, collectedContainers, collectedCron, recovered];
const ways = [
  { collector: 'uac', platform: 'linux' },
  { collector: 'velociraptor', platform: 'linux' },
  { collector: 'velociraptor', platform: 'windows' },
] as const;

/** Whatever a collector wrote down: probes tell of it, or of a gap, and none of them crashes. */
export const target: FuzzTarget = {
  id: 'collected',
  seeds: () => [joinedFiles(texts)],
  async run(bytes) {
    const files = splitFiles(bytes, paths);
    const collected = machineOf(files).tree;
    const copied = machineOf({ '/etc/passwd': 'root:x:0:0::/root:/bin/bash\n' });
    const tree = new CollectionTree(copied.tree, collected, new TreeGaps());
    tree.stat('/etc/passwd');
    for (const { collector, platform } of ways) {
      const machine: Machine = { ...copied, tree, collected, platform, state: { form: 'collection', collector } };
      const none = probes.map(() => ({ paths: [], left: 0 }));
      const { misses, sightings } = await askProbes(machine, probes, none, defaultLimits);
      for (const { gap } of misses) if (gap.code === 'crashed') throw new Error(gap.what);
      for (const { sighting } of sightings)
        if (!sighting.path.startsWith('/')) throw new Error(`${sighting.kind} stands nowhere`);
    }
  },
};
