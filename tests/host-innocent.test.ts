/**
 * Machines that look like a miner's at a glance and are none: computing for science, databases in huge pages, tools that
 * write to registers of processors, programs that lie in memory or in temporary folders, services that fetch what they
 * run. Of none of them is anything claimed. All made up.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { conclude } from '../src/engine/conclude.ts';
import { examine } from '../src/engine/examine.ts';
import type { Examined } from '../src/engine/ledger.ts';
import { joined } from '../src/engine/machine/joining.ts';
import { askProbes } from '../src/engine/machine/probing.ts';
import { planSieve, workbench } from '../src/engine/node/workbench.ts';
import { registry } from '../src/engine/registry.ts';
import { memorySource } from '../src/engine/source.ts';
import type { Workbench } from '../src/engine/workbench.ts';
import { procOf, type SampleProcess, tcpTable, usual } from '../src/extract/machine/process/sample-processes.ts';
import { probes } from '../src/extract/probes.generated.ts';
import { defaultLimits } from '../src/model/limits.ts';
import { type Files, machineOf, today, wishedOf } from './machine-tree.ts';

/** Two seconds of four processors. */
const busy = 800;

interface Innocent {
  readonly name: string;
  readonly processes?: readonly (Omit<SampleProcess, 'pid'> & { readonly pid?: number })[];
  readonly files?: Files;
}

const ofSystem: Files = {
  '/etc/os-release': 'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\n',
  '/etc/passwd':
    'root:x:0:0::/root:/bin/bash\nada:x:1000:1000::/home/ada:/bin/bash\nboinc:x:120:120::/var/lib/boinc:/usr/sbin/nologin\n',
  '/var/lib/dpkg/status': 'Package: coreutils\nStatus: install ok installed\nVersion: 9.1\n\n',
  '/var/lib/dpkg/info/coreutils.list':
    '/.\n/usr\n/usr/bin\n/usr/bin/ls\n/usr/bin/bash\n/usr/bin/dash\n/usr/bin/convert-im6.q16\n/usr/sbin/php-fpm8.2\n/usr/lib/postgresql/16/bin/postgres\n/usr/sbin/nginx\n/usr/sbin/mysqld\n/usr/lib/systemd/systemd\n',
};
const fetcher =
  '#!/bin/sh\ncurl -fsSL https://get.docker.com | sh\ncurl --proto "=https" -sSf https://sh.rustup.rs | sh -s -- -y\n';

