/**
 * A year of a few servers on the internet, month by month as logs are rotated: visitors, staff, robots that guess and try
 * every day, a password that was mistyped, a tool that an administrator installs, somebody who travels. Nobody gets in.
 */
import { gzipSync } from 'node:zlib';
import { evtxFile } from '../evtx-writer.ts';
import { day, hour, minute, syslogTime } from './clock.ts';
import { audited, auditNoise, authNoise, combined, iisFields, iisLine, type Line, visits, written } from './noise.ts';
import type { Story } from './story.ts';
import { triedAndFailed } from './tried.ts';
import { inOrder, logonNoise, sysmonNoise } from './windows.ts';

const host = 'srv01';
const year = 2025;

export interface Month {
  readonly ends: number;
  readonly files: Story['files'];
}

export const ordinaryYear: readonly Month[] = Array.from({ length: 12 }, (_, month) => monthOf(month));

function monthOf(month: number): Month {
  const [from, ends] = [Date.UTC(year, month), Date.UTC(year, month + 1)];
  const seed = 1_000 + month * 10;
  const name = `${year}-${String(month + 1).padStart(2, '0')}`;
  const requests = [...visits(from, ends, 7, seed), ...triedAndFailed(from, ends, 0.2, seed + 1)];
  const iisRequests = [...visits(from, ends, 3, seed + 2), ...triedAndFailed(from, ends, 0.1, seed + 3)];
  const iisHeader = `#Software: Microsoft Internet Information Services 10.0\r\n#Fields: ${iisFields}\r\n`;
  return {
    ends,
    files: {
      // Rotated and packed, as logrotate does.
      [`var/log/nginx/access.log-${name}.gz`]: gzipSync(written(requests.map(combined))),
      [`var/log/auth.log-${name}`]: written(
        authNoise(from, ends, host, seed + 4),
        slip(from + 9 * day),
        trip(from + 16 * day),
      ),
      [`var/log/audit/audit.log-${name}`]: written(
        auditNoise(from, ends, seed + 5, 1),
        installation(from + 11 * day, month),
      ),
      [`LogFiles/W3SVC1/u_ex${name.slice(2).replace('-', '')}.log`]: iisHeader + written(iisRequests.map(iisLine)),
      [`events/Sysmon-${name}.evtx`]: evtxFile(inOrder(sysmonNoise('SHOP-WEB1', from, ends, 1, seed + 6))),
      [`events/Security-${name}.evtx`]: evtxFile(inOrder(logonNoise('SHOP-WEB1', from, ends, seed + 7))),
    },
  };
}

function ssh(ms: number, text: string): Line {
  return { ms, text: `${syslogTime(ms)} ${host} sshd[4711]: ${text}` };
}

/** Ben mistypes, from the place where he always is. */
function slip(at: number): Line[] {
  const from = '198.51.100.34 port 50122 ssh2';
  const failures = Array.from({ length: 4 }, (_, i) => ssh(at + i * 8_000, `Failed password for ben from ${from}`));
  return [...failures, ssh(at + 40_000, `Accepted password for ben from ${from}`)];
}

/** Anna logs in from a hotel, and does nothing that anybody would ask about. */
function trip(at: number): Line[] {
  const from = `203.0.113.${((at / day) % 200) | 0} port 50900 ssh2`;
  return [
    ssh(
      at + 20 * hour,
      `Accepted publickey for anna from ${from}: ED25519 SHA256:8v1q3N0p9mC5o2f7y4wK6jH1xR0sT3uZ9aB5dE7gI2k`,
    ),
  ];
}

/** A tool's own installer, as its page says to install it. */
function installation(at: number, month: number): Line[] {
  const words = ['sh', '-c', 'curl -fsSL https://get.example.com/install.sh | sh'];
  return audited({
    ms: at + 10 * hour + minute,
    serial: 7_000_000 + month,
    pid: 900 + month,
    parent: 880,
    program: '/usr/bin/dash',
    arguments: words,
  });
}
