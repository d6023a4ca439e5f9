/**
 * Ordinary days of a server, line by line with their times: what people and robots ask for, who logs in, what cron starts.
 * Attempts are part of it: whatever faces the network is scanned every day.
 */
import { auditTime, commonTime, day, hour, minute, plainTime, syslogTime } from './clock.ts';
import { type Chance, chance } from './random.ts';

export interface Line {
  readonly ms: number;
  readonly text: string;
}

/** When something happens all along a stretch of time, about so often an hour, fewer by night. */
export function* moments(from: number, to: number, anHour: number, luck: Chance): Generator<number> {
  for (let at = from; at < to; ) {
    const byDay = new Date(at).getUTCHours() >= 6 && new Date(at).getUTCHours() < 20;
    at += Math.max(1, Math.round((hour / anHour) * (byDay ? 0.7 : 1.8) * (0.2 + 1.6 * luck.next())));
    if (at < to) yield at;
  }
}

/** Lines in the order of their times, as one file. */
export function written(...lists: readonly (readonly Line[])[]): string {
  const lines = lists.flat().sort((a, b) => a.ms - b.ms);
  return lines.map(({ text }) => `${text}\n`).join('');
}

const visitors = [
  '198.51.100.21',
  '198.51.100.34',
  '198.51.100.77',
  '203.0.113.140',
  '203.0.113.201',
  '192.0.2.66',
] as const;
const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (compatible; examplebot/2.1; +http://bot.example.com)',
] as const;
const pages = [
  '/',
  '/index.html',
  '/products?page=2',
  '/search?q=lamp+oil',
  '/static/app.css',
  '/static/app.js',
  '/contact',
  '/favicon.ico',
] as const;
/** What scanners ask every server for, whatever runs there. */
const probes = [
  '/wp-login.php',
  '/.env',
  '/phpmyadmin/',
  '/actuator/health',
  '/.git/config',
  '/admin/login',
  '/boaform/admin/formLogin',
] as const;

export interface Visit {
  readonly ms: number;
  readonly client: string;
  readonly method: string;
  readonly target: string;
  readonly status: number;
  readonly bytes: number;
  readonly agent: string;
}

export function visits(from: number, to: number, anHour: number, seed: number): Visit[] {
  const luck = chance(seed);
  return [...moments(from, to, anHour, luck)].map((ms): Visit => {
    const isScan = luck.next() < 0.03;
    return {
      ms,
      client: isScan ? `192.0.2.${100 + luck.below(100)}` : luck.pick(visitors),
      method: luck.next() < 0.05 ? 'POST' : 'GET',
      target: isScan ? luck.pick(probes) : luck.pick(pages),
      status: isScan ? 404 : 200,
      bytes: 200 + luck.below(40_000),
      agent: isScan ? 'python-requests/2.32.3' : luck.pick(agents),
    };
  });
}

/** NCSA combined, as nginx writes it. */
export function combined({ ms, client, method, target, status, bytes, agent }: Visit): Line {
  return {
    ms,
    text: `${client} - - [${commonTime(ms)}] "${method} ${target} HTTP/1.1" ${status} ${bytes} "-" "${agent}"`,
  };
}

/** NCSA common, as WebLogic and Tomcat write it. */
export function common({ ms, client, method, target, status, bytes }: Visit): Line {
  return { ms, text: `${client} - - [${commonTime(ms)}] "${method} ${target} HTTP/1.1" ${status} ${bytes}` };
}

/** The header of an IIS log, and its lines. */
export const iisFields =
  'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken';

export function iisLine({ ms, client, method, target, status, agent }: Visit): Line {
  const [stem, query = '-'] = target.split('?');
  const words = `${plainTime(ms)} 10.0.0.5 ${method} ${stem} ${query} 80 - ${client} ${agent.replaceAll(' ', '+')} - ${status} 0 0 31`;
  return { ms, text: words };
}

