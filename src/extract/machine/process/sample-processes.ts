/** For the tests of this folder: /proc as the kernel would show a few processes. They are only text. */

/** As tests/machine-tree.ts takes them. */
type Files = Readonly<Record<string, string | Planted>>;
interface Planted {
  readonly content?: string;
  readonly link?: string;
  readonly locked?: true;
}

export interface SampleProcess {
  readonly pid: number;
  readonly parent?: number;
  /** The program's own name if absent. */
  readonly name?: string;
  /** As the link says it. Absent for a thread of the kernel. */
  readonly program?: string;
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly folder?: string;
  readonly uid?: number;
  readonly group?: string;
  readonly mounts?: number;
  readonly state?: string;
  readonly ticks?: number;
  /** Which processors each thread may run on. */
  readonly threads?: readonly string[];
  /** Links of open files. */
  readonly opened?: readonly string[];
  readonly maps?: string;
  /** Everything but what anybody may read. */
  readonly locked?: true;
}

/** 2026-11-20, 12:00 UTC. */
export const booted: number = Date.UTC(2026, 10, 20, 12);
const kernelThread = 69_238_880;
const ofUser = 4_194_304;

export function procOf(processes: readonly SampleProcess[], processors = 4): Files {
  const cores = Array.from({ length: processors }, (_, i) => `cpu${i} 1 2 3 4\n`).join('');
  return {
    '/proc/stat': `cpu  1 2 3 4\n${cores}btime ${booted / 1000}\n`,
    '/proc/loadavg': '0.10 0.20 0.30 1/500 900\n',
    '/proc/sys/kernel/pid_max': '1000\n',
    ...Object.assign({}, ...processes.map(filesOf)),
  };
}

function filesOf(process: SampleProcess): Files {
  const { pid, program, arguments: list, environment = {}, group = '/', mounts = 1, maps = '' } = process;
  const folder = `/proc/${pid}`;
  const base = { [`${folder}/stat`]: statOf(process), [`${folder}/status`]: statusOf(process) };
  if (program === undefined) return base;
  const locked: Pick<Planted, 'locked'> = process.locked ? { locked: true } : {};
  const command = list ?? [program.replace(' (deleted)', '')];
  const variables = Object.entries(environment).map(([key, value]) => `${key}=${value}\0`);
  return {
    ...base,
    [`${folder}/cmdline`]: command.map((one) => `${one}\0`).join(''),
    [`${folder}/environ`]: { content: variables.join(''), ...locked },
    [`${folder}/cgroup`]: `0::${group}\n`,
    [`${folder}/maps`]: maps,
    [`${folder}/ns/mnt`]: { link: `mnt:[${mounts}]` },
    [`${folder}/ns/net`]: { link: 'net:[1]' },
    ...(process.locked ? {} : { [`${folder}/exe`]: { link: program } }),
    [`${folder}/cwd`]: { link: process.folder ?? '/' },
    ...Object.fromEntries((process.opened ?? []).map((link, i) => [`${folder}/fd/${i}`, { link }])),
    ...Object.fromEntries(
      (process.threads ?? []).map((allowed, i) => [
        `${folder}/task/${pid + i}/status`,
        `Name:\tx\nTgid:\t${pid}\nCpus_allowed_list:\t${allowed}\n`,
      ]),
    ),
  };
}

function statOf({ pid, parent = 1, name, program, state = 'S', ticks = 10, threads = [''] }: SampleProcess): string {
  const flags = program === undefined ? kernelThread : ofUser;
  const own =
    name ??
    program
      ?.replace(' (deleted)', '')
      .replace(/^.*[/:]/, '')
      .slice(0, 15);
  return `${pid} (${own}) ${state} ${parent} 0 0 0 -1 ${flags} 0 0 0 0 ${ticks} 0 0 0 20 0 ${threads.length} 0 500 0 0\n`;
}

function statusOf({ pid, uid = 0 }: SampleProcess): string {
  return `Name:\tx\nTgid:\t${pid}\nPid:\t${pid}\nUid:\t${uid}\t${uid}\t${uid}\t${uid}\nVmRSS:\t 2048 kB\n`;
}

/** A row of /proc/PID/net/tcp: `[10, 0, 2, 10], 41952, [203, 0, 113, 42], 3333`, established. */
export function tcpTable(
  rows: readonly { readonly remote: readonly number[]; readonly port: number; readonly inode: number }[],
): string {
  const lines = rows.map(({ remote, port, inode }, i) => {
    const address = [...remote].reverse().map(hex(2)).join('');
    return `   ${i}: 0A02000A:A3E0 ${address}:${hex(4)(port)} 01 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0`;
  });
  return `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n${lines.join('\n')}\n`;
}

function hex(digits: number): (value: number) => string {
  return (value) => value.toString(16).toUpperCase().padStart(digits, '0');
}

/** What every machine runs. */
export const usual: readonly SampleProcess[] = [
  { pid: 1, parent: 0, program: '/usr/lib/systemd/systemd', arguments: ['/sbin/init'], group: '/init.scope' },
  { pid: 2, parent: 0, name: 'kthreadd' },
  { pid: 3, parent: 2, name: 'kworker/0:1H-kblockd' },
  { pid: 4, parent: 2, name: 'ksoftirqd/0' },
];
