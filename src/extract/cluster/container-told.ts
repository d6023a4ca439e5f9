/**
 * What a container's description says by itself: that it mines, fetches a program and starts it, or reaches out of its
 * walls. Only the first two, an image known as a miner's and a command that writes to the machine are told openly:
 * monitors, storage drivers and network plugins see the whole machine, too, and are privileged, on every healthy node.
 * Does not see: what the image starts by itself, and whether any of it ever ran.
 */

import { readMinerCommand } from '../../codec/command-line/miner-arguments.ts';
import { splitCommands } from '../../codec/command-line/words.ts';
import type { ContainerFacts } from '../../codec/container-state/facts.ts';
import { splitLogin } from '../../codec/login/login.ts';
import { isMiningScheme, readPoolUrl } from '../../codec/login/pool-url.ts';
import { knownMinerImage } from '../../intel/miner-images.ts';
import type { Autostart, ContainerState } from '../../model/machine-payloads.ts';
import type { MiningConfig } from '../../model/payloads.ts';
import { carriedBy, minerName } from '../event/carried.ts';

export interface ToldContainer {
  readonly value: ContainerState;
  /** It says something by itself. */
  readonly open: boolean;
  /** What it is told to mine. */
  readonly config?: Omit<MiningConfig, 'damaged'>;
}

const longestCommand = 2048;
const mostMounts = 32;

export function toldContainer(facts: ContainerFacts): ToldContainer {
  const command = commandText(facts.words);
  const carried = carriedByWords(facts.words);
  const config = carried.config ?? configOfEnvironment(facts.environment);
  const mines = carried.mines || config !== undefined;
  const reaches = writesToMachine(facts);
  const isMinerImage = facts.image !== undefined && imageMines(facts.image);
  const why: ContainerState['why'] = [];
  if (mines) why.push('mines');
  if (carried.runs) why.push('fetches-and-runs');
  if (isMinerImage) why.push('miner-image');
  if (facts.mounts.some(({ source }) => isWholeMachine(source)) || facts.hostProcesses) why.push('sees-whole-machine');
  if (facts.privileged) why.push('privileged');
  if (restartsForEver(facts.restart)) why.push('restarts-for-ever');
  const value: ContainerState = {
    runtime: facts.runtime,
    id: facts.id,
    ...given('name', facts.name),
    ...given('image', facts.image),
    ...given('command', command === '' ? undefined : command),
    ...given('state', facts.state),
    ...given('created', facts.created),
    ...given('started', facts.started),
    ...given('restart', facts.restart),
    ...given('privileged', facts.privileged),
    ...(facts.mounts.length > 0 && {
      mounts: [...new Set(facts.mounts.map(({ source }) => source))].slice(0, mostMounts),
    }),
    ...given('hostNetwork', facts.hostNetwork),
    ...given('namespace', facts.namespace),
    ...given('owner', facts.owner),
    ...given('account', facts.account),
    ...given('processors', facts.processors),
    ...given('files', facts.files),
    ...(carried.what !== undefined && { carries: mines ? 'miner' : carried.what }),
    ...(mines && { mines }),
    why,
  };
  return {
    value,
    open: mines || carried.runs || isMinerImage || reaches,
    ...(config && { config: { ...config, source: 'argv' } }),
  };
}

function given<K extends string, V>(name: K, value: V | undefined): { [P in K]?: V } {
  // A computed key makes TypeScript forget which one it is.
  return (value === undefined ? {} : { [name]: value }) as { [P in K]?: V };
}

