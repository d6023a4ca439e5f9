/**
 * Names that lie. A process chooses what the kernel calls it (comm) and what its command line says; which file it runs it
 * can't choose. Most that rename themselves do so in the open (`sshd: root@pts/0`, `-bash`, `postgres: writer`), so that
 * only two things count: the name of a thread of the kernel, and that of a well-known part of the system in front of a
 * program that stands where no package puts one.
 * Does not see: a name that is merely meaningless; a program that was put in the place of the one that it is called by.
 */
import { isInterpreter, isShell } from '../../../intel/unix/interpreters.ts';
import { isThreadName } from '../../../intel/unix/kernel-threads.ts';
import { isWellKnownProgram } from '../../../intel/unix/system-programs.ts';
import { fileName } from '../../event/services.ts';
import type { RunningProcess } from '../knowledge/processes.ts';

/** `[kworker/0:1]`, as `ps` shows what has no command line: nobody's real first argument. */
const inBrackets = /^\[([\w:./+@-]{1,64})\]$/;

/**
 * A process of the user's side that looks like a thread of the kernel.
 * @param strange whether its program stands where no package puts one
 */
export function posesAsKernel(process: RunningProcess, strange: boolean): boolean {
  if (process.kernelThread || process.programState === 'none') return false;
  // What the kernel starts (modprobe, …) bears the thread's name until its program is loaded.
  if (process.programState === 'unreadable' && process.arguments.length === 0) return false;
  const bracketed = inBrackets.exec(process.command.trim())?.[1];
  if (bracketed !== undefined) return strange || isThreadName(bracketed);
  return isThreadName(process.name) && !fileName(process.program ?? '').startsWith(process.name.toLowerCase());
}

/** Many programs in one file, and what loads or emulates another. */
const manifold =
  /^(?:busybox|toybox|coreutils|uutils|toolbox|ld-linux.*|ld-musl.*|ld\.so.*|qemu-.*|rosetta|box64|box86|fex.*|proot|wine.*|gvisor|runsc|sshd.*|systemd.*)$/;
const ofSystem = /^\/(?:usr\/)?(?:s?bin|lib|libexec|lib64)\//;

/** @param strange whether its program stands where no package puts one */
export function nameLies({ kernelThread, program, name, arguments: list }: RunningProcess, strange: boolean): boolean {
  if (kernelThread || program === undefined) return false;
  // Nix and Guix put `.x-wrapped` behind `x`.
  const own = fileName(program).replace(/^\.+/, '');
  if (manifold.test(own)) return false;
  const first = (list[0] ?? '').split(/[ :]/, 1)[0] ?? '';
  const said = fileName(first.replace(/^-/, ''));
  const lies = (claimed: string): boolean => isWellKnownProgram(claimed) && !isKin(claimed, own);
  // A script's process bears the script's name, and is started as its interpreter: only one that renames itself says else.
  if (isInterpreter(own)) return ofSystem.test(first) && lies(said);
  return strange && (lies(said) || lies(fileName(name)));
}

/** One took over from the other, and answers to its name. */
const families: readonly (readonly string[])[] = [
  ['mysqld', 'mariadbd'],
  ['redis-server', 'valkey-server', 'keydb-server'],
  ['httpd', 'apache2', 'lighttpd', 'thttpd'],
  ['sendmail', 'exim', 'exim4', 'postfix', 'msmtp', 'ssmtp', 'opensmtpd', 'smtpctl'],
  ['cron', 'crond', 'fcron', 'dcron', 'anacron', 'supercronic'],
  ['syslogd', 'rsyslogd', 'syslog-ng'],
  ['dockerd', 'containerd', 'containerd-shim', 'podman', 'k3s', 'rke2', 'k0s'],
  ['kubelet', 'kube-proxy', 'hyperkube', 'k3s', 'rke2', 'k0s', 'microk8s'],
];

function isKin(claimed: string, own: string): boolean {
  if (isShell(claimed) && isShell(own)) return true;
  if (families.some((family) => family.includes(claimed) && family.some((name) => own.startsWith(name)))) return true;
  return claimed.startsWith(own) || own.startsWith(claimed);
}
