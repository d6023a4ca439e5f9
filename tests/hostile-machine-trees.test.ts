/**
 * Disks as somebody might make them to mislead: random trees of the places that probes look at, with links that lead out
 * of the disk from files and from folders on the way, in circles and in chains, pipes, names in any bytes, and contents
 * that are none. Whatever stands there, the examination ends, nothing crashes, and a file outside is never opened: its
 * access time would tell.
 */
import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { examineMachine } from '../src/engine/node/host/examine-machine.ts';
import { rawPath } from '../src/gather/path.ts';
import type { Report } from '../src/model/report.ts';

/** Names of a file and of its folder, here and in what stands outside: any link may meet any of them. */
const tripwires = ['secret', 'root', 'id_rsa', 'config.json', 'x.service', 'authorized_keys', 'a0000101'];
const marker = 'TRIPWIRE-7f3a9';
const long = Date.UTC(2001, 0, 1) / 1000;

let top = '';
const outside = (): string => join(top, 'outside');

beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'davylamp-trees-'));
  for (const folder of ['', '.ssh', 'etc/cron.d']) {
    mkdirSync(join(outside(), folder), { recursive: true });
    for (const name of tripwires) writeFileSync(join(outside(), folder, name), `* * * * * root /tmp/${marker}\n`);
  }
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

const places = [
  '/etc/passwd /etc/shadow /etc/crontab /etc/cron.d/x /etc/cron.d /etc/cron.daily/a /var/spool/cron/crontabs/root',
  '/var/spool/cron/atjobs/a0000101 /etc/systemd/system/x.service /etc/systemd/system /etc/systemd/system/x.service.d/o.conf',
  '/root /root/.ssh /root/.ssh/authorized_keys /root/.ssh/id_rsa /root/.bashrc /root/.bash_history /home/a/.profile /home',
  '/etc/ld.so.preload /etc/sudoers /etc/sudoers.d/x /etc/pam.d/sshd /etc/rc.local /etc/inittab /etc/hosts /etc/profile.d/x.sh',
  '/tmp /tmp/x /tmp/.x/config.json /var/tmp/.a/b /dev/shm/k /run/x /var/www/html/up.php /var/log/auth.log /var/log/syslog.1',
  '/var/lib/dpkg/status /var/lib/dpkg/info/a.md5sums /lib/apk/db/installed /var/lib/rpm/rpmdb.sqlite /usr/bin/ls /bin /lib',
  '/var/lib/docker/containers/ab/config.v2.json /etc/docker/daemon.json /etc/kubernetes/manifests/x.yaml',
  '/srv/app/package-lock.json /srv/app/.git/hooks/post-checkout /srv/app/.git/config /srv/app/node_modules /a.pth',
  '/proc/1/stat /proc/1/cmdline /proc/1/exe /proc/1/fd/3 /proc/1/cwd /proc/self/mountinfo /proc/net/tcp /proc /sys/module',
  '/uac.log /live_response/process/ps.txt /[root]/etc/passwd /uploads/auto/etc/passwd /Windows/System32/config/SOFTWARE',
]
  .join(' ')
  .split(' ');

const anyName = fc
  .array(fc.constantFrom('a', ' ', '\n', '\u001b[2J', '\u202e', '\udcff', '\udce9', 'é', '.', '-', '%', "'", '$(x)'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''))
  .filter((name) => !/^\.{1,2}$/.test(name));
const place = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...places) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('/etc/cron.d', '/tmp', '/root/.ssh', ''), anyName)
      .map((parts) => parts.join('/')),
  },
);
const text = fc.constantFrom(
  '',
  'root:x:0:0::/root:/bin/sh\na:x:1000:1000::/home/a:/bin/sh\n',
  '* * * * * root /secret /etc/cron.d/../../secret /root/.ssh/secret\n',
  '[Service]\nExecStart=/etc/systemd/system/../../../secret --config=/root/config.json\n[Install]\nWantedBy=multi-user.target\n',
  '21 1 8:1 / /tmp rw - overlay overlay rw\n22 1 8:1 / /etc rw - nfs4 x rw\n',
  '#!/bin/sh\nxmrig -o pool.example.com:3333 -u x -c ../secret\n',
  '{"packages":{"node_modules/x":{"version":"1"}},"ID":"ab","Path":"/secret","Mounts":{"/":{"Source":"/root"}}}',
  `${'['.repeat(20_000)}`,
  `\u0000\u001b]0;x\u0007${'/..'.repeat(5000)}/secret\n`,
  '7 (a) (b)\n) S 1 7 7 0 -1 0 0 0 0 0 150 25 0 0 20 0 1 0 99 0 0\n',
);
type Thing =
  | { readonly kind: 'file'; readonly text: string }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'pipe' | 'deep' };
