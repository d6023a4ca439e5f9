/**
 * Which events stand for Sigma's log sources. Sources: Sigma taxonomy appendix 2.1, "Log Sources"; for what Windows'
 * own audit events and PowerShell's stand for, the usual mappings (SigmaHQ, pySigma-pipeline-windows and
 * pySigma-pipeline-sysmon); Microsoft, "Windows security audit events".
 */

/** Windows' channels by Sigma's service. Compared in lower case. */
export const channels: Readonly<Record<string, readonly string[]>> = {
  application: ['Application'],
  'application-experience': [
    'Microsoft-Windows-Application-Experience/Program-Telemetry',
    'Microsoft-Windows-Application-Experience/Program-Compatibility-Assistant',
  ],
  applocker: [
    'Microsoft-Windows-AppLocker/MSI and Script',
    'Microsoft-Windows-AppLocker/EXE and DLL',
    'Microsoft-Windows-AppLocker/Packaged app-Deployment',
    'Microsoft-Windows-AppLocker/Packaged app-Execution',
  ],
  'appmodel-runtime': ['Microsoft-Windows-AppModel-Runtime/Admin'],
  'appxdeployment-server': ['Microsoft-Windows-AppXDeploymentServer/Operational'],
  'appxpackaging-om': ['Microsoft-Windows-AppxPackaging/Operational'],
  bitlocker: ['Microsoft-Windows-BitLocker/BitLocker Management'],
  'bits-client': ['Microsoft-Windows-Bits-Client/Operational'],
  capi2: ['Microsoft-Windows-CAPI2/Operational'],
  'certificateservicesclient-lifecycle-system': [
    'Microsoft-Windows-CertificateServicesClient-Lifecycle-System/Operational',
  ],
  'codeintegrity-operational': ['Microsoft-Windows-CodeIntegrity/Operational'],
  dhcp: ['Microsoft-Windows-DHCP-Server/Operational'],
  'diagnosis-scripted': ['Microsoft-Windows-Diagnosis-Scripted/Operational'],
  'dns-client': ['Microsoft-Windows-DNS Client Events/Operational'],
  'dns-server': ['DNS Server'],
  'dns-server-analytic': ['Microsoft-Windows-DNS-Server/Analytical'],
  'dns-server-audit': ['Microsoft-Windows-DNS-Server/Audit'],
  'driver-framework': ['Microsoft-Windows-DriverFrameworks-UserMode/Operational'],
  'firewall-as': ['Microsoft-Windows-Windows Firewall With Advanced Security/Firewall'],
  'hyper-v-worker': ['Microsoft-Windows-Hyper-V-Worker', 'Microsoft-Windows-Hyper-V-Worker-Admin'],
  'iis-configuration': ['Microsoft-IIS-Configuration/Operational'],
  'kernel-event-tracing': ['Microsoft-Windows-Kernel-EventTracing', 'Microsoft-Windows-Kernel-EventTracing/Admin'],
  'kernel-shimengine': [
    'Microsoft-Windows-Kernel-ShimEngine/Operational',
    'Microsoft-Windows-Kernel-ShimEngine/Diagnostic',
  ],
  ldap: ['Microsoft-Windows-LDAP-Client/Debug'],
  ldap_debug: ['Microsoft-Windows-LDAP-Client/Debug'],
  'lsa-server': ['Microsoft-Windows-LSA/Operational'],
  'microsoft-servicebus-client': ['Microsoft-ServiceBus-Client'],
  'msexchange-management': ['MSExchange Management'],
  ntfs: ['Microsoft-Windows-Ntfs/Operational'],
  ntlm: ['Microsoft-Windows-NTLM/Operational'],
  openssh: ['OpenSSH/Operational'],
  powershell: ['Microsoft-Windows-PowerShell/Operational', 'PowerShellCore/Operational'],
  'powershell-classic': ['Windows PowerShell'],
  'printservice-admin': ['Microsoft-Windows-PrintService/Admin'],
  'printservice-operational': ['Microsoft-Windows-PrintService/Operational'],
  security: ['Security'],
  'security-mitigations': [
    'Microsoft-Windows-Security-Mitigations/Kernel Mode',
    'Microsoft-Windows-Security-Mitigations/User Mode',
  ],
  sense: ['Microsoft-Windows-SENSE/Operational'],
  'servicebus-client': ['Microsoft-ServiceBus-Client/Operational', 'Microsoft-ServiceBus-Client/Admin'],
  'shell-core': ['Microsoft-Windows-Shell-Core/Operational'],
  'smbclient-connectivity': ['Microsoft-Windows-SmbClient/Connectivity'],
  'smbclient-security': ['Microsoft-Windows-SmbClient/Security'],
  'smbserver-connectivity': ['Microsoft-Windows-SMBServer/Connectivity'],
  sysmon: ['Microsoft-Windows-Sysmon/Operational'],
  system: ['System'],
  taskscheduler: ['Microsoft-Windows-TaskScheduler/Operational'],
  'terminalservices-localsessionmanager': ['Microsoft-Windows-TerminalServices-LocalSessionManager/Operational'],
  vhdmp: ['Microsoft-Windows-VHDMP/Operational'],
  windefend: ['Microsoft-Windows-Windows Defender/Operational'],
  wmi: ['Microsoft-Windows-WMI-Activity/Operational'],
};

