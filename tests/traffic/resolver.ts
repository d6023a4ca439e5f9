/** dnsmasq as the network's resolver, and the log that it writes of who asked for what. It asks nobody else. */
import { Resolver } from 'node:dns/promises';
import { join } from 'node:path';
import type { Stage } from './stage.ts';

export const dnsmasqLog = 'dnsmasq.log';

interface Asked {
  /** Resolves when the answer has come. */
  ask(name: string): Promise<void>;
}

/** Starts it with the address of each name; resolves to a machine that uses it. */
export async function startDnsmasq(stage: Stage, addresses: Readonly<Record<string, string>>): Promise<Asked> {
  const resolver = stage.server(3);
  const settings = ['--no-daemon', '--conf-file=/dev/null', '--no-resolv', '--no-hosts', '--user=root', '--pid-file='];
  const log = ['--log-queries=extra', `--log-facility=${join(stage.folder, dnsmasqLog)}`];
  const answers = Object.entries(addresses).map(([name, address]) => `--address=/${name}/${address}`);
  const place = ['--port=53', '--bind-interfaces', `--listen-address=${resolver}`];
  stage.run('dnsmasq', ...settings, ...log, ...place, ...answers);
  await stage.untilOpen(53, resolver);
  const asker = new Resolver({ timeout: 2000, tries: 2 });
  asker.setServers([resolver]);
  asker.setLocalAddress(stage.client());
  return {
    async ask(name) {
      await stage.clock.hold(asker.resolve4(name));
    },
  };
}
