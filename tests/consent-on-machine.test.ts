/**
 * Whose miner it is, asked of whole disks: an administrator's own, set up as any other service with the history beside it,
 * and the same program where none of that is so. All made up.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { examineMachine } from '../src/engine/node/host/examine-machine.ts';
import type { Answer } from '../src/model/answer.ts';
import type { Report } from '../src/model/report.ts';
import { dated, end, minerProgram, server } from './incidents/server.ts';
import { wallet } from './incidents/wallet.ts';
import { type Files, plant } from './machine-tree.ts';

const day = 86_400_000;
const came = end - 40 * day;
const tops: string[] = [];
afterAll(() => {
  for (const top of tops) rmSync(top, { recursive: true });
});

async function examined(files: Files): Promise<Report> {
  const top = mkdtempSync(join(tmpdir(), 'davylamp-consent-'));
  tops.push(top);
  plant(server('rig1', files), top);
  return examineMachine({ root: top, now: () => new Date(end) });
}

const config = `{
    // Ours: pays for the heating of the office. Ask Ada before you change it.
    "autosave": true,
    "donate-level": 1,
    "cpu": { "max-threads-hint": 50 },
    "pools": [{ "url": "pool.example.net:3333", "user": "${wallet}", "pass": "rig1", "keepalive": true }]
}
`;
const unit = `[Unit]
Description=XMRig miner of the office
After=network-online.target
[Service]
User=admin
ExecStart=/opt/xmrig/xmrig --config=/opt/xmrig/config.json
Nice=10
[Install]
WantedBy=multi-user.target
`;
const typed = `wget https://github.com/xmrig/xmrig/releases/download/v6.26.0/xmrig-6.26.0-linux-static-x64.tar.gz
tar xf xmrig-6.26.0-linux-static-x64.tar.gz
sudo mv xmrig-6.26.0 /opt/xmrig
vim /opt/xmrig/config.json
sudo vim /etc/systemd/system/xmrig.service
sudo systemctl daemon-reload
sudo systemctl enable --now xmrig
journalctl -fu xmrig
`;

const history: Files = { '/home/admin/.bash_history': dated(came, typed, { mode: 0o600, uid: 1000 }) };
const openly: Files = {
  '/opt/xmrig/xmrig': dated(came, minerProgram, { mode: 0o755, uid: 1000 }),
  '/opt/xmrig/config.json': dated(came, config, { uid: 1000 }),
  '/etc/systemd/system/xmrig.service': dated(came, unit),
  '/etc/systemd/system/multi-user.target.wants/xmrig.service': {
    link: '/etc/systemd/system/xmrig.service',
    modified: came,
  },
};
const hidden: Files = {
  '/var/tmp/.cache-d/dbus-daemon': dated(came, minerProgram, { mode: 0o755, uid: 33 }),
  '/var/tmp/.cache-d/config.json': dated(came, config.replace(/ *\/\/.*\n/, ''), { uid: 33 }),
  '/etc/cron.d/dbus': dated(came, '*/5 * * * * www-data /var/tmp/.cache-d/dbus-daemon\n'),
};

const own: Files = {
  '/home/admin/.xmrig/xmrig': dated(came, minerProgram, { mode: 0o755, uid: 1000 }),
  '/home/admin/.xmrig/config.json': dated(came, config, { uid: 1000 }),
  '/var/spool/cron/crontabs/admin': dated(came, '@reboot /home/admin/.xmrig/xmrig\n', { mode: 0o600, uid: 1000 }),
};

/** The system's own log of `days`: `admin` from the office each day, and what else it says at a moment. */
function authLog(days: number, ...more: readonly (readonly [number, string])[]): Files {
  const everyday = Array.from({ length: days }, (_, i): [number, string] => [
    end - (days - i) * day,
    'sshd[812]: Accepted publickey for admin from 192.0.2.10 port 50022 ssh2: ED25519 SHA256:admin',
  ]);
  const lines = [...everyday, ...more].sort(([a], [b]) => a - b);
  const text = lines
    .map(([at, says]) => `${new Date(at).toISOString().replace('Z', '+00:00')} rig1 ${says}\n`)
    .join('');
  return { '/var/log/auth.log': dated(end, text) };
}
const bySudo =
  'sudo[900]:    admin : TTY=pts/0 ; PWD=/home/admin ; USER=root ; COMMAND=/usr/bin/systemctl enable --now xmrig';
const byStranger = 'sshd[990]: Accepted publickey for admin from 203.0.113.40 port 40022 ssh2: ED25519 SHA256:admin';

const whoIn = (report: Report): Answer | undefined => report.answers.find(({ question }) => question === 'who');
const leaderOf = (report: Report): string | undefined => whoIn(report)?.hypotheses[0]?.id;
const chanceOf = (report: Report, id: string): number =>
  whoIn(report)?.hypotheses.find((one) => one.id === id)?.probability.mid ?? 0;
