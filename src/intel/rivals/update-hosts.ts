/**
 * Hosts from which systems have their updates, by their makers' own documentation: led elsewhere or nowhere, a system
 * stays as weak as it is, or takes what somebody else gives it. Does not hold: mirrors, which are many.
 */
import type { Provenance } from '../provenance.ts';

interface UpdateHost extends Provenance {
  readonly host: string;
  /** Whose updates. */
  readonly of: string;
}

const asOf = '2026-11-24';
const hostsOf = (of: string, source: string, ...hosts: string[]): UpdateHost[] =>
  hosts.map((host) => ({ host, of, source, asOf }));

export const updateHosts: readonly UpdateHost[] = [
  ...hostsOf(
    'Debian',
    'https://wiki.debian.org/SourcesList',
    'deb.debian.org',
    'security.debian.org',
    'ftp.debian.org',
  ),
  ...hostsOf(
    'Ubuntu',
    'https://documentation.ubuntu.com/server/how-to/software/package-management/',
    'archive.ubuntu.com',
    'security.ubuntu.com',
    'ports.ubuntu.com',
    'esm.ubuntu.com',
  ),
  ...hostsOf('Fedora', 'https://docs.fedoraproject.org/', 'mirrors.fedoraproject.org', 'dl.fedoraproject.org'),
  ...hostsOf('Red Hat', 'https://access.redhat.com/solutions/65300', 'cdn.redhat.com', 'subscription.rhsm.redhat.com'),
  ...hostsOf(
    'CentOS',
    'https://www.centos.org/download/',
    'mirrorlist.centos.org',
    'mirror.centos.org',
    'vault.centos.org',
  ),
  ...hostsOf('Rocky Linux', 'https://mirrors.rockylinux.org/', 'mirrors.rockylinux.org', 'dl.rockylinux.org'),
  ...hostsOf('AlmaLinux', 'https://mirrors.almalinux.org/', 'mirrors.almalinux.org', 'repo.almalinux.org'),
  ...hostsOf('openSUSE', 'https://en.opensuse.org/Package_repositories', 'download.opensuse.org'),
  ...hostsOf('Alpine', 'https://wiki.alpinelinux.org/wiki/Repositories', 'dl-cdn.alpinelinux.org'),
];

const byHost: ReadonlyMap<string, string> = new Map(updateHosts.map(({ host, of }) => [host, of]));

/** Whose updates come from there: that host alone, for others below the same name do other things. */
export function updatesOf(name: string): string | undefined {
  return byHost.get(name);
}