const innocents: readonly Innocent[] = [
  {
    name: 'Folding@home with all processors',
    processes: [
      {
        program: '/var/lib/fah-client/cores/fahcore-a8-lin-64bit/FahCore_a8',
        arguments: ['FahCore_a8', '-dir', '01', '-np', '4'],
        ticks: busy,
        threads: ['0', '1', '2', '3'],
        uid: 121,
      },
      { program: '/home/ada/.local/share/fah/cores/FahCore_a8', ticks: busy, uid: 1000 },
    ],
  },
  {
    name: 'BOINC, whose applications stand in its projects',
    processes: [
      {
        program: '/var/lib/boinc-client/projects/einstein.phys.uwm.edu/hsgamma_FGRP5',
        ticks: busy,
        uid: 120,
        folder: '/var/lib/boinc-client/slots/0',
      },
      {
        program: '/home/ada/.boinc/projects/x/wcgrid_mcm1_map_7.61_x86_64',
        ticks: busy,
        uid: 1000,
        threads: ['0', '1'],
      },
    ],
  },
  {
    name: 'a renderer out of an AppImage, tied to processors',
    processes: [
      {
        program: '/tmp/.mount_blendeXk2a/blender',
        arguments: ['blender', '-b', 'a.blend', '-a'],
        ticks: busy,
        threads: ['0', '1', '2', '3'],
        uid: 1000,
      },
      { program: '/tmp/appimage_extracted_5d2f/usr/bin/blender', ticks: busy, uid: 1000 },
    ],
    files: {
      '/tmp/.mount_blendeXk2a/blender': '\u007fELF',
      '/tmp/appimage_extracted_5d2f/usr/bin/blender': '\u007fELF',
    },
  },
  {
    name: 'threads of the kernel in a container, and programs of containers that are called like them',
    processes: [
      { pid: 5, parent: 2, name: 'kworker/u8:2-events_unbound' },
      {
        name: 'worker',
        program: '/app/kworker',
        arguments: ['/app/kworker', 'run'],
        group: `/system.slice/docker-${'a1'.repeat(32)}.scope`,
        mounts: 2,
        ticks: busy,
      },
      {
        name: 'migration',
        program: '/app/migration',
        group: `/kubepods/pod${'a'.repeat(36)}/${'b2'.repeat(32)}`,
        mounts: 3,
      },
    ],
  },
  {
    name: 'systemd-nspawn and LXC',
    processes: [
      { name: 'systemd', program: '/usr/lib/systemd/systemd', group: '/machine.slice/machine-web.scope', mounts: 4 },
      {
        name: 'nginx',
        program: '/usr/sbin/nginx',
        arguments: ['nginx: master process /usr/sbin/nginx'],
        group: '/lxc.payload.web/system.slice/nginx.service',
        mounts: 5,
        ticks: busy,
      },
    ],
  },
  {
    name: 'snaps and flatpaks',
    processes: [
      { program: '/snap/firefox/4848/usr/lib/firefox/firefox', ticks: busy, uid: 1000, mounts: 6 },
      {
        program: '/app/bin/handbrake',
        arguments: ['bwrap'],
        ticks: busy,
        uid: 1000,
        mounts: 7,
        group: '/user.slice/user-1000.slice/user@1000.service/app.slice/app-flatpak-fr.handbrake-7.scope',
      },
      { program: '/newroot/app/bin/x', uid: 1000, mounts: 8 },
    ],
  },
  {
    name: 'programs and libraries that were upgraded while they ran',
    processes: [
      { program: '/usr/sbin/mysqld (deleted)', ticks: busy },
      {
        program: '/usr/lib/jvm/java-21-openjdk-amd64/bin/java (deleted)',
        ticks: busy,
        maps: '7f0000000000-7f0000001000 r-xp 00000000 08:01 9 /usr/lib/jvm/lib/server/libjvm.so (deleted)\n',
      },
      { program: '/opt/google/chrome/chrome (deleted)', name: 'Chrome_ChildIOT', ticks: busy, uid: 1000 },
      { program: '/home/ada/bin/server (deleted)', ticks: busy, uid: 1000 },
    ],
    files: { '/usr/sbin/mysqld': '\u007fELF' },
  },
  {
    name: 'programs in memory of runtimes, drivers and snaps',
    processes: [
      { name: 'runc:[2:INIT]', program: '/memfd:runc_cloned:/proc/self/exe (deleted)', arguments: ['runc', 'init'] },
      { name: '6', program: '/memfd:runc_cloned:runc-dmz (deleted)' },
      { name: 'snap-exec', program: '/memfd:snap-exec (deleted)' },
      {
        name: 'python3',
        program: '/usr/bin/python3',
        opened: ['/memfd:nvidia-ctl (deleted)', '/memfd:doublemapper (deleted)'],
        ticks: busy,
      },
    ],
  },
  {
    name: 'databases, packet tools and virtual machines in huge pages',
    processes: [
      { program: '/usr/lib/postgresql/16/bin/postgres', ticks: busy },
      {
        program: '/opt/dpdk/bin/dpdk-l3fwd',
        arguments: ['dpdk-l3fwd', '-l', '1-3', '--file-prefix=a'],
        ticks: busy,
        threads: ['1', '2', '3'],
      },
      {
        program: '/usr/bin/qemu-system-x86_64',
        arguments: ['qemu-system-x86_64', '-mem-path', '/dev/hugepages'],
        ticks: busy,
        threads: ['0', '1'],
        group: '/machine.slice/machine-qemu\\x2d1\\x2dvm.scope',
      },
    ],
    files: {
      '/etc/sysctl.d/30-postgresql.conf': 'vm.nr_hugepages = 2200\n',
      '/proc/sys/vm/nr_hugepages': '2200\n',
      '/etc/default/grub': 'GRUB_CMDLINE_LINUX="default_hugepagesz=1G hugepagesz=1G hugepages=8 isolcpus=1-3"\n',
    },
  },
  {
    name: 'tools that read and write registers of processors',
    processes: [
      {
        program: '/usr/local/bin/intel-undervolt',
        arguments: ['intel-undervolt', 'daemon'],
        opened: ['/dev/cpu/0/msr'],
      },
      { program: '/usr/sbin/turbostat', opened: ['/dev/cpu/0/msr', '/dev/cpu/1/msr'] },
      {
        program: '/opt/throttled/venv/bin/python3',
        arguments: ['/opt/throttled/venv/bin/python3', '/opt/throttled/throttled.py'],
        opened: ['/dev/cpu/0/msr'],
        ticks: busy,
      },
    ],
    files: { '/etc/modules-load.d/msr.conf': 'msr\n' },
  },
  {
    name: 'libraries that are loaded into programs to serve them',
    processes: [
      {
        program: '/usr/bin/ruby3.1',
        arguments: ['puma 6.4 (tcp://0.0.0.0:3000)'],
        environment: { LD_PRELOAD: '/usr/lib/x86_64-linux-gnu/libjemalloc.so.2' },
        ticks: busy,
      },
      { program: '/opt/app/server', environment: { LD_PRELOAD: '/usr/local/lib/libtcmalloc.so.4' }, ticks: busy },
      { program: '/usr/bin/git', environment: { LD_PRELOAD: 'libproxychains4.so' }, uid: 1000 },
      {
        program: '/usr/bin/date',
        environment: { LD_PRELOAD: '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1' },
        uid: 1000,
      },
    ],
  },
  {
    name: 'programs in the kernel that systemd and Cilium pinned',
    files: {
      '/sys/fs/bpf/cilium/devices/eth0/links/cil_from_netdev': '',
      '/sys/fs/bpf/tc/globals/cilium_ipcache': '',
      '/sys/fs/bpf/systemd/restrict-fs': '',
    },
  },
  {
    name: 'keys with restrictions',
    files: {
      '/root/.ssh/authorized_keys':
        'restrict,command="/usr/local/bin/backup",from="10.0.0.0/8" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKHEpCMpz1QTSgPq3wWNYJwZz1wC1Z0tCqK0b0b0b0b0 backup@house\n',
    },
  },
  {
    name: 'a health check at every start, and schedules of every kind of tool',
    files: {
      '/etc/cron.d/health':
        '@reboot root curl -fsS -m 10 --retry 5 -o /dev/null https://hc-ping.com/0b2b6b7e-0000-4000-8000-000000000000\n*/5 * * * * root wget -q -O- https://site.example/cron.php > /dev/null 2>&1\n',
      '/var/spool/cron/crontabs/ada':
        '0 3 * * * cd /home/ada/app && ./node_modules/.bin/x\n@daily /home/ada/.acme.sh/acme.sh --cron --home "/home/ada/.acme.sh" > /dev/null\n',
    },
  },
  {
    name: 'a machine that was set up with scripts of well-known installers',
    files: {
      '/var/lib/cloud/instance/user-data.txt': `#cloud-config\nruncmd:\n - curl -fsSL https://get.docker.com | sh\n`,
      '/root/setup.sh': fetcher,
      '/opt/provision/install.sh': fetcher,
      '/home/ada/.bash_history':
        'curl -fsSL https://deb.nodesource.com/setup_22.x | sudo -E bash -\ncurl -LsSf https://astral.sh/uv/install.sh | sh\n',
    },
  },
  {
    name: 'servers of development and of games at ports that pools use',
    processes: [
      {
        program: '/home/ada/.nvm/versions/node/v22.1.0/bin/node',
        arguments: ['node', '/home/ada/app/server.js'],
        folder: '/home/ada/app',
        ticks: busy,
        uid: 1000,
        opened: ['socket:[77]'],
      },
      { program: '/home/ada/go/bin/dlv', arguments: ['dlv', 'debug'], uid: 1000, opened: ['socket:[78]'] },
      { program: '/tmp/go-build1234/b001/exe/main', ticks: busy, uid: 1000, opened: ['socket:[79]'] },
    ],
    files: {
      '/proc/net/tcp': tcpTable([
        { remote: [203, 0, 113, 9], port: 3333, inode: 77 },
        { remote: [203, 0, 113, 9], port: 5555, inode: 78 },
        { remote: [203, 0, 113, 9], port: 4444, inode: 79 },
      ]),
    },
  },
  {
    name: 'tests of compilers, and tools of people who look for miners',
    processes: [
      {
        program: '/home/ada/src/gcc/build/gcc/cc1',
        arguments: ['cc1', '-quiet', '/tmp/ccX.i'],
        ticks: busy,
        uid: 1000,
      },
      { program: '/usr/bin/grep', arguments: ['grep', '-r', 'xmrig', '/var/log'], uid: 1000 },
      { program: '/usr/bin/vim', arguments: ['vim', 'xmrig.json'], uid: 1000 },
      { program: '/usr/bin/pkill', arguments: ['pkill', '-f', 'stratum+tcp://pool.example.com:3333'] },
    ],
  },
  {
    name: 'a small computer whose system loads a library of its own into every program',
    files: {
      '/etc/ld.so.preload': `/usr/lib/arm-linux-gnueabihf/libarmmem-\${PLATFORM}.so\n`,
      '/var/lib/dpkg/info/raspi-copies-and-fills.list': '/usr/lib/arm-linux-gnueabihf/libarmmem-v7l.so\n',
      '/usr/lib/arm-linux-gnueabihf/libarmmem-v7l.so': '\u007fELF',
    },
  },
  {
    name: 'rights and logins as images of clouds have them',
    files: {
      '/etc/sudoers': 'root ALL=(ALL:ALL) ALL\n%sudo ALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n',
      '/etc/sudoers.d/90-cloud-init-users': '# Created by cloud-init\nubuntu ALL=(ALL) NOPASSWD:ALL\n',
      '/etc/sudoers.d/vagrant': 'vagrant ALL=(ALL) NOPASSWD: ALL\n',
      '/etc/pam.d/common-auth':
        'auth [success=1 default=ignore] pam_unix.so nullok\nauth requisite pam_deny.so\nauth required pam_permit.so\n',
      '/etc/pam.d/su': 'auth sufficient pam_rootok.so\n@include common-auth\n',
      '/etc/pam.d/sshd': 'session optional pam_exec.so /usr/local/bin/told-of-login\n',
      '/etc/shadow': 'root:*:19000:0:99999:7:::\nada:$y$j9T$x:19000:0:99999:7:::\n',
      '/root/.ssh/authorized_keys':
        'no-port-forwarding,no-agent-forwarding,no-X11-forwarding,command="echo \'Please login as the user \\"ubuntu\\" rather than the user \\"root\\".\';echo;sleep 10;exit 142" ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ== key\n',
      '/home/ada/.ssh/authorized_keys':
        'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKHEpCMpz1QTSgPq3wWNYJwZz1wC1Z0tCqK0b0b0b0b0 ada@laptop\n',
    },
  },
  {
    name: 'a checkout with hooks of tools, and environments of Python and Node',
    files: {
      '/home/ada/app/.git/hooks/pre-commit': '#!/bin/sh\n. "$(dirname "$0")/_/husky.sh"\nnpx lint-staged\n',
      '/home/ada/app/.git/hooks/post-checkout':
        '#!/bin/sh\ncommand -v git-lfs >/dev/null 2>&1 || exit 2\ngit lfs post-checkout "$@"\n',
      '/home/ada/app/venv/lib/python3.12/site-packages/distutils-precedence.pth':
        "import os; var = 'SETUPTOOLS_USE_DISTUTILS'; enabled = os.environ.get(var, 'local') == 'local'; enabled and __import__('_distutils_hack').add_shim();\n",
      '/home/ada/app/venv/lib/python3.12/site-packages/_virtualenv.pth': 'import _virtualenv\n',
      '/home/ada/.npmrc': 'prefix=/home/ada/.npm-global\nignore-scripts=true\n',
      '/home/ada/app/package-lock.json':
        '{"name":"app","lockfileVersion":3,"packages":{"":{"dependencies":{"left-pad":"1.3.0"}},"node_modules/left-pad":{"version":"1.3.0"}}}',
    },
  },
  {
    name: 'profiles that start tools of shells',
    files: {
      '/home/ada/.bashrc':
        'eval "$(starship init bash)"\nsource <(kubectl completion bash)\nexport NVM_DIR="$HOME/.nvm"\n[ -s "$NVM_DIR/nvm.sh" ] && . "$NVM_DIR/nvm.sh"\nalias ls="ls --color=auto"\nalias grep="grep --color=auto"\nPROMPT_COMMAND="history -a; $PROMPT_COMMAND"\nexport LD_PRELOAD=/usr/lib/x86_64-linux-gnu/libjemalloc.so.2\n',
      '/root/.profile': 'mesg n 2> /dev/null || true\n[ -f ~/.bashrc ] && . ~/.bashrc\n',
      '/etc/profile.d/java.sh': 'export JAVA_HOME=/usr/lib/jvm/default\nexport PATH=$PATH:$JAVA_HOME/bin\n',
    },
  },
  {
    name: 'units and rules that an administrator wrote',
    files: {
      '/etc/systemd/system/app.service':
        '[Service]\nUser=ada\nExecStartPre=/usr/bin/curl -fsS -o /run/app/config.json https://config.example/app.json\nExecStart=/opt/app/server --config /run/app/config.json --threads 4\nRestart=always\nNice=-5\nCPUAffinity=0-3\n[Install]\nWantedBy=multi-user.target\n',
      '/etc/systemd/system/app.timer':
        '[Timer]\nOnCalendar=*:0/5\nPersistent=true\n[Install]\nWantedBy=timers.target\n',
      '/home/ada/.config/systemd/user/sync.service':
        '[Service]\nExecStart=%h/.local/bin/sync --every 5m\n[Install]\nWantedBy=default.target\n',
      '/etc/udev/rules.d/99-disk.rules':
        'ACTION=="add", KERNEL=="sd[a-z]", RUN+="/bin/sh -c \'echo mq-deadline > /sys/block/%k/queue/scheduler\'"\n',
      '/etc/rc.local':
        '#!/bin/sh -e\necho never > /sys/kernel/mm/transparent_hugepage/enabled\n/opt/app/start.sh &\nexit 0\n',
      '/etc/NetworkManager/dispatcher.d/10-dns': '#!/bin/sh\n[ "$2" = up ] && resolvectl flush-caches\n',
      '/etc/hosts': '127.0.0.1 localhost\n0.0.0.0 ads.example.com\n0.0.0.0 coinhive.com\n0.0.0.0 pool.supportxmr.com\n',
    },
  },
  {
    name: 'containers of servers, one of which sees the whole machine',
    files: {
      [`/var/lib/docker/containers/${'c3'.repeat(32)}/config.v2.json`]: JSON.stringify({
        ID: 'c3'.repeat(32),
        Name: '/exporter',
        Path: '/bin/node_exporter',
        Args: ['--path.rootfs=/host'],
        Config: { Image: 'prom/node-exporter:v1.8.0' },
        State: { Running: true },
      }),
      [`/var/lib/docker/containers/${'c3'.repeat(32)}/hostconfig.json`]: JSON.stringify({
        Privileged: true,
        Binds: ['/:/host:ro'],
        NetworkMode: 'host',
        RestartPolicy: { Name: 'always' },
      }),
      [`/var/lib/docker/containers/${'d4'.repeat(32)}/config.v2.json`]: JSON.stringify({
        ID: 'd4'.repeat(32),
        Name: '/craft',
        Path: '/start',
        Args: [],
        Config: { Image: 'itzg/minecraft-server' },
        State: { Running: true },
      }),
      [`/var/lib/docker/containers/${'e5'.repeat(32)}/config.v2.json`]: JSON.stringify({
        ID: 'e5'.repeat(32),
        Name: '/node',
        Path: 'monerod',
        Args: ['--non-interactive', '--restricted-rpc', '--rpc-bind-ip=0.0.0.0', '--confirm-external-bind'],
        Config: { Image: 'ghcr.io/sethforprivacy/simple-monerod:latest' },
        State: { Running: true },
      }),
      '/srv/app/docker-compose.yml':
        'services:\n  web:\n    image: nginx:1.27\n    restart: unless-stopped\n    command: ["sh", "-c", "apk add curl && exec nginx -g \'daemon off;\'"]\n',
      '/etc/kubernetes/manifests/etcd.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata:\n  name: etcd\n  namespace: kube-system\nspec:\n  hostNetwork: true\n  containers:\n  - name: etcd\n    image: registry.k8s.io/etcd:3.5.12-0\n    command:\n    - etcd\n    - --data-dir=/var/lib/etcd\n',
    },
  },
  {
    name: 'modules that were built here, and those that are part of the kernel',
    files: {
      '/proc/modules': 'nvidia 1 2 - Live 0x0 (POE)\nzfs 1 0 - Live 0x0 (PO)\n',
      '/sys/module/nvidia/initstate': 'live\n',
      '/sys/module/zfs/initstate': 'live\n',
      '/sys/module/kernel/parameters/panic': '0\n',
      '/proc/sys/kernel/tainted': '12289\n',
      '/lib/modules/6.1.0-9-amd64/updates/dkms/nvidia.ko': '\u007fELF',
    },
  },
  {
    name: 'programs of services that start others',
    processes: [
      { pid: 200, program: '/usr/sbin/nginx', name: 'nginx', uid: 33 },
      { pid: 201, parent: 200, program: '/usr/sbin/php-fpm8.2', name: 'php-fpm8.2', uid: 33 },
      {
        pid: 202,
        parent: 201,
        program: '/usr/bin/convert-im6.q16',
        arguments: ['convert', 'a.png', 'b.jpg'],
        uid: 33,
        ticks: busy,
      },
      { pid: 203, program: '/opt/gitlab/embedded/bin/ruby', arguments: ['sidekiq 7.2'], ticks: busy, uid: 998 },
      {
        pid: 204,
        program: '/usr/lib/jvm/java-17/bin/java',
        arguments: ['java', '-jar', '/usr/share/java/jenkins.war'],
        uid: 997,
        folder: '/var/lib/jenkins',
      },
      {
        pid: 205,
        parent: 204,
        program: '/usr/bin/dash',
        arguments: ['sh', '-xe', '/tmp/jenkins123.sh'],
        uid: 997,
        ticks: busy,
      },
      { pid: 206, program: '/usr/lib/postgresql/16/bin/postgres', uid: 996 },
      { pid: 207, parent: 206, program: '/usr/bin/dash', arguments: ['sh', '-c', 'wal-g wal-push pg_wal/1'], uid: 996 },
    ],
  },
];

