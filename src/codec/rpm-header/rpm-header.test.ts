import { describe, expect, it } from 'vitest';
import { rpmHeader } from '../../../tests/rpm-database.ts';
import { readRpmHeader } from './rpm-header.ts';

const bash = rpmHeader({
  name: 'bash',
  version: '5.2',
  release: '3.el9',
  installed: 1_700_000_000,
  files: [
    { path: '/usr/bin/bash', digest: 'ab'.repeat(32) },
    { path: '/etc/profile', digest: 'cd'.repeat(32), configuration: true },
    { path: '/usr/share/doc/bash/README', digest: 'ef'.repeat(32), state: 2 },
  ],
});

describe('headers of RPM packages', () => {
  it('tell what was installed when, and its files', () => {
    expect(readRpmHeader(bash)).toEqual({
      status: 'ok',
      value: {
        name: 'bash',
        version: '5.2-3.el9',
        installed: 1_700_000_000,
        algorithm: 'sha256',
        files: [
          { folder: '/usr/bin/', name: 'bash', digest: 'ab'.repeat(32), configuration: false, stands: true },
          { folder: '/etc/', name: 'profile', digest: 'cd'.repeat(32), configuration: true, stands: true },
          {
            folder: '/usr/share/doc/bash/',
            name: 'README',
            digest: 'ef'.repeat(32),
            configuration: false,
            stands: false,
          },
        ],
      },
    });
  });

  it('are refused where they end too early, and never throw', () => {
    for (let length = 0; length < bash.length; length++)
      expect(readRpmHeader(bash.subarray(0, length)).status).not.toBe('ok');
    for (let at = 0; at < bash.length; at++) {
      const damaged = bash.slice();
      damaged[at] = 0xff;
      readRpmHeader(damaged);
    }
  });
});
