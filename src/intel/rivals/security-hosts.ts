/**
 * Hosts of those who make security tools, which malware keeps a machine from reaching: the makers' own sites, each its
 * own source, and the hosts that their agents speak to. Does not hold: hosts that others share (clouds, CDNs).
 */
import type { Provenance } from '../provenance.ts';

interface SecurityHost extends Provenance {
  readonly domain: string;
}

const asOf = '2026-11-23';

function site(domain: string): SecurityHost {
  return { domain, source: `https://${domain}/`, asOf };
}

export const securityHosts: readonly SecurityHost[] = [
  {
    domain: 'aegis.aliyun.com',
    source: 'Alibaba Cloud, the script that removes its agent: http://update.aegis.aliyun.com/download/uninstall.sh',
    asOf,
  },
  { domain: 'cloudsink.net', source: 'CrowdStrike, what its sensors speak to: ts01-b.cloudsink.net', asOf },
  { domain: 'sentinelone.net', source: 'SentinelOne, its consoles: https://usea1.sentinelone.net/', asOf },
  site('clamav.net'),
  site('crowdstrike.com'),
  site('eset.com'),
  site('falco.org'),
  site('kaspersky.com'),
  site('malwarebytes.com'),
  site('virustotal.com'),
  site('wazuh.com'),
];

/** The domain itself, or the one that the name is below. */
export function securityHost(name: string): string | undefined {
  return securityHosts.find(({ domain }) => name === domain || name.endsWith(`.${domain}`))?.domain;
}
