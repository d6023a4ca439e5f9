/** Probes of what starts by itself, on trees whose files hold anything. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../tests/machine-tree.ts';
import { autostartSchema } from '../../model/machine-payloads.ts';
import { accountsProbe } from './accounts-probe.ts';
import { atJobs } from './at-jobs.ts';
import { cron } from './cron.ts';
import { inittab } from './inittab.ts';
import { packageHooks } from './package-hooks.ts';
import { rcScripts } from './rc-scripts.ts';
import { shellProfiles } from './shell-profiles.ts';
import { systemd } from './systemd.ts';
import { udev } from './udev.ts';
import { webRoot } from './web-root.ts';

const probes = [cron, atJobs, systemd, rcScripts, inittab];
const places = [
  '/etc/crontab',
  '/etc/cron.d/x',
  '/var/spool/cron/crontabs/\ud800',
  '/var/spool/cron/atjobs/a00001019c9e2f',
  '/etc/cron.daily/a\nb',
  '/etc/anacrontab',
  '/etc/passwd',
  '/etc/inittab',
  '/etc/rc.local',
  '/etc/init.d/x',
  '/etc/systemd/system/x.service',
  '/etc/systemd/system/x@.service',
  '/etc/systemd/system/x.timer',
  '/etc/systemd/system/service.d/x.conf',
  '/etc/systemd/system.conf',
  '/etc/systemd/system/multi-user.target.wants/x@..service',
  '/etc/service/x/run',
];
const piece = fc.constantFrom(
  '* * * * * ',
  'root ',
  '@reboot ',
  '%',
  '\\',
  '\n',
  '\r',
  '\0',
  '#!/bin/sh\n',
  '# atrun uid=0 gid=0\n',
  'cd /x || {\n',
  '}\n',
  '[Service]\n',
  '[Timer]\nUnit=x.service\n',
  'ExecStart=',
  'Environment=LD_PRELOAD=',
  '"',
  "'",
  '/tmp/x ',
  ';',
  '%i',
  'x:0:0:',
  '::respawn:',
  'root:x:0:0::/root:/bin/sh\n',
);
const content = fc
  .array(fc.oneof(piece, fc.string({ maxLength: 20 })), { maxLength: 30 })
  .map((parts) => parts.join(''));
const file = fc.oneof(
  content.map((text) => ({ content: text, mode: 0o777, modified: text.length * 1e14 - 1e15 })),
  fc.constantFrom(...places, '/dev/null', '..', '').map((link) => ({ link })),
  fc.constantFrom({ special: true as const }, { locked: true as const }, { folder: true as const }),
);
const files: fc.Arbitrary<Files> = fc.dictionary(fc.constantFrom(...places), file, { maxKeys: 10 });

const long = 300_000;
/** Each would be gone over again and again by an expression that is not careful: the test would not end. */
const walls: Files = {
  '/etc/passwd': `x:x:1000:1000::/home/x${'/'.repeat(long)}y:/bin/sh\n`,
  '/etc/apt/apt.conf': `DPkg::Post-Invoke {"${'\\"a'.repeat(long)}\\`,
  '/etc/udev/rules.d/x.rules': `RUN+="${'\\"a'.repeat(long)}\\`,
  '/etc/nginx/nginx.conf': '\n'.repeat(long),
  '/etc/crontab': `PATH=/a${'/'.repeat(900_000)}b\n* * * * * root x\n`,
  '/etc/profile': `trap '${"' ".repeat(400)}!\n`,
};

it.each([accountsProbe, packageHooks, udev, webRoot, cron, shellProfiles])(
  '$id passes walls of one character',
  (probe) => {
    expect(runProbe(probe, machineOf(walls))).toBeInstanceOf(Array);
  },
);

describe('probes of what starts by itself', () => {
  it.each(probes.map((probe) => [probe.id, probe] as const))(
    '%s takes any tree, and tells only what the model knows',
    (_, probe) => {
      fc.assert(
        fc.property(files, (tree) => {
          for (const told of runProbe(probe, machineOf(tree)))
            if ('kind' in told) expect(autostartSchema.safeParse(told.value).error).toBeUndefined();
        }),
        { numRuns: 200 },
      );
    },
  );

  it('ends soon for endless files', () => {
    const line = '* * * * * root sh -c "a; b | c" && /tmp/x >/dev/null 2>&1; ';
    const long = { '/etc/crontab': line.repeat(10_000), '/etc/cron.d/x': `${line}\n`.repeat(3_000) };
    const unit = `[Service]\n${'ExecStart=/bin/a "b" ; /bin/c %i\n'.repeat(5_000)}`;
    const units = Object.fromEntries(
      Array.from({ length: 50 }, (_, i) => [`/etc/systemd/system/x${i}.service`, '[Service]\nExecStart=/a\n']),
    );
    const told = [cron, systemd].flatMap((probe) =>
      runProbe(probe, machineOf({ ...long, ...units, '/etc/systemd/system/service.d/x.conf': unit })),
    );
    expect(told.length).toBeGreaterThan(50);
  });
});
