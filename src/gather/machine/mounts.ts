/**
 * What is mounted where, and which of it is not walked: the kernel's own views, file systems that lie on other machines,
 * and second views of files that stand elsewhere.
 * Source: proc(5), /proc/PID/mountinfo.
 */

export type Unwalked = 'kernel' | 'elsewhere' | 'again';

const ofKernel = new Set(
  'proc sysfs cgroup cgroup2 devpts tracefs debugfs securityfs bpf fusectl configfs mqueue pstore efivarfs autofs binfmt_misc rpc_pipefs nsfs selinuxfs hugetlbfs fuse.lxcfs fuse.portal'.split(
    ' ',
  ),
);
const ofNetwork = /^(?:nfs|cifs|smb|9p|ceph|glusterfs|lustre|afs|gpfs|beegfs|virtiofs|ncp|coda|ocfs2|gfs2)/;
/** Programs that show files of this machine in another way; others fetch what they show, or may never answer. */
const ofLocalProgram =
  /^fuse\.(?:mergerfs|unionfs(?:-fuse)?|bindfs|gocryptfs|encfs|cryfs|securefs|ntfs(?:-3g)?|exfat|ext[234]|fuse-overlayfs|squashfuse(?:_ll)?|snapfuse|dwarfs|zfs-fuse|vmhgfs-fuse)$/;
/** Where programs that run containers put their layers together, and packages of their own. */
const ofRuntimes =
  /\/(?:docker|containers|containerd|io\.containerd[\w.-]{0,64}|kubelet|crio|buildkit|buildah|lxc|lxd|incus|balena|k3s|rke2|snap|snapd)\//;

/**
 * Mount points that a walk does not go into.
 * @param mountInfo of this machine: a disk must not say itself what is left out
 * @param root where what is walked stands, without a slash at its end; empty for this machine itself
 */
export function unwalkedMounts(mountInfo: string, root: string = ''): Map<string, Unwalked> {
  const mounts = new Map<string, Unwalked>();
  for (const line of mountInfo.split('\n')) {
    const [before = '', behind = ''] = line.split(' - ', 2);
    const [, , , , point = ''] = before.split(' ');
    const [type = ''] = behind.split(' ');
    const place = point.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
    if (!place.startsWith(`${root}/`) || place === '/') continue;
    const path = place.slice(root.length);
    const why = unwalked(type, path);
    if (why) mounts.set(path, why);
    else mounts.delete(path);
  }
  return mounts;
}

const layered = new Set(['overlay', 'squashfs', 'aufs', 'fuse.fuse-overlayfs', 'fuse.squashfuse', 'fuse.snapfuse']);

function unwalked(type: string, path: string): Unwalked | undefined {
  if (ofKernel.has(type)) return 'kernel';
  if (ofNetwork.test(type) || (/^fuse(?:\.|$)/.test(type) && !ofLocalProgram.test(type))) return 'elsewhere';
  // What a container sees: its layers are walked where they stand. Some systems have their own folders so, too.
  return layered.has(type) && ofRuntimes.test(path) ? 'again' : undefined;
}
