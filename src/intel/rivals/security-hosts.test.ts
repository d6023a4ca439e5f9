import { describe, expect, it } from 'vitest';
import { securityHost, securityHosts } from './security-hosts.ts';

describe('hosts of security tools', () => {
  it('are told by their domain and by names below it', () => {
    expect(securityHost('clamav.net')).toBe('clamav.net');
    expect(securityHost('database.clamav.net')).toBe('clamav.net');
    expect(securityHost('ts01-b.cloudsink.net')).toBe('cloudsink.net');
    expect(securityHost('update.aegis.aliyun.com')).toBe('aegis.aliyun.com');
  });

  it('are not other hosts of the same company, nor names that only end alike', () => {
    for (const name of ['mirrors.aliyun.com', 'notclamav.net', 'clamav.net.example.com', 'example.com', ''])
      expect(securityHost(name)).toBeUndefined();
  });

  it('each have a source and a date, and none is below another', () => {
    for (const { source, asOf } of securityHosts) {
      expect(source).not.toBe('');
      expect(asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
    expect(securityHosts.map(({ domain }) => securityHost(domain))).toEqual(securityHosts.map(({ domain }) => domain));
  });
});