/** Sigma's categories by Sysmon's event id; the same on Windows and on Linux. */
const sysmon: Readonly<Record<string, readonly string[]>> = {
  1: ['process_creation'],
  2: ['file_change'],
  3: ['network_connection'],
  4: ['sysmon_status'],
  5: ['process_termination'],
  6: ['driver_load'],
  7: ['image_load'],
  8: ['create_remote_thread'],
  9: ['raw_access_thread'],
  10: ['process_access'],
  11: ['file_event'],
  12: ['registry_event', 'registry_add', 'registry_delete'],
  13: ['registry_event', 'registry_set'],
  14: ['registry_event', 'registry_rename'],
  15: ['create_stream_hash'],
  16: ['sysmon_status'],
  17: ['pipe_created'],
  18: ['pipe_created'],
  19: ['wmi_event'],
  20: ['wmi_event'],
  21: ['wmi_event'],
  22: ['dns_query', 'dns'],
  23: ['file_delete'],
  24: ['clipboard_capture'],
  25: ['process_tampering'],
  26: ['file_delete_detected', 'file_delete'],
  27: ['file_block_executable'],
  28: ['file_block_shredding'],
  29: ['file_executable_detected'],
  255: ['sysmon_error'],
};

/** By product and service, then by event id (for auditd: the record's type), or `*` for any: the categories. */
export const categoriesById: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'windows/sysmon': sysmon,
  'linux/sysmon': sysmon,
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
  'apache/access': { '*': ['webserver'] },
  'nginx/access': { '*': ['webserver'] },
  'kubernetes/audit': { '*': ['application'] },
};

/** Services whose events also stand in another one's log. */
export const widerServices: Readonly<Record<string, readonly string[]>> = {
  sshd: ['auth'],
  sudo: ['auth'],
  su: ['auth'],
  cron: ['syslog'],
};

/** What a log that Davylamp reads can be. A rule for anything else is named as one that cannot be run. */
export const givenProducts: ReadonlySet<string> = new Set([
  ...['windows', 'linux', 'zeek', 'apache', 'nginx', 'iis', 'caddy', 'traefik', 'tomcat', 'weblogic', 'php', 'jvm'],
  ...['kubernetes', 'docker', 'containerd', 'squid', 'suricata'],
]);
export const givenCategories: ReadonlySet<string> = new Set([
  ...Object.values(categoriesById).flatMap((byId) => Object.values(byId).flat()),
  ...['webserver', 'proxy', 'dns', 'firewall', 'antivirus', 'application', 'file_event', 'network_connection'],
]);
const linuxServices = ['auth', 'auditd', 'cron', 'sshd', 'su', 'sudo', 'syslog', 'sysmon'];
/** By product; absent where any service can be given. */
export const givenServices: Readonly<Record<string, ReadonlySet<string>>> = {
  windows: new Set(Object.keys(channels)),
  linux: new Set(linuxServices),
};
