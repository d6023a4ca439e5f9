/**
 * What is mounted where on the machine that runs, and which of it is not walked: the kernel's own views, file systems
 * that lie on other machines, and second views of files that stand elsewhere.
 * Source: proc(5), /proc/PID/mountinfo.
 */
import type { MachineTree } from '../../model/machine-units.ts';

export type Unwalked = 'kernel' | 'elsewhere' | 'again';

const ofKernel = new Set(
  'proc sysfs cgroup cgroup2 devpts devtmpfs tracefs debugfs securityfs bpf fusectl configfs mqueue pstore efivarfs autofs binfmt_misc rpc_pipefs nsfs selinuxfs hugetlbfs ramfs'.split(
    ' ',
  ),
);
const ofNetwork =
  /^(?:nfs|cifs|smb|9p|ceph|glusterfs|lustre|afs|gpfs|beegfs|virtiofs|fuse\.(?:sshfs|s3fs|rclone|gcsfuse))/;

/** Mount points that a walk does not go into. */
export function unwalkedMounts(tree: MachineTree): Map<string, Unwalked> {
  const mounts = new Map<string, Unwalked>();
  for (const line of (tree.text('/proc/self/mountinfo') ?? '').split('\n')) {
    const [before = '', behind = ''] = line.split(' - ', 2);
    const [, , , , point = ''] = before.split(' ');
    const [type = ''] = behind.split(' ');
    const path = point.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
    if (path === '/' || path === '') continue;
    const why = unwalked(type);
    if (why) mounts.set(path, why);
    else mounts.delete(path);
  }
  return mounts;
}

function unwalked(type: string): Unwalked | undefined {
  if (ofKernel.has(type)) return 'kernel';
  if (ofNetwork.test(type)) return 'elsewhere';
  // What a container sees: its layers are walked where they stand.
  return type === 'overlay' || type === 'squashfs' ? 'again' : undefined;
}
