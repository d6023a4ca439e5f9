/** What a script does, in one line each: as it is written there, for nothing here shows that it ran. */
import type { ObservationKind, Payload } from '../model/observation.ts';

type Deed =
  | 'persistence'
  | 'rival-kill'
  | 'defence-off'
  | 'trace-wipe'
  | 'spread'
  | 'credential-access'
  | 'hiding'
  | 'config-write'
  | 'host-tuning';

const mechanisms: Readonly<Record<Payload<'persistence'>['mechanism'], string>> = {
  cron: 'a cron job',
  systemd: 'a systemd unit',
  'rc-script': 'a start script',
  'shell-profile': 'a shell profile',
  'ld-preload': 'the list of preloaded libraries',
  'ssh-key': 'an SSH key of its own',
  account: 'an account of its own',
  'scheduled-task': 'a scheduled task',
  service: 'a service',
  'wmi-subscription': 'a WMI subscription',
  'run-key': 'a Run key of the registry',
  'startup-folder': 'the Startup folder',
  'launch-agent': 'a launch agent',
  'kernel-module': 'a kernel module',
  container: 'a container that restarts',
};

const rivals: Readonly<Record<Payload<'rival-kill'>['how'], string>> = {
  process: 'ends processes of other miners',
  connection: 'ends whatever is connected to other miners’ pools',
  port: 'ends whatever uses other miners’ ports',
  file: 'deletes files of other miners',
  container: 'removes containers of other miners',
  firewall: 'blocks other miners’ pools',
  'hosts-file': 'makes other miners’ pools unreachable by name',
  cron: 'removes cron jobs of other miners',
};

const ways: Readonly<Record<Payload<'spread'>['how'], string>> = {
  ssh: 'logs in to other machines by SSH',
  scan: 'scans for other machines',
  smb: 'goes on over Windows file sharing',
  'container-api': 'goes on over open container interfaces',
  database: 'goes on over open databases',
  'remote-management': 'goes on over remote management',
  'removable-drive': 'copies itself to removable drives',
};

const secrets: Readonly<Record<Payload<'credential-access'>['what'], string>> = {
  'ssh-key': 'reads SSH keys',
  'known-hosts': 'reads the list of known hosts',
  'shell-history': 'reads what was typed in shells',
  'cloud-credentials': 'reads cloud credentials',
  'password-file': 'reads password files',
  memory: 'reads passwords from memory',
  browser: 'reads what browsers keep',
  'wallet-file': 'reads wallet files',
  environment: 'reads secrets of the environment',
};

const hidings: Readonly<Record<Payload<'hiding'>['how'], string>> = {
  'process-name': 'runs under another name',
  'hidden-file': 'hides a file',
  immutable: 'makes a file undeletable',
  'process-list': 'hides from the list of processes',
  rootkit: 'hides by a rootkit',
  timestamp: 'sets back the time of a file',
  'system-name': 'takes a name like the system’s own',
};

/** Names as they are listed, the first few. */
function some(names: readonly string[]): string {
  const most = 6;
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ');
}

const after = (what: string, name: string | undefined): string => (name === undefined ? what : `${what}: ${name}`);

export const deedDescribers: { readonly [K in Deed & ObservationKind]: (value: Payload<K>) => string } = {
  persistence: ({ mechanism, place, starts }) =>
    after(
      `starts again by ${mechanisms[mechanism]}`,
      [place, starts && `starting ${starts}`].filter(Boolean).join(', ') || undefined,
    ),
  'rival-kill': ({ how, names, pools }) => after(rivals[how], some([...names, ...pools]) || undefined),
  'defence-off': ({ what }) => `switches off ${what}`,
  'trace-wipe': ({ target }) => `wipes traces: ${target}`,
  spread: ({ how, target }) => after(ways[how], target),
  'credential-access': ({ what, place }) => after(secrets[what], place),
  hiding: ({ how, target }) => after(hidings[how], target),
  'config-write': ({ path }) => `writes a miner’s settings to ${path}`,
  'host-tuning': ({ what }) => `sets the machine up for mining: ${what}`,
};
