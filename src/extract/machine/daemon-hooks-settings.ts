/**
 * Settings of daemons and of the kernel that name a command, a line each: which files hold them, and where in the line
 * the command stands.
 * Sources: rsyslog's documentation (omprog), snmpd.conf(5), incrontab(5), inetd.conf(5), acpid(8), auditd-plugins(5),
 * smartd.conf(5), mdadm.conf(5), openvpn(8), ssh_config(5), sshd_config(5), postgresql.conf, redis.conf, lightdm.conf,
 * modprobe.d(5), core(5), the kernel's admin-guide/sysctl/kernel.
 */
export interface CommandSetting {
  readonly files?: readonly string[];
  readonly folders?: readonly string[];
  /** Below a home. */
  readonly ofHome?: readonly string[];
  /** One of the files that are wished for, by the end of its path. */
  readonly wished?: RegExp;
  /** Its first group that matched is the command. */
  readonly line: RegExp;
  readonly when: string;
  readonly user?: string;
  /** It names a file that is loaded, and no command. */
  readonly loads?: true;
}

/** Names of files that are looked for wherever they stand. */
export const wishedNames: readonly string[] = [
  'postgresql.conf',
  'postgresql.auto.conf',
  'redis.conf',
  'sentinel.conf',
  'valkey.conf',
];

export const commandSettings: readonly CommandSetting[] = [
  {
    files: ['/etc/rsyslog.conf'],
    folders: ['/etc/rsyslog.d'],
    line: /\bbinary\s{0,8}=\s{0,8}"([^"]+)|^\s*\$ActionOMProgBinary\s{1,8}(\S.*)|^[^#\s:]\S{0,200}\s{1,40}\^(\/[^\s;]+)/i,
    when: 'with messages of the system’s log',
    user: 'root',
  },
  {
    files: ['/etc/snmp/snmpd.conf', '/etc/snmp/snmpd.local.conf', '/var/lib/snmp/snmpd.conf'],
    folders: ['/etc/snmp/snmpd.conf.d'],
    line: /^\s*(?:extend(?:-sh|fix)?|exec|sh|pass(?:_persist)?)\s{1,8}(?:-\S+\s{1,8})?(?:\.?[\d.]{3,200}\s{1,8})?[\w"'-]{0,100}?\s{0,8}(\/\S.*)/i,
    when: 'when somebody asks over SNMP',
  },
  {
    folders: ['/etc/incron.d', '/var/spool/incron'],
    line: /^\s*\/\S{0,1024}\s{1,20}[A-Z][\w,=]{0,200}\s{1,20}(\S.*)/,
    when: 'when a file or folder changes',
  },
  {
    files: ['/etc/inetd.conf'],
    folders: ['/etc/inetd.d'],
    line: /^\s*[^#\s]\S{0,200}\s{1,20}(?:stream|dgram|raw|rdm|seqpacket)\s{1,20}\S{1,20}\s{1,20}\S{1,20}\s{1,20}\S{1,64}\s{1,20}(\/\S.*)/,
    when: 'at every connection to a port',
  },
  {
    folders: ['/etc/acpi/events'],
    line: /^\s*action\s{0,8}=\s{0,8}(\S.*)/,
    when: 'when a key or a battery tells something',
    user: 'root',
  },
  {
    folders: ['/etc/audit/plugins.d', '/etc/audisp/plugins.d'],
    line: /^\s*path\s{0,8}=\s{0,8}(\/\S.*)/,
    when: 'with the events of the audit log',
    user: 'root',
  },
  {
    files: ['/etc/smartd.conf', '/etc/smartmontools/smartd.conf'],
    line: /^[^#]{0,1000}\s-M\s{1,8}exec\s{1,8}(\/\S+)/,
    when: 'when a disk fails a test',
    user: 'root',
  },
  {
    files: ['/etc/mdadm.conf', '/etc/mdadm/mdadm.conf'],
    line: /^\s*PROGRAM\s{1,8}(\/\S.*)/i,
    when: 'when a disk of an array fails',
    user: 'root',
  },
  {
    folders: ['/etc/openvpn', '/etc/openvpn/client', '/etc/openvpn/server'],
    line: /^\s*(?:up|down|route-up|ipchange|client-connect|client-disconnect|learn-address|auth-user-pass-verify|tls-verify)\s{1,8}["']?(\/[^"']+)/,
    when: 'when a tunnel comes or goes',
    user: 'root',
  },
  {
    files: ['/etc/ssh/sshd_config'],
    folders: ['/etc/ssh/sshd_config.d'],
    line: /^\s*(?:ForceCommand|Subsystem\s{1,8}\S{1,64}|AuthorizedPrincipalsCommand)\s{1,8}(\/\S.*)/i,
    when: 'at every login over SSH',
  },
  {
    files: ['/etc/ssh/ssh_config'],
    folders: ['/etc/ssh/ssh_config.d'],
    ofHome: ['.ssh/config'],
    line: /^\s*(?:ProxyCommand|LocalCommand|KnownHostsCommand)[\s=]\s{0,40}(\S.*)|^\s*Match\s[^\n]{0,200}?\bexec\s{1,40}"?([^"]{1,4000})/i,
    when: 'when somebody logs in elsewhere over SSH',
  },
  {
    folders: ['/etc/lightdm', '/etc/lightdm/lightdm.conf.d', '/usr/share/lightdm/lightdm.conf.d'],
    line: /^\s*(?:display-setup|display-stopped|greeter-setup|session-setup|session-cleanup)-script\s{0,8}=\s{0,8}(\S.*)/,
    when: 'when a desktop starts',
    user: 'root',
  },
  {
    wished: /\/postgresql(?:\.auto)?\.conf$/,
    line: /^\s*(?:archive_command|restore_command|archive_cleanup_command|recovery_end_command|ssl_passphrase_command)\s{0,8}=?\s{0,8}'([^\n]{1,4000}?)'\s{0,80}(?:#|$)/i,
    when: 'while the database works',
    user: 'postgres',
  },
  {
    wished: /\/(?:redis|sentinel|valkey)\.conf$/,
    line: /^\s*(?:sentinel\s{1,8}(?:notification-script|client-reconfig-script)\s{1,8}\S{1,200}|loadmodule)\s{1,8}["']?(\/[^\s"']+)/i,
    when: 'when the database starts',
    loads: true,
  },
  {
    folders: ['/etc', '/run', '/usr/local/lib', '/usr/lib', '/lib'].map((base) => `${base}/modprobe.d`),
    line: /^\s*(?:install|remove)\s{1,40}\S{1,200}\s{1,40}(\S.*)/,
    when: 'when a module of the kernel is loaded or taken out',
    user: 'root',
  },
  {
    files: ['/etc/sysctl.conf'],
    folders: ['/etc', '/run', '/usr/local/lib', '/usr/lib', '/lib'].map((base) => `${base}/sysctl.d`),
    line: /^\s*-?kernel[./](?:core_pattern|modprobe|hotplug)\s{0,40}=\s{0,40}\|?\s{0,8}(\/\S.*)/,
    when: 'when a program crashes, or the kernel asks for a module or a device',
    user: 'root',
  },
  {
    files: ['/proc/sys/kernel/core_pattern'],
    line: /^\|\s{0,8}(\/\S.*)/,
    when: 'when a program crashes',
    user: 'root',
  },
  {
    files: ['/proc/sys/kernel/modprobe', '/proc/sys/kernel/hotplug', '/sys/kernel/uevent_helper'],
    line: /^(\/\S.*)/,
    when: 'when the kernel asks for a module or a device',
    user: 'root',
  },
];
