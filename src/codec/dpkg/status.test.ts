import { describe, expect, it } from 'vitest';
import { digestIn, readDiversions, readStatus } from './status.ts';

describe("dpkg's lists", () => {
  it('give the installed packages and the files that may be edited', () => {
    const text = `Package: cron
Status: install ok installed
Architecture: amd64
Version: 3.0pl1-162
Conffiles:
 /etc/crontab 8f111d100ea459f68d333d63a8ef2205
 /etc/old 0123456789abcdef0123456789abcdef obsolete
 /etc/new newconffile
Description: process scheduling daemon
 Version: 9 is not this

Package: gone
Status: deinstall ok config-files
Version: 1
`;
    expect(readStatus(text)).toEqual([
      {
        name: 'cron',
        architecture: 'amd64',
        version: '3.0pl1-162',
        configurations: new Map([
          ['/etc/crontab', '8f111d100ea459f68d333d63a8ef2205'],
          ['/etc/old', '0123456789abcdef0123456789abcdef'],
        ]),
      },
    ]);
  });

  it('give diversions, of packages and of the administrator', () => {
    expect(readDiversions('/bin/sh\n/bin/sh.distrib\ndash\n/a\n/b\n:\n/half\n')).toEqual([
      { from: '/bin/sh', to: '/bin/sh.distrib', by: 'dash' },
      { from: '/a', to: '/b' },
    ]);
  });

  it('give the digest of just that path', () => {
    const sums = `${'a'.repeat(32)}  usr/bin/psx\n${'b'.repeat(32)}  usr/bin/ps\n`;
    expect(digestIn(sums, '/usr/bin/ps')).toBe('b'.repeat(32));
    expect(digestIn(sums, '/usr/bin/p')).toBeUndefined();
    expect(digestIn('no  usr/bin/ps', '/usr/bin/ps')).toBeUndefined();
  });
});