/** auth.log of a server that its staff log in to with keys, and that robots try. */
export function authNoise(from: number, to: number, host: string, seed: number): Line[] {
  const luck = chance(seed);
  const lines: Line[] = [];
  let pid = 2_000;
  const say = (ms: number, program: string, text: string): void => {
    lines.push({ ms, text: `${syslogTime(ms)} ${host} ${program}: ${text}` });
  };
  for (let at = from; at < to; at += hour) {
    pid += 7;
    say(at + 17 * minute, `CRON[${pid}]`, 'pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)');
    say(at + 17 * minute + 1_000, `CRON[${pid}]`, 'pam_unix(cron:session): session closed for user root');
  }
  for (let at = from + 8 * hour; at < to; at += day) {
    const who = luck.pick(['anna', 'ben'] as const);
    const place = who === 'anna' ? '198.51.100.21' : '198.51.100.34';
    const ms = at + luck.below(2 * hour);
    pid += 13;
    say(
      ms,
      `sshd[${pid}]`,
      `Accepted publickey for ${who} from ${place} port ${40_000 + luck.below(20_000)} ssh2: ED25519 SHA256:8v1q3N0p9mC5o2f7y4wK6jH1xR0sT3uZ9aB5dE7gI2k`,
    );
    say(ms, `sshd[${pid}]`, `pam_unix(sshd:session): session opened for user ${who}(uid=1000) by (uid=0)`);
    say(ms + hour, `sudo`, `    ${who} : TTY=pts/0 ; PWD=/home/${who} ; USER=root ; COMMAND=/usr/bin/apt-get update`);
  }
  for (const ms of moments(from, to, 4, luck)) {
    pid += 3;
    const account = luck.pick(['root', 'admin', 'test', 'oracle', 'ubuntu'] as const);
    say(
      ms,
      `sshd[${pid}]`,
      `Failed password for invalid user ${account} from 192.0.2.${100 + luck.below(100)} port ${30_000 + luck.below(30_000)} ssh2`,
    );
  }
  return lines;
}

export interface Start {
  readonly ms: number;
  readonly serial: number;
  readonly pid: number;
  readonly parent: number;
  readonly uid?: number;
  readonly program: string;
  readonly arguments: readonly string[];
  readonly folder?: string;
}

/** The records that auditd writes for a started program, where execve is watched. */
export function audited({ ms, serial, pid, parent, uid = 0, program, arguments: given, folder = '/' }: Start): Line[] {
  const stamp = `msg=audit(${auditTime(ms)}:${serial}):`;
  const name = program.slice(program.lastIndexOf('/') + 1);
  const words = given.map((word, i) => `a${i}=${quotedOrHex(word)}`).join(' ');
  const title = Buffer.from(given.join('\0')).toString('hex').toUpperCase();
  return [
    `type=SYSCALL ${stamp} arch=c000003e syscall=59 success=yes exit=0 a0=55d0 a1=55d1 a2=55d2 a3=8 items=2 ppid=${parent} pid=${pid} auid=4294967295 uid=${uid} gid=${uid} euid=${uid} suid=${uid} fsuid=${uid} egid=${uid} sgid=${uid} fsgid=${uid} tty=(none) ses=4294967295 comm="${name.slice(0, 15)}" exe="${program}" subj=unconfined key="exec"`,
    `type=EXECVE ${stamp} argc=${given.length} ${words}`,
    `type=CWD ${stamp} cwd="${folder}"`,
    `type=PROCTITLE ${stamp} proctitle=${title}`,
  ].map((text) => ({ ms, text }));
}

/** As auditd writes an argument: in quotes, or as hex where it holds a space, a quote or a control character. */
function quotedOrHex(word: string): string {
  return /^[!#-~]+$/.test(word) ? `"${word}"` : Buffer.from(word).toString('hex').toUpperCase();
}

/** What cron and the staff start. */
export function auditNoise(from: number, to: number, seed: number, anHour = 6): Line[] {
  const luck = chance(seed);
  let serial = 1_000;
  let pid = 5_000;
  return [...moments(from, to, anHour, luck)].flatMap((ms) => {
    serial += 3;
    pid += 2;
    const [program, ...given] = luck.pick<readonly [string, ...string[]]>([
      ['/usr/bin/run-parts', 'run-parts', '--report', '/etc/cron.hourly'],
      ['/usr/bin/find', 'find', '/var/lib/php/sessions', '-mmin', '+24'],
      ['/usr/sbin/logrotate', 'logrotate', '/etc/logrotate.conf'],
      ['/usr/bin/curl', 'curl', '-fsS', 'https://status.example.com/ping'],
      ['/bin/sh', 'sh', '-c', 'command -v debian-sa1 > /dev/null && debian-sa1 1 1'],
    ]);
    return audited({ ms, serial, pid, parent: 812, program, arguments: given });
  });
}
