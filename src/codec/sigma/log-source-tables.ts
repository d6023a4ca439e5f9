/**
 * Which events stand for Sigma's log sources. Sources: Sigma taxonomy appendix 2.1, "Log Sources"; for what Windows'
 * own audit events and PowerShell's stand for, the usual mappings (SigmaHQ, pySigma-pipeline-windows and
 * pySigma-pipeline-sysmon); Microsoft, "Windows security audit events".
 */
import { windowsServices } from '../evtx/channels.ts';
import { sysmonCategories } from '../sysmon/categories.ts';

/** By product and service, then by event id (for auditd: the record's type), or `*` for any: the categories. */
export const categoriesById: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'windows/sysmon': sysmonCategories,
  'linux/sysmon': sysmonCategories,
  'windows/security': {
    4688: ['process_creation'],
    4689: ['process_termination'],
    4657: ['registry_event', 'registry_set', 'registry_add'],
    5156: ['network_connection'],
  },
  'windows/powershell': { 4103: ['ps_module'], 4104: ['ps_script'] },
  'windows/powershell-classic': {
    400: ['ps_classic_start'],
    600: ['ps_classic_provider_start'],
    800: ['ps_classic_script'],
  },
  'windows/windefend': { 1006: ['antivirus'], 1015: ['antivirus'], 1116: ['antivirus'], 1117: ['antivirus'] },
  'linux/auditd': { EXECVE: ['process_creation'], execve: ['process_creation'] },
  'zeek/dns': { '*': ['dns'] },
  'zeek/http': { '*': ['proxy', 'webserver'] },
  'zeek/conn': { '*': ['firewall'] },
  'suricata/dns': { '*': ['dns'] },
  'suricata/http': { '*': ['proxy', 'webserver'] },
  'suricata/flow': { '*': ['firewall'] },
  'suricata/netflow': { '*': ['firewall'] },
  'apache/access': { '*': ['webserver'] },
  'nginx/access': { '*': ['webserver'] },
  'kubernetes/audit': { '*': ['application'] },
};

/** Services whose events also stand in another one's log, or that have two names. */
export const widerServices: ReadonlyMap<string, string> = new Map([
  ['sshd', 'auth'],
  ['sudo', 'auth'],
  ['cron', 'syslog'],
  ['vsftpd', 'syslog'],
  ['clamav', 'syslog'],
  ['guacamole', 'syslog'],
  ['ldap', 'ldap_debug'],
  ['microsoft-servicebus-client', 'servicebus-client'],
]);

/** Servers that Sigma names as a product, too, and products with two names. */
export const widerProducts: ReadonlyMap<string, string> = new Map([
  ['apache', 'apache'],
  ['nginx', 'nginx'],
  ['iis', 'iis'],
  ['tomcat', 'tomcat'],
  ['ruby', 'ruby_on_rails'],
]);

/** What a log that Davylamp reads can be. A rule for anything else is named as one that cannot be run. */
export const givenProducts: ReadonlySet<string> = new Set([
  ...[
    'windows',
    'linux',
    'zeek',
    'suricata',
    'kubernetes',
    'container',
    'jvm',
    'spring',
    'sql',
    'python',
    'django',
    'php',
    'nodejs',
  ],
  ...['ruby', ...widerProducts.values()],
]);
export const givenCategories: ReadonlySet<string> = new Set([
  ...Object.values(categoriesById).flatMap((byId) => Object.values(byId).flat()),
  ...['webserver', 'proxy', 'dns', 'firewall', 'antivirus', 'application'],
]);
const linuxServices = ['auditd', 'auth', 'btmp', 'clamav', 'cron', 'guacamole', 'history', 'lastlog', 'sshd', 'sudo'];
/** By product; absent where any service can be given. */
export const givenServices: Readonly<Record<string, ReadonlySet<string>>> = {
  windows: new Set([...windowsServices, ...widerServices.values(), 'exchange', 'history']),
  linux: new Set([...linuxServices, 'syslog', 'sysmon', 'vsftpd', 'wtmp']),
};
