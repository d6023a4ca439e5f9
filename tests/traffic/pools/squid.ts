/** Squid as the proxy that a miner passes, and the log that it writes of it. Settings: squid.conf.documented (5.7). */
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stage } from '../stage.ts';
import { askToConnect, type Target, type Tunnel } from './tunnels.ts';

const port = 3128;
export const squidLog = 'access.log';

/** One Squid for one play. */
export function squidTunnel(): Tunnel {
  let finish = async (): Promise<void> => undefined;
  return {
    kind: 'http-connect',
    port,
    byName: true,
    async start(stage, target) {
      finish = startSquid(stage, target);
      await stage.untilOpen(port, stage.server());
    },
    ask: askToConnect,
    finish: () => finish(),
  };
}

/** Starts it; what comes back ends it, and keeps its log in the play's folder. */
function startSquid(stage: Stage, target: Target): () => Promise<void> {
  // It gives up root for a user of its own, who must get to its files.
  const folder = mkdtempSync(join(tmpdir(), 'davylamp-squid-'));
  chmodSync(folder, 0o777);
  stage.atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const settings = join(folder, 'squid.conf');
  // It knows the pool's address from here, and asks nobody.
  writeFileSync(join(folder, 'hosts'), `${target.address} ${target.name}\n`);
  writeFileSync(settings, `${settingsIn(folder, stage.server()).join('\n')}\n`);
  // Its shared memory bears this name, so that it is in no other Squid's way.
  const process = stage.run('squid', '-N', '-n', `davylamp${globalThis.process.pid}`, '-f', settings);
  return async () => {
    const ended = once(process, 'exit');
    process.kill('SIGTERM');
    await stage.clock.hold(ended);
    copyFileSync(join(folder, squidLog), join(stage.folder, squidLog));
  };
}

function settingsIn(folder: string, address: string): string[] {
  return [
    `http_port ${address}:${port}`,
    `hosts_file ${join(folder, 'hosts')}`,
    'dns_nameservers 127.0.0.1',
    `access_log stdio:${join(folder, squidLog)} squid`,
    `cache_log ${join(folder, 'cache.log')}`,
    'cache_store_log none',
    'pid_filename none',
    'cache deny all',
    'cache_mem 1 MB',
    'http_access allow all',
    'pinger_enable off',
    'shutdown_lifetime 0 seconds',
    'visible_hostname proxy.example.com',
  ];
}
