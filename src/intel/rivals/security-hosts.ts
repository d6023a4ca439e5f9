/** Hosts of those who make security tools, which malware keeps a machine from reaching. By their own documentation. */
const domains: readonly string[] = [
  'aegis.aliyun.com',
  'clamav.net',
  'crowdstrike.com',
  'eset.com',
  'falco.org',
  'kaspersky.com',
  'malwarebytes.com',
  'sentinelone.net',
  'virustotal.com',
  'wazuh.com',
];

/** The domain itself, or a name below it. */
export function securityHost(name: string): string | undefined {
  return domains.find((domain) => name === domain || name.endsWith(`.${domain}`));
}
