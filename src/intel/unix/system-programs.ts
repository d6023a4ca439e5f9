/**
 * Programs that run on most systems and that packages bring: names that intruders give to theirs.
 * Sources: units and programs of systemd, and of Debian's, Red Hat's and SUSE's base systems; ATT&CK T1036.005.
 */

/** Parts of the system itself, as they are written. */
export const systemParts: readonly string[] = (
  'systemd systemd-journald systemd-logind systemd-networkd systemd-resolved systemd-timesyncd systemd-udevd ' +
  'systemd-machined systemd-hostnamed systemd-localed systemd-timedated systemd-oomd systemd-coredump systemd-homed ' +
  'systemd-userdbd systemd-update-utmp systemd-user-sessions systemd-random-seed systemd-sysctl systemd-tmpfiles ' +
  'systemd-modules-load systemd-remount-fs systemd-vconsole-setup systemd-pstore systemd-rfkill NetworkManager ' +
  'dbus-daemon dbus-broker polkitd accounts-daemon rsyslogd syslogd auditd irqbalance chronyd crond sshd ' +
  'multipathd udisksd upowerd packagekitd networkd-dispatcher unattended-upgrades getty agetty logrotate ' +
  'ModemManager wpa_supplicant avahi-daemon rpcbind snapd firewalld containerd dockerd'
).split(' ');

/** Servers and shells of most machines. */
const servers =
  'udevd syslog-ng klogd ntpd cron atd login bash sh dash zsh ksh httpd apache2 nginx php-fpm mysqld mariadbd postgres ' +
  'redis-server mongod named dnsmasq sendmail postfix dovecot exim4 containerd-shim kubelet kube-proxy acpid inetd xinetd';

const parts: ReadonlySet<string> = new Set(systemParts);
const wellKnown: ReadonlySet<string> = new Set(`${systemParts.join(' ')} ${servers}`.toLowerCase().split(' '));

/** What a miner in a temporary folder is called besides: short forms, tools, interpreters. */
const taken =
  /^(?:systemd[a-z-]*|dbus|initd?|udev|shd|rsyslog|syslog|polkit|networkd|resolved|journald|apache|mysql|java|python[23]?|node|perl|sudo|su|ps|top|ls|wget|curl|netstat|lsof|ntp|cupsd)$/;

/** @param name as it is written: that of a part of the system itself */
export function isSystemPart(name: string): boolean {
  return parts.has(name);
}

/** @param name in small letters: of a part of the system, of a server or a shell that most machines have */
export function isWellKnownProgram(name: string): boolean {
  return wellKnown.has(name);
}

/** A program of the system has this name or is called so for short. */
export function isTakenName(name: string): boolean {
  return wellKnown.has(name.toLowerCase()) || taken.test(name);
}