const target = fc.oneof(
  fc.constantFrom(...places),
  fc.constantFrom('.', '..', '/', '../..', './x', 'x', '/proc/self/root', '../../../../../../../../..', 'x/../x/../..'),
  fc
    .tuple(
      fc.constantFrom('../outside', '../../outside', '../../../outside', '../../../../outside', 'OUT'),
      fc.constantFrom('', '/secret', '/.ssh', '/etc/cron.d', '/root'),
    )
    .map((parts) => parts.join('')),
);
const thing: fc.Arbitrary<Thing> = fc.oneof(
  { weight: 5, arbitrary: text.map((one): Thing => ({ kind: 'file', text: one })) },
  { weight: 5, arbitrary: target.map((one): Thing => ({ kind: 'link', target: one })) },
  { weight: 1, arbitrary: fc.constantFrom<Thing>({ kind: 'pipe' }, { kind: 'deep' }) },
);

/** What stands there already stays, and so does what a link on the way leads to: nothing is written outside. */
function put(root: string, path: string, one: Thing): void {
  const parts = path.split('/').filter(Boolean);
  let at = root;
  for (const part of parts.slice(0, -1)) {
    at = join(at, part);
    if (!isThere(at)) mkdirSync(rawPath(at));
    if (!lstatSync(rawPath(at)).isDirectory()) return;
  }
  const last = join(at, parts.at(-1) ?? 'x');
  if (isThere(last)) return;
  if (one.kind === 'file') writeFileSync(rawPath(last), one.text);
  else if (one.kind === 'link') symlinkSync(one.target.replace('OUT', outside()), rawPath(last));
  else if (one.kind === 'deep') mkdirSync(rawPath(`${last}${'/deep'.repeat(200)}`), { recursive: true });
  else if (!last.includes('\udcff') && !last.includes('\udce9')) execFileSync('mkfifo', [last]);
}

function isThere(path: string): boolean {
  return lstatSync(rawPath(path), { throwIfNoEntry: false }) !== undefined;
}

const paths = (): string[] =>
  ['', '.ssh', 'etc/cron.d'].flatMap((folder) => tripwires.map((name) => join(outside(), folder, name)));

/** Sets them back by years: with `relatime` as well, a file that is read then has a new one. */
function armed(): void {
  for (const path of paths()) utimesSync(path, long, Date.now() / 1000);
}

function tripped(): string[] {
  return paths().filter((path) => statSync(path).atimeMs !== long * 1000);
}

const examined = async (things: readonly (readonly [string, Thing])[]): Promise<Report> => {
  const root = mkdtempSync(join(top, 'disk-'));
  try {
    for (const [path, one] of things) put(root, path, one);
    return await examineMachine({ root, jobs: 1 });
  } finally {
    rmSync(root, { recursive: true });
  }
};

test('a tripwire shows that it was read', ({ skip }) => {
  armed();
  expect(tripped()).toEqual([]);
  const secret = join(outside(), 'secret');
  readFileSync(secret);
  skip(tripped().length === 0, 'the file system here keeps no access times: the marker alone must tell');
  expect(tripped()).toEqual([secret]);
});

test('whatever stands on a disk: it ends, nothing crashes, nothing outside is read', async () => {
  const trees = fc.uniqueArray(fc.tuple(place, thing), { selector: ([path]) => path, minLength: 5, maxLength: 45 });
  await fc.assert(
    fc.asyncProperty(trees, async (things) => {
      armed();
      let report = await examined(things);
      if (tripped().length > 0) {
        // Whoever examines this very machine meanwhile reads them, too: only what is read again counts.
        armed();
        report = await examined(things);
      }
      expect(report.gaps.filter(({ code }) => code === 'crashed')).toEqual([]);
      expect(tripped()).toEqual([]);
      expect(JSON.stringify(report)).not.toContain(marker);
    }),
    { numRuns: 40, endOnFailure: true },
  );
}, 120_000);
