/** What was looked at and what was not, in words: only with both does finding nothing mean something. */
import type { MachineState } from '../model/machine-payloads.ts';
import type { Report } from '../model/report.ts';
import { byteSize, counted, duration } from './words.ts';

/** The machine that the report is about; undefined where files alone were scanned. */
export function machineIn({ observations }: Report): MachineState | undefined {
  return observations.find((seen) => seen.kind === 'machine')?.value;
}

/** `15,238 files, 485 MB, in 1.2 s`. A machine's files are passed, and those are read that are worth it. */
export function examined(report: Report): string {
  const { stats } = report;
  const machine = machineIn(report);
  const processes = machine?.looked.find(({ at }) => at === 'processes')?.count ?? 0;
  const files = counted(stats.files, 'file');
  const what =
    machine === undefined
      ? `${files}, ${byteSize(stats.bytes)}`
      : `${processes > 0 ? `${counted(processes, 'process', 'processes')} and ` : ''}${files} passed, ${byteSize(stats.bytes)} of them read`;
  const rules = stats.rules === undefined ? '' : `, ${counted(stats.rules, 'rule')} of yours run over all of it`;
  return `${what}, in ${duration(stats.seconds)}${rules}`;
}

// --- what was looked at -----------------------------------------------------------------------------------------

/** Things of one sort; probes count them under several names, each in the plural. */
interface Sort {
  readonly names: RegExp;
  readonly one: string;
  readonly many?: string;
}

/** In the order in which they are told. */
const sorts: readonly Sort[] = [
  { names: /^processes$/, one: 'process', many: 'processes' },
  { names: /^(containers|containers of .*|manifests of pods)$/, one: 'container' },
  {
    names: /^compose files$/,
    one: 'list of containers to start (Compose)',
    many: 'lists of containers to start (Compose)',
  },
  {
    names:
      /^(autostarts|hooks|units|entries|services) of |^(libraries for every program|programs that device rules start|commands of daemons|programs of process managers|jobs and scripts of Jenkins|autostart entries in tables)$|(entries|jobs|hooks|units|tasks|profiles|boot scripts|greeting scripts)$/,
    one: 'thing that may start by itself',
    many: 'things that may start by themselves',
  },
  {
    names: /^(modules of the kernel .*|modules that ran|programs inside the kernel)$/,
    one: 'addition to the kernel',
    many: 'additions to the kernel',
  },
  { names: /^accounts$/, one: 'account' },
  {
    names: /^(rules of logins|modules and commands of logins .*|rules that give root’s rights|rules of polkit)$/,
    one: 'rule of who may log in and be root',
    many: 'rules of who may log in and be root',
  },
  {
    names: /^programs that run as their owner$/,
    one: 'program that runs as its owner, whoever starts it',
    many: 'programs that run as their owner, whoever starts them',
  },
  { names: /^keys that may log in$/, one: 'key that may log in', many: 'keys that may log in' },
  {
    names: /^system files compared/,
    one: 'program of the system against its package',
    many: 'programs of the system against their packages',
  },
  {
    names: /^files in temporary and hidden folders$/,
    one: 'file in temporary and hidden folders',
    many: 'files in temporary and hidden folders',
  },
  {
    names: /^scripts and programs in web roots$/,
    one: 'script or program in web roots',
    many: 'scripts and programs in web roots',
  },
  {
    names: /^lock files and folders of packages$/,
    one: 'list of packages that programs were built with',
    many: 'lists of packages that programs were built with',
  },
  {
    names: /^(settings of web servers|files of device rules)$/,
    one: 'settings file of web servers and devices',
    many: 'settings files of web servers and devices',
  },
  {
    names: /^immutable files$/,
    one: 'file that was locked against changes',
    many: 'files that were locked against changes',
  },
  {
    names: /^prefetch files$/,
    one: 'trace of a program that was started',
    many: 'traces of programs that were started',
  },
  { names: /^recovered files$/, one: 'file saved from a process', many: 'files saved from processes' },
  {
    names: /^(programs in tables|events in tables)$/,
    one: 'line of a collector’s tables',
    many: 'lines of a collector’s tables',
  },
  { names: /^(logs|logs of services|listed histories)$/, one: 'log' },
  { names: /^secrets$/, one: 'place of a secret', many: 'places of secrets' },
];

/** Counted elsewhere, or a way of looking and no thing. */
const untold = /^(files|process numbers|lines of shell profiles that start something)$/;
/** Sorts that stand by the names which their probes gave them. */
const othersShown = 3;