let bench: Workbench;
beforeAll(() => {
  bench = workbench(planSieve(), defaultLimits);
});

/** As `davylamp host` does it, without a disk. */
async function claimsOn({ processes = [], files = {} }: Innocent): Promise<string[]> {
  const own = processes.map((one, i): SampleProcess => ({ pid: 100 + i, ...one }));
  const running = { before: { ms: today - 2000, ticks: new Map(own.map(({ pid }) => [pid, 0])) } };
  const machine = machineOf({ ...ofSystem, ...procOf([...usual, ...own]), ...files }, { running });
  const asked = await askProbes(
    machine,
    probes,
    probes.map(({ wishes = [] }) => wishedOf(wishes, machine.tree)),
    defaultLimits,
  );
  expect(asked.misses.filter(({ gap }) => gap.code === 'crashed')).toEqual([]);
  const read = asked.examine.flatMap((path) => {
    const bytes = machine.tree.read(path)?.bytes;
    return bytes ? [{ path, bytes }] : [];
  });
  const examined: Examined[] = [];
  for (const { path, bytes } of [...read, ...asked.pieces])
    examined.push(await examine(memorySource(path, bytes, bench.host.sha256), bench));
  const when = new Date(today);
  const { findings } = conclude(
    {
      inputs: [],
      examined: joined(examined, asked.sightings),
      pathGaps: [],
      files: 0,
      bytes: 0,
      started: when,
      finished: when,
      version: '0',
    },
    registry,
    defaultLimits,
  );
  return findings.map(({ title }) => title);
}

describe('nothing is claimed of', () => {
  test.each(innocents)('$name', async (innocent) => {
    expect(await claimsOn(innocent)).toEqual([]);
  });
});
