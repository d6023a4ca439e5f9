/**
 * Programs and libraries that intruders replace or wrap: those that would show a miner, fetch it or remove it, and those
 * that take passwords.
 * Source: https://attack.mitre.org/techniques/T1554/; reports on TeamTNT, Kinsing, Diicot and perfctl, which replace or
 * wrap `ps`, `top`, `lsof`, `crontab`, `ldd`, `curl` and `wget`; XMRig's droppers that rename `chattr`.
 */
export const replacedPrograms: ReadonlySet<string> = new Set(
  (
    'ps top htop pstree pgrep pkill kill killall ls dir find lsof netstat ss ip ifconfig du df stat md5sum sha256sum ' +
    'cat grep awk sed strings ldd file chattr lsattr crontab at cron crond atd systemctl journalctl systemd service ' +
    'ssh sshd scp login su sudo passwd chsh useradd bash dash sh curl wget nc tar iptables nft modprobe insmod lsmod ' +
    'rmmod kmod dmesg who w last lastlog uptime free vmstat iostat mpstat rsyslogd auditd auditctl dockerd docker'
  ).split(' '),
);

/** By their file names: the C library, the loader, PAM and what `sshd` and `ps` load. */
export const replacedLibraries: RegExp =
  /^(?:libc\.so\.6|libc\.musl-[a-z0-9_]+\.so\.1|ld-(?:linux|musl)[a-z0-9_.-]*|libpam(?:_misc|c)?\.so[.0-9]*|pam_unix\.so|pam_permit\.so|libselinux\.so\.1|libkeyutils\.so[.0-9]*|liblzma\.so[.0-9]*|libproc2?[-.a-z0-9]*|libsystemd\.so[.0-9]*|libnss_[a-z]+\.so\.2|libcrypt\.so[.0-9]*)$/;
