/**
 * Machines whose owner wants to mislead whoever looks at them: names in any bytes, links that lead elsewhere, pipes,
 * contents of /proc that lie. Nothing of it may crash a probe, hold it up, or show a file that is not the machine's.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { examineMachine } from '../src/engine/node/host/examine-machine.ts';
import { rawPath } from '../src/gather/path.ts';
import type { Report } from '../src/model/report.ts';
import { renderHtml } from '../src/report/html.ts';
import { renderText } from '../src/report/text.ts';
import { plant } from './machine-tree.ts';

// A wallet whose check holds and that nobody publishes for donations (shared facts on Monero).
const wallet = '48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn';

let top = '';
let report: Report;

beforeAll(async () => {
  top = mkdtempSync(join(tmpdir(), 'davylamp-hostile-'));
  const root = join(top, 'disk');
  writeFileSync(join(top, 'outside.sh'), `xmrig -o pool.supportxmr.com:3333 -u ${wallet} -p x\n`);
  plant(
    {
      '/etc/passwd': `root:x:0:0::/root:/bin/sh\n${'x'.repeat(100_000)}\n:::::::\n\u0000\u001b[2J:x:1000:1000::/\u202egnp:/bin/sh\n`,
      '/etc/crontab': `${'* * * * * root echo \u001b]0;gone\u0007\n'.repeat(20_000)}`,
      '/etc/systemd/system/\u001b[31mred.service': '[Service]\nExecStart=/tmp/\u001b[2J\n',
      '/etc/systemd/system/loop.service': { link: 'loop.service' },
      '/etc/cron.d/outside': { link: '../../../outside.sh' },
      '/etc/cron.d/up': { link: '/../../outside.sh' },
      '/root/.ssh/authorized_keys': { link: '/etc/passwd' },
      '/root/.bashrc': { folder: true },
      '/var/lib/dpkg/status': 'Package: \u0000\nVersion\n\n\nPackage: a\nConffiles:\n x\n',
      '/var/lib/docker/containers/x/config.v2.json': `${'['.repeat(100_000)}`,
      '/etc/kubernetes/manifests/bomb.yaml': 'a: &a [x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n',
      '/proc/1/cmdline': '\u0000'.repeat(5000),
      '/proc/1/stat': '1 (a) (b)\n) S',
      '/proc/2/status': 'Uid:\t-1\t99999999999999999999\nThreads:\tmany\n',
      '/proc/3/maps': 'ffffffffffffffff-0 rwxp\n'.repeat(1000),
      '/proc/4/exe': { link: '../../../../outside.sh' },
    },
    root,
  );
  execFileSync('mkfifo', [join(root, 'etc/cron.d/pipe')]);
  writeFileSync(rawPath(join(root, 'etc/cron.d/\udcff\udcfe')), '* * * * * root true\n');
  let deep = join(root, 'tmp');
  for (let i = 0; i < 300; i++) deep = join(deep, 'deeper');
  mkdirSync(deep, { recursive: true });
  symlinkSync('.', join(root, 'tmp/here'));
  report = await examineMachine({ root, now: () => new Date('2026-11-23T12:00:00Z') });
}, 60_000);
afterAll(() => rmSync(top, { recursive: true }));

test('no probe crashes', () => {
  expect(report.gaps.filter(({ code }) => code === 'crashed')).toEqual([]);
});

test('what stands outside of the disk is never read', () => {
  expect(JSON.stringify(report)).not.toContain(wallet);
  expect(report.findings.map(({ title }) => title)).toEqual([]);
  expect(report.verdict.stage).toBe('none');
});

test('nothing reaches a terminal or a page as it is written', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
  const control = /[\u0000-\u0009\u000b-\u001f\u007f\u202e]/;
  expect(control.test(renderText(report))).toBe(false);
  expect(renderHtml(report)).not.toContain('\u001b');
});
