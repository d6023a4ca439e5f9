/** Other people's programs: an MQTT broker, SSH, two Monero nodes. */
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { makeCertificate } from '../certificate.ts';
import type { Play, Told } from '../play.ts';
import type { Stage } from '../stage.ts';
import { call } from '../wire.ts';
import { hour } from './benign-play.ts';

const slow = { settleMs: 40 } as const;

// --- MQTT 3.1.1 (OASIS) --------------------------------------------------------------------------------------------

const word = (text: string): Buffer =>
  Buffer.concat([Buffer.of(text.length >> 8, text.length & 0xff), Buffer.from(text)]);

/** A control packet of up to 127 bytes. */
function packet(first: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(first, body.length), body]);
}

/** A sensor that measures each half minute, and a lamp that hears of it. */
async function mqtt(stage: Stage, secure: boolean): Promise<readonly Told[]> {
  const port = secure ? 8883 : 1883;
  const lines = [`listener ${port} ${stage.server()}`, 'allow_anonymous true', 'user root', 'persistence false'];
  if (secure) {
    const { certPath, keyPath } = await makeCertificate(stage, 'broker.example.com');
    lines.push(`certfile ${certPath}`, `keyfile ${keyPath}`);
  }
  const settings = join(stage.folder, 'mosquitto.conf');
  writeFileSync(settings, `${lines.join('\n')}\n`);
  stage.run('mosquitto', '-c', settings);
  await stage.untilOpen(port, stage.server());
  const enter = async (name: string, from: number): Promise<Duplex> => {
    const tls = { tls: secure, name: 'broker.example.com' };
    const socket = await call(stage, { port, from, ...tls });
    socket.on('error', () => socket.destroy());
    socket.resume();
    socket.write(packet(0x10, word('MQTT'), Buffer.of(4, 2, 0, 60), word(name)));
    await stage.clock.wait(0.2);
    return socket;
  };
  const lamp = await enter('lamp', 1);
  lamp.write(packet(0x82, Buffer.of(0, 1), word('house/light'), Buffer.of(0)));
  const sensor = await enter('sensor', 0);
  for (let measure = 0; measure < hour / 30; measure++) {
    await stage.clock.wait(30);
    const value = JSON.stringify({ lux: stage.random.below(900), id: measure });
    sensor.write(packet(0x30, word('house/light'), Buffer.from(value)));
    if (measure % 2 === 0) lamp.write(packet(0xc0));
  }
  for (const socket of [sensor, lamp]) socket.end(packet(0xe0));
  await stage.clock.wait(1);
  return [];
}

// --- SSH -----------------------------------------------------------------------------------------------------------

/** It starts itself anew by its whole path. */
const sshServer = '/usr/sbin/sshd';

async function makeKey({ clock, folder }: Stage, name: string): Promise<string> {
  const path = join(folder, name);
  const form = ['-q', '-t', 'ed25519', '-N', '', '-f', path];
  await clock.hold(promisify(execFile)('ssh-keygen', form, { timeout: 20_000 }));
  return path;
}

/** Somebody works, thinks, and leaves the window open for a while. */
async function ssh(stage: Stage): Promise<readonly Told[]> {
  const port = 2222;
  const hostKey = await makeKey(stage, 'host');
  const userKey = await makeKey(stage, 'user');
  mkdirSync('/run/sshd', { recursive: true });
  const settings = [
    `ListenAddress ${stage.server()}:${port}`,
    `HostKey ${hostKey}`,
    `AuthorizedKeysFile ${userKey}.pub`,
    `PidFile ${join(stage.folder, 'pid')}`,
    'StrictModes no',
    'UsePAM no',
    'PermitRootLogin prohibit-password',
    'PasswordAuthentication no',
    // `cat` answers whatever is typed, as a shell's echo does, and can do no harm.
    'ForceCommand cat',
  ];
  const settingsPath = join(stage.folder, 'sshd.conf');
  writeFileSync(settingsPath, `${settings.join('\n')}\n`);
  stage.run(sshServer, '-D', '-e', '-f', settingsPath);
  await stage.untilOpen(port, stage.server());
  const trust = ['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null', '-o', 'IdentitiesOnly=yes'];
  const who = ['-F', '/dev/null', '-i', userKey, '-p', String(port), '-b', stage.client(), `root@${stage.server()}`];
  const client = stage.run('ssh', '-T', ...trust, ...who);
  const ready = new Promise<void>((resolve) => client.stdout?.once('data', () => resolve()));
  client.stdin?.write('hello\n');
  await stage.clock.hold(Promise.race([ready, pause(8000)]));
  for (let typed = 0; typed < 300; typed++) {
    client.stdin?.write(`${stage.random.hex(1 + stage.random.below(20))}\n`);
    await stage.clock.wait(stage.random.next() < 0.9 ? stage.random.gap(1) + 0.2 : stage.random.gap(120));
  }
  client.stdin?.end();
  await stage.clock.wait(1);
  return [];
}

// --- Monero ----------------------------------------------------------------------------------------------------------

const nodePort = 18080;
/** Once both listen, for they look for each other every few seconds. */
const nodeMs = 12_000;

/** Two nodes of a chain of their own get to know each other. Nothing is mined, and they talk to nobody else. */
async function moneroNodes(stage: Stage): Promise<readonly Told[]> {
  const start = (address: string, other: string): void => {
    const folder = join(stage.folder, address);
    const chain = ['--regtest', '--data-dir', folder, '--non-interactive', '--log-level', '0'];
    const peers = [
      '--p2p-bind-ip',
      address,
      '--p2p-bind-port',
      String(nodePort),
      '--add-exclusive-node',
      `${other}:${nodePort}`,
    ];
    const quiet = ['--no-igd', '--hide-my-port', '--no-zmq', '--allow-local-ip', '--check-updates', 'disabled'];
    const rpc = ['--rpc-bind-ip', address, '--rpc-bind-port', '18081', '--disable-dns-checkpoints', '--no-sync'];
    stage.run('monerod', ...chain, ...peers, ...quiet, ...rpc);
  };
  start(stage.server(0), stage.server(1));
  start(stage.server(1), stage.server(0));
  for (const place of [0, 1]) await stage.untilOpen(nodePort, stage.server(place));
  await stage.clock.hold(pause(nodeMs));
  return [];
}

export const programPlays: readonly Play[] = [
  ...[false, true].map(
    (secure): Play => ({
      name: secure ? 'mqtt-tls' : 'mqtt',
      about: `a sensor and a lamp at an MQTT broker (mosquitto)${secure ? ' under TLS' : ''}`,
      truth: 'nothing',
      needs: ['mosquitto'],
      ...slow,
      play: (stage) => mqtt(stage, secure),
    }),
  ),
  {
    name: 'ssh',
    about: 'somebody at a terminal over SSH (OpenSSH)',
    truth: 'nothing',
    needs: [sshServer, 'ssh', 'ssh-keygen'],
    ...slow,
    play: ssh,
  },
  {
    name: 'monero-nodes',
    about: 'two Monero nodes that talk to each other (monerod)',
    truth: 'coin node',
    needs: ['monerod'],
    play: moneroNodes,
  },
];