const weighed = (report: Report): string[] => whoIn(report)?.weighing?.items.map(({ indicator }) => indicator) ?? [];
const asked = (report: Report): string => whoIn(report)?.next.join(' ') ?? '';
const minute = 60_000;

describe('whose miner it is, by the machine', () => {
  test(
    "an administrator's own: the owner comes first, and is asked",
    async () => {
      const report = await examined({ ...openly, ...history });
      expect(report.verdict).toEqual({ stage: 'configured', consent: 'unknown' });
      expect(weighed(report)).toEqual(expect.arrayContaining(['set-up-in-the-open', 'switched-on-by-hand']));
      expect(weighed(report)).not.toContain('hides-on-the-machine');
      expect(leaderOf(report)).toBe('owner');
      expect(asked(report)).toContain('Ask the owner');
      expect(asked(report)).toContain('Who wrote /etc/systemd/system/xmrig.service?');
    },
    minute,
  );

  test(
    'the same where the logs are whole and hold nobody strange: likely the owner',
    async () => {
      const report = await examined({ ...openly, ...history, ...authLog(60, [came + 60_000, bySudo]) });
      expect(weighed(report)).toEqual(
        expect.arrayContaining(['set-up-in-the-open', 'switched-on-by-hand', 'usual-logins-only']),
      );
      expect(whoIn(report)?.says).toMatch(/^Likely: the machine's owner or operator, on purpose/);
      expect(report.verdict.consent).toBe('unknown');
    },
    minute,
  );

  test(
    'the same where a stranger came as that account on that day: nothing that it typed speaks for the owner',
    async () => {
      const logs = authLog(60, [came - 60_000, byStranger], [came + 60_000, bySudo]);
      const report = await examined({ ...openly, ...history, ...logs });
      expect(weighed(report)).not.toContain('switched-on-by-hand');
      expect(weighed(report)).not.toContain('usual-logins-only');
      expect(leaderOf(report)).not.toBe('owner');
    },
    minute,
  );

  test(
    "what its unit's settings say is read: the claim names whom it mines for",
    async () => {
      const { findings } = await examined(openly);
      const unitStarts = findings.find(({ detector }) => detector === 'miner-autostart');
      expect(unitStarts?.stage).toBe('configured');
      expect(unitStarts?.title).toContain(`for wallet ${wallet.slice(0, 12)}`);
    },
    minute,
  );

  test(
    'the same without its history: nobody comes first, and the owner is asked',
    async () => {
      const report = await examined(openly);
      expect(report.verdict.consent).toBe('unknown');
      expect(leaderOf(report)).toBe('unknown');
      expect(asked(report)).toContain('Ask the owner');
    },
    minute,
  );

  test(
    'the same under a name that says nothing is not set up in the open',
    async () => {
      const renamed = Object.entries({ ...openly, ...history }).map(([path, file]) => [
        path.replaceAll('xmrig', 'netd'),
        typeof file === 'object' && 'content' in file && typeof file.content === 'string' && path.includes('xmrig')
          ? { ...file, content: file.content.replaceAll('xmrig', 'netd').replaceAll('XMRig miner', 'Network helper') }
          : file,
      ]);
      const report = await examined(Object.fromEntries(renamed));
      expect(report.verdict).toEqual({ stage: 'configured', consent: 'unknown' });
      expect(weighed(report)).not.toContain('set-up-in-the-open');
      expect(leaderOf(report)).not.toBe('owner');
    },
    minute,
  );

  test(
    'the same after somebody guessed a password: a history may be theirs',
    async () => {
      const line = (at: number, says: string): string =>
        `${new Date(at).toISOString().replace('Z', '+00:00')} rig1 sshd[999]: ${says} for admin from 203.0.113.40 port 40022 ssh2\n`;
      const failed = Array.from({ length: 40 }, (_, i) => line(came - 600_000 + i * 5_000, 'Failed password'));
      const guessed = `${failed.join('')}${line(came - 300_000, 'Accepted password')}`;
      const report = await examined({ ...openly, ...history, '/var/log/auth.log': dated(end, guessed) });
      expect(report.findings.map(({ detector }) => detector)).toContain('login-guessed');
      expect(weighed(report)).toContain('broken-into');
      expect(chanceOf(report, 'owner')).toBeLessThan(0.1);
      expect(weighed(report)).not.toContain('switched-on-by-hand');
      expect(leaderOf(report)).not.toBe('owner');
    },
    minute,
  );

  test(
    'a miner under its own name in a dotted folder of its owner is not called covert',
    async () => {
      const report = await examined(own);
      expect(report.verdict).toEqual({ stage: 'configured', consent: 'unknown' });
      expect(weighed(report)).not.toContain('hides-on-the-machine');
    },
    minute,
  );

  test(
    "the same miner under a system's name in a hidden folder is",
    async () => {
      const report = await examined(hidden);
      expect(report.verdict).toEqual({ stage: 'configured', consent: 'covert' });
      expect(weighed(report)).toContain('hides-on-the-machine');
      expect(chanceOf(report, 'owner')).toBeLessThan(0.05);
    },
    minute,
  );
});
