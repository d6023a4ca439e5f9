/**
 * What a machine itself shows: its processes, what starts by itself, its files, packages, containers and settings. On a
 * machine that somebody else had in hand, all of it is what a perhaps changed system tells.
 */
import { z } from 'zod';

const isoTime = z.iso.datetime();
const count = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const carries = z
  .enum(['miner', 'download', 'command'])
  .optional()
  .describe('the most that its command would do, as it is written');

/** What was examined: this machine, a mounted disk, or what a collector took from one. */
export const machineSchema = z.strictObject({
  form: z.enum(['running', 'disk', 'collection']),
  collector: z.string().optional().describe('uac, kape, velociraptor, …'),
  name: z.string().optional(),
  system: z.string().optional().describe('`Debian GNU/Linux 12 (bookworm)`, `Windows`'),
  kernel: z.string().optional(),
  id: z.string().optional().describe('its machine-id, or what stands for one'),
  booted: isoTime.optional(),
  asRoot: z.boolean().optional().describe('of a running machine: whether everything could be read'),
  looked: z
    .array(z.strictObject({ at: z.string().describe('processes, autostarts, files, containers, …'), count }))
    .describe('how much was looked at: what makes silence mean something'),
});
export type MachineState = z.infer<typeof machineSchema>;

const connectionSchema = z.strictObject({
  protocol: z.enum(['tcp', 'udp']),
  local: z.string().describe('address:port, IPv6 in brackets'),
  remote: z.string().describe('address:port, IPv6 in brackets'),
  state: z.string().describe('established, syn-sent, listen, …'),
});
export type Connection = z.infer<typeof connectionSchema>;

/** One process. Those are told that say something, and those that a finding rests on. */
export const processSchema = z.strictObject({
  pid: count,
  name: z.string().describe('as the kernel has it (comm): a program may choose it'),
  program: z.string().optional().describe('its file, as the kernel links to it; in a container, as seen there'),
  programState: z.enum(['present', 'deleted', 'memory', 'unreadable', 'none']).describe('none: a kernel thread'),
  command: z.string().optional().describe('its arguments, at most 2,048 characters: a program may rewrite them'),
  folder: z.string().optional().describe('its working directory'),
  user: z.string().optional(),
  uid: count.optional(),
  start: isoTime.optional(),
  parents: z
    .array(z.strictObject({ pid: count, name: z.string(), program: z.string().optional() }))
    .optional()
    .describe('nearest first'),
  container: z.string().optional().describe('id of the container it runs in'),
  unit: z.string().optional().describe('the systemd unit it belongs to'),
  threads: count.optional(),
  pinned: count.optional().describe('threads that are tied to one processor each'),
  cores: z.number().nonnegative().optional().describe('processors kept busy while it was watched'),
  watched: z.number().nonnegative().optional().describe('seconds over which that was measured'),
  processorSeconds: z.number().nonnegative().optional().describe('since it started'),
  memory: count.optional().describe('resident bytes'),
  hugePages: count.optional().describe('bytes of huge pages mapped'),
  connections: z.array(connectionSchema).optional().describe('at most 32'),
  preload: z.string().optional().describe('LD_PRELOAD of its environment'),
  opened: z.array(z.string()).optional().describe('telling files that it holds open: deleted ones, /dev/cpu/*/msr'),
  packaged: z
    .enum(['yes', 'changed', 'no', 'unknown'])
    .optional()
    .describe('whether a package of the system brought its program, and it is still the same'),
  why: z.array(
    z.enum([
      'mines',
      'talks-to-pool',
      'program-deleted',
      'program-in-memory',
      'from-temporary-folder',
      'from-hidden-folder',
      'name-lies',
      'posing-as-kernel',
      'hidden-from-list',
      'preloaded',
      'busy',
      'pinned',
      'writes-processor-registers',
      'child-of-service',
      'not-packaged',
    ]),
  ),
});
export type ProcessState = z.infer<typeof processSchema>;

/** Something that makes a program start, or lets somebody in, without anybody asking for it (autostart entry). */
export const autostartSchema = z.strictObject({
  mechanism: z.enum([
    'cron',
    'at',
    'systemd',
    'rc-script',
    'inittab',
    'shell-profile',
    'ld-preload',
    'ssh-key',
    'account',
    'sudoers',
    'pam',
    'udev',
    'desktop-autostart',
    'kernel-module',
    'ebpf',
    'message-of-the-day',
    'network-hook',
    'package-hook',
    'git-hook',
    'python-hook',
    'npm-hook',
    'web-server-hook',
    'process-manager',
    'dbus-service',
    'daemon-hook',
    'boot-hook',
    'polkit',
    'set-uid',
    'container',
    'static-pod',
    'run-key',
    'service',
    'scheduled-task',
    'startup-folder',
    'wmi-subscription',
  ]),
  place: z.string().describe('the file, key or unit that holds it'),
  name: z.string().optional().describe('of the unit, task, container, account'),
  entry: z.string().optional().describe('the line or directive as it is written, at most 2,048 characters'),
  starts: z.string().optional().describe('the command, at most 2,048 characters'),
  programs: z.array(z.string()).optional().describe('absolute paths of what it starts or loads'),
  user: z.string().optional().describe('whom it runs as, or who may log in'),
  when: z.string().optional().describe('`*/5 * * * *`, `at boot`, `at login`'),
  enabled: z.boolean().optional(),
  modified: isoTime.optional().describe('of its file'),
  owner: z.string().optional().describe('of its file'),
  packaged: z.enum(['yes', 'changed', 'no', 'unknown']).optional().describe('as of processes, of its file'),
  carries,
  mines: z.boolean().optional().describe('its command starts a miner, and does not only fetch one'),
  hash: sha256.optional().describe('of `entry`, trimmed: the same entry at another time'),
  why: z.array(
    z.enum([
      'mines',
      'fetches-and-runs',
      'decodes',
      'from-temporary-folder',
      'from-hidden-folder',
      'hidden-entry',
      'program-missing',
      'not-packaged',
      'changed',
      'recent',
      'writable-by-others',
      'loads-into-everything',
      'lets-in',
      'outlives-removal',
      'poses-as-system',
      'written-by-redis',
    ]),
  ),
});
export type Autostart = z.infer<typeof autostartSchema>;