/** As a shell would be told it. */
function commandText(words: readonly string[]): string {
  const quoted = words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`));
  return quoted.join(' ').slice(0, longestCommand);
}

interface CarriedByWords {
  readonly what: ContainerState['carries'];
  readonly mines: boolean;
  readonly runs: boolean;
  readonly config?: Omit<MiningConfig, 'source' | 'damaged'>;
}

/** Its words as one command, and what a shell among them is given to run. */
function carriedByWords(words: readonly string[]): CarriedByWords {
  if (words.length === 0) return { what: undefined, mines: false, runs: false };
  const at = words.findIndex((word, i) => /^-[a-z]{0,4}c$/.test(word) && isShell(words[i - 1]));
  const parts = [words.join(' '), ...(at < 0 ? [] : [words.slice(at + 1).join(' ')])].map(carriedBy);
  const config = parts.find((part) => part.config)?.config;
  const what = (['miner', 'download', 'command'] as const).find((kind) => parts.some((part) => part.what === kind));
  return {
    what,
    mines: parts.some((part) => part.mines),
    runs: parts.some((part) => part.runs),
    ...(config && { config }),
  };
}

function isShell(word: string | undefined): boolean {
  return /(?:^|\/)(?:ba|da|z|a|k)?sh$/.test(word ?? '');
}

/** Images of miners take their arguments from variables, each under names of its own: a pool's place and a wallet tell. */
function configOfEnvironment(environment: ReadonlyMap<string, string>): CarriedByWords['config'] {
  const values = [...environment.values()].filter((value) => value.length <= longestCommand);
  for (const value of values.filter((text) => /(?:^|\s)-{1,2}[a-z]/i.test(text)))
    for (const words of splitCommands(value)) {
      const found = readMinerCommand(words);
      if (found) return found.config;
    }
  const login = values.find((value) => value.length >= 30 && splitLogin(value).wallet !== undefined);
  const pools = values.map((value) => ({ value, url: readPoolUrl(value) }));
  const pool = pools.find(({ url }) => isMiningScheme(url?.scheme)) ?? pools.find(({ url }) => url?.port !== undefined);
  if (login === undefined || pool?.url === undefined) return undefined;
  return { pools: [{ ...pool.url, login, ...splitLogin(login) }] };
}

/** A miner's image by its name, or one that is known to be; a monitor of miners is none. */
export function imageMines(image: string): boolean {
  if (/exporter|dashboard|metrics/i.test(image)) return false;
  return minerName(image) !== undefined || knownMinerImage(image) !== undefined || minerWords.test(image);
}

const minerWords =
  /(?:^|[/_.-])(?:monero|xmr|cryptonight|minergate|moneroocean)[_-]?(?:cpu[_-]?)?(?:mine[rd]?|mining|rig|minergate)(?:$|[:@/_.-])/i;

function restartsForEver(restart: string | undefined): boolean {
  return /^(?:always|unless-stopped|DaemonSet|Deployment|StatefulSet|ReplicaSet|ReplicationController)$/i.test(
    restart ?? '',
  );
}

/** Folders and sockets by which the machine itself can be had. */
const wholeMachine =
  /^\/(?:$|etc$|root$|home$|proc$|var$|usr$|boot$|(?:etc|var\/spool)\/cron|root\/\.ssh|(?:var\/)?run\/(?:docker|podman\/podman|crio\/crio|containerd\/containerd)\.sock$)/;

function isWholeMachine(source: string): boolean {
  return wholeMachine.test(source.length > 1 ? source.replace(/\/{1,8}$/, '') : source);
}

/** What starts or lets in whatever is written there. */
const doors = [
  '/etc/cron',
  '/var/spool/cron',
  '/root/.ssh',
  '/etc/ld.so.preload',
  '/etc/passwd',
  '/etc/shadow',
  '/etc/sudoers',
  '/etc/systemd/system',
  '/etc/rc.local',
  '/etc/profile',
];

/** Its command changes its root to the machine's with a shell, or writes to a door of the machine as it sees it. */
function writesToMachine({ words, mounts }: ContainerFacts): boolean {
  const text = words.join(' ').slice(0, 8 * longestCommand);
  return mounts.some(({ source, target }) => {
    const seen = target.replace(/\/{1,8}$/, '');
    const from = source.replace(/\/{1,8}$/, '');
    if (from === '' && startsShellIn(text, seen)) return true;
    const shown = doors.filter((door) => door === from || door.startsWith(`${from}/`));
    return shown.some((door) => writesTo(text, seen + door.slice(from.length)));
  });
}

const writers = /\b(?:cp|mv|ln|install|chattr|sed -i)\b/;

function writesTo(text: string, place: string): boolean {
  const isMoved = writers.test(text);
  for (let at = text.indexOf(place); at >= 0; at = text.indexOf(place, at + 1))
    if (isMoved || /(?:>|\btee(?: -a)?)\s{0,4}["']?$/.test(text.slice(Math.max(0, at - 16), at))) return true;
  return false;
}

function startsShellIn(text: string, folder: string): boolean {
  const at = text.indexOf(`chroot ${folder}`);
  if (at < 0) return false;
  const behind = text.slice(at + 7 + folder.length, at + 7 + folder.length + 64);
  return /^\/?(?:$|["';|&]|\s{1,4}(?:\/(?:usr\/)?bin\/)?(?:(?:ba|da|z)?sh|crontab)\b)/.test(behind);
}

/** What the runtime starts again by itself, as an entry of autostart. */
export function autostartOf(told: ToldContainer, place: string, mechanism: 'container' | 'static-pod'): Autostart {
  const { name, command, carries, mines, why, image } = told.value;
  const telling = (['mines', 'fetches-and-runs'] as const).filter((reason) => why.includes(reason));
  const starts = command ?? (image === undefined ? undefined : `image ${image}`);
  return {
    mechanism,
    place,
    ...given('name', name),
    ...given('starts', starts),
    when: mechanism === 'static-pod' ? 'with the node' : 'with the container runtime, and whenever it ends',
    enabled: true,
    ...given('carries', carries),
    ...given('mines', mines),
    why: telling,
  };
}

export function comesBack({ value }: ToldContainer): boolean {
  return value.why.includes('restarts-for-ever') && value.runtime !== 'kubernetes';
}