/** `93 processes, 4 containers, 257 things that may start by themselves, …`; what there is none of is left out. */
export function lookedAt({ looked }: MachineState): string {
  const counts = sorts.map(() => 0);
  const others: string[] = [];
  for (const { at, count } of looked) {
    if (untold.test(at)) continue;
    const sort = sorts.findIndex(({ names }) => names.test(at));
    if (sort >= 0) counts[sort] = (counts[sort] ?? 0) + count;
    else if (count > 0) others.push(`${counted(count, 'thing')} of the sort “${at}”`);
  }
  const parts = sorts.flatMap(({ one, many }, i) => {
    const count = counts[i] ?? 0;
    return count === 0 ? [] : [counted(count, one, many)];
  });
  const left = others.length - othersShown;
  return [
    ...parts,
    ...others.slice(0, othersShown),
    ...(left > 0 ? [`things of ${counted(left, 'more sort')}`] : []),
  ].join(', ');
}

const form: Readonly<Record<MachineState['form'], string>> = {
  running: 'this running machine',
  disk: 'a disk',
  collection: 'what a collector took of a machine',
};

/** `Examined: this running machine, web1, Debian GNU/Linux 12: 93 processes, …`, and how much of it was read. */
export function examinedInWords(report: Report): string {
  const machine = machineIn(report);
  if (machine === undefined) return `Examined: ${examined(report)}.`;
  const what = [form[machine.form], machine.name, machine.system].filter((word) => word !== undefined).join(', ');
  const things = lookedAt(machine);
  const { files, bytes, seconds } = report.stats;
  return [
    `Examined: ${what}${things === '' ? '' : `: ${things}`}.`,
    `${counted(files, 'file')} passed, ${byteSize(bytes)} of them read, in ${duration(seconds)}.`,
  ].join(' ');
}

/** Somebody forgot to mount the disk, or named a folder within it: silence would look like an answer. */
export function doubtOfMachine(report: Report): string | undefined {
  const machine = machineIn(report);
  if (machine === undefined || machine.form === 'running') return undefined;
  const isKnown = machine.system !== undefined || machine.id !== undefined || lookedAt(machine) !== '';
  return isKnown
    ? undefined
    : 'This does not look like a machine: no system, no accounts, nothing that starts by itself. Is the disk mounted, and is this its top folder?';
}

// --- what was not -----------------------------------------------------------------------------------------------

/** What root would have seen; undefined where root looked, or no running machine was examined. */
export function withoutRoot(report: Report): string | undefined {
  const machine = machineIn(report);
  if (machine?.form !== 'running' || machine.asRoot !== false) return undefined;
  return 'Examined without root. Root sees more: what other accounts’ processes hold open and were given, their cron tables, keys and histories, and the state of containers. Run it again as `sudo davylamp host`.';
}

/** What finding nothing does not mean. */
export function unseen(report: Report): string[] {
  const isCapture =
    report.artifacts.some(({ kind }) => kind === 'capture') || report.inputs.some((name) => captureName.test(name));
  return [...leftOut(machineIn(report)), ...(isCapture ? [unreadTraffic] : [])];
}

const unknownPacking = 'what is encrypted or packed in ways that Davylamp does not know';

function leftOut(machine: MachineState | undefined): string[] {
  if (machine === undefined) return [`Not looked at: running processes, memory, live traffic, and ${unknownPacking}.`];
  if (machine.form === 'running')
    return [
      `Not looked at: what the network carried, the memory of processes (--memory reads that of suspicious ones), and ${unknownPacking}.`,
      'So this is no proof: a rootkit can hide a miner from the very machine that it runs on, and one that comes only at times leaves little to see in between.',
      'If the machine is hot all the same, see what keeps it busy (`top`), and run this again while it does: some miners pause while somebody looks.',
    ];
  const hasProcesses = machine.looked.some(({ at, count }) => at === 'processes' && count > 0);
  return [
    `Not looked at: ${hasProcesses ? '' : 'what ran, '}what stood in memory alone, what the network carried, and ${unknownPacking}.`,
  ];
}

/** A report that found nothing names no artifacts. */
const captureName = /\.p?cap(?:ng)?\d*$/i;

/** docs/calibration.md has the shares. */
const unreadTraffic =
  'Of encrypted conversations only times and sizes were weighed. A miner in one shows after 5 minutes at the earliest, and more surely after an hour.';

// --- how to look again -------------------------------------------------------------------------------------------

/** The command that makes such a report, without its formats. An odd path is for its reader to type. */
export function commandFor(report: Report): string {
  const machine = machineIn(report);
  if (machine === undefined) return 'davylamp scan …';
  if (machine.form === 'running') return 'davylamp host';
  const [root = ''] = report.inputs;
  return `davylamp host --root ${/^[\w/][\w./-]{0,99}$/.test(root) ? root : '…'}`;
}