/** A file that says something by where it stands, how it is set or when it came. */
export const fileTraceSchema = z.strictObject({
  path: z.string(),
  form: z.enum(['program', 'script', 'library', 'web-script', 'archive', 'configuration', 'log', 'other', 'folder']),
  size: count.optional(),
  sha256: sha256.optional(),
  sha1: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .optional()
    .describe('as Windows noted it in Amcache: of its first 31 MB'),
  owner: z.string().optional(),
  mode: z.string().optional().describe('octal'),
  modified: isoTime.optional().describe('easily set to anything'),
  changed: isoTime.optional().describe('of its inode: not set without changing the clock'),
  born: isoTime.optional(),
  packaged: z.enum(['yes', 'changed', 'no', 'unknown']).optional(),
  why: z.array(
    z.enum([
      'temporary-folder',
      'web-root',
      'hidden',
      'runnable',
      'recent',
      'set-uid',
      'immutable',
      'times-disagree',
      'runs-requests',
      'named-as-system',
      'beside-miner',
      'deleted-but-open',
    ]),
  ),
});
export type FileTrace = z.infer<typeof fileTraceSchema>;

/** A file that a package brought and that is no longer what the package says. */
export const packageFileSchema = z.strictObject({
  path: z.string(),
  package: z.string(),
  version: z.string().optional(),
  state: z.enum(['changed', 'missing']),
  algorithm: z.enum(['md5', 'sha1', 'sha256', 'sha512', 'size']),
  expected: z.string(),
  found: z.string().optional(),
  modified: isoTime.optional(),
  changed: isoTime.optional(),
});
export type PackageFile = z.infer<typeof packageFileSchema>;

/** A release of a package that is known to have brought malware. */
export const badReleaseSchema = z.strictObject({
  ecosystem: z.enum(['npm', 'pypi', 'rubygems', 'crates', 'debian', 'other']),
  name: z.string(),
  version: z.string(),
  installed: z.boolean().describe('true where its files stand there; false where only a lock file names it'),
  mines: z.boolean().describe('it is known to have brought a miner, and not something else'),
  says: z.string().describe('what it did, by the source'),
  source: z.string(),
});
export type BadRelease = z.infer<typeof badReleaseSchema>;

/** A setting of the running system, or of its start, that miners make or that hides them. */
export const machineSettingSchema = z.strictObject({
  setting: z.string().describe('vm.nr_hugepages, msr, kernel.tainted, hosts, resolv, firewall, selinux, …'),
  value: z.string(),
  usual: z.string().optional().describe('what stands there otherwise'),
  says: z.string().describe('what it means here, in words'),
  why: z.array(
    z.enum(['tuned-for-mining', 'defence-off', 'hides', 'keeps-others-away', 'kernel-extended', 'open-door']),
  ),
});
export type MachineSetting = z.infer<typeof machineSettingSchema>;

/** A container or pod as the runtime's state on disk, or a dump of the cluster's, tells. */
export const containerSchema = z.strictObject({
  runtime: z.string().describe('docker, containerd, podman, cri-o, kubernetes'),
  id: z.string(),
  name: z.string().optional(),
  image: z.string().optional(),
  command: z.string().optional().describe('at most 2,048 characters'),
  state: z.string().optional().describe('running, exited, …'),
  created: isoTime.optional(),
  started: isoTime.optional(),
  restart: z.string().optional().describe('its restart policy'),
  privileged: z.boolean().optional(),
  mounts: z.array(z.string()).optional().describe('paths of the machine that it sees'),
  hostNetwork: z.boolean().optional(),
  namespace: z.string().optional(),
  owner: z.string().optional().describe('what makes it again: Deployment/x, DaemonSet/y, compose project'),
  account: z.string().optional().describe('service account'),
  processors: z.string().optional().describe('its limit'),
  files: z.string().optional().describe('folder of the machine in which its own files stand'),
  carries,
  mines: z.boolean().optional(),
  why: z.array(
    z.enum([
      'mines',
      'fetches-and-runs',
      'sees-whole-machine',
      'privileged',
      'restarts-for-ever',
      'miner-image',
      'runs-at-start',
    ]),
  ),
});
export type ContainerState = z.infer<typeof containerSchema>;

/** A secret that stands on the machine: whoever ran code as its owner, or as root, may have taken it. */
export const secretAtHandSchema = z.strictObject({
  what: z.enum([
    'ssh-key',
    'known-hosts',
    'cloud-credentials',
    'cluster-credentials',
    'registry-credentials',
    'package-token',
    'password-file',
    'environment',
    'database-password',
    'browser-profile',
    'wallet-file',
    'shell-history',
  ]),
  place: z.string(),
  user: z.string().optional().describe('whose it is'),
  uid: count.optional(),
  readableBy: z.enum(['owner', 'group', 'all']).optional(),
  readers: z.array(z.string()).optional().describe('accounts of the group that may read it, at most 32'),
  encrypted: z.boolean().optional().describe('of a key: it asks for a passphrase'),
  count: count.optional().describe('hosts, keys or entries in it'),
  hosts: z.array(z.string()).optional().describe('machines that it leads to, at most 32'),
  modified: isoTime.optional(),
});
export type SecretAtHand = z.infer<typeof secretAtHandSchema>;
