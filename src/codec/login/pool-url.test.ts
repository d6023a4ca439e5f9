import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMiningScheme, isQualifiedHost, readPoolUrl } from './pool-url.ts';

describe('where a pool is', () => {
  it.each([
    ['pool.example.org:3333', { host: 'pool.example.org', port: 3333 }],
    ['POOL.Example.org:3333', { host: 'pool.example.org', port: 3333 }],
    ['192.0.2.7:80', { host: '192.0.2.7', port: 80 }],
    ['[2001:db8::1]:3333', { host: '2001:db8::1', port: 3333 }],
    ['stratum+tcp://pool.example.org:3333', { scheme: 'stratum+tcp', host: 'pool.example.org', port: 3333 }],
    ['stratum+ssl://pool.example.org:443/', { scheme: 'stratum+ssl', host: 'pool.example.org', port: 443, tls: true }],
    ['stratum2+tcp://pool.example.org:9', { scheme: 'stratum2+tcp', host: 'pool.example.org', port: 9 }],
    ['ssl://pool.example.org:9', { scheme: 'ssl', host: 'pool.example.org', port: 9, tls: true }],
    [
      'daemon+https://node.example.org:18081',
      { scheme: 'daemon+https', host: 'node.example.org', port: 18081, tls: true },
    ],
    [
      'stratum1+tcp://someone.rig:x%40y@pool.example.org:4444',
      { scheme: 'stratum1+tcp', host: 'pool.example.org', port: 4444, login: 'someone.rig', password: 'x@y' },
    ],
    ['pool.example.org', { host: 'pool.example.org' }],
    ['pool.example.org:$PORT', { host: 'pool.example.org' }],
    ['proxy:3333', { host: 'proxy', port: 3333 }],
  ])('is read from %s', (text, expected) => expect(readPoolUrl(text)).toEqual(expected));

  it.each([
    ['a port out of range', 'pool.example.org:65536'],
    ['port 0', 'pool.example.org:0'],
    ['a port with letters', 'pool.example.org:33x3'],
    ['an address that is none', '1.2.3.400:3333'],
    ['three numbers', '1.2.3:3333'],
    ['a variable', '$POOL:3333'],
    ['a label that is too long', `${'a'.repeat(64)}.org:1`],
    ['a path', './out.txt'],
    ['a key and value', 'StrictHostKeyChecking=no'],
    ['two ports', 'a.example.org:1:2'],
    ['another scheme', 'ftp://a.example.org:21'],
    ['a broken IPv6 address', '[1:2:3]:3333'],
    ['two gaps in an IPv6 address', '[1::2::3]:3333'],
    ['nothing', ''],
  ])('is not read from %s', (_name, text) => expect(readPoolUrl(text)).toBeUndefined());

  it('has a scheme of its own, or one that others have too', () => {
    expect(['stratum+tcp', 'stratum', 'daemon+http'].every(isMiningScheme)).toBe(true);
    expect(['http', 'ssl', undefined].some(isMiningScheme)).toBe(false);
  });

  it('may be reached by strangers or only in its own network', () => {
    expect(['192.0.2.7', 'a.example.org', 'x.kp', 'localhost', '2001:db8::1'].every(isQualifiedHost)).toBe(true);
    expect(['proxy', 'out.7z1', 'a'].some(isQualifiedHost)).toBe(false);
  });

  it('survives anything', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 1200 }), (text) => {
        const url = readPoolUrl(text);
        if (url?.port !== undefined) expect(url.port).toBeLessThan(65536);
      }),
    );
  });
});
