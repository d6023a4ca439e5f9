/**
 * A miner's configuration that names nobody, and a pool on the same machine: that is how one is set up beside P2Pool or
 * a proxy, which holds the account. It is in use where it lies beside the program of a miner, or something starts it.
 * Source: P2Pool's README (`xmrig -o 127.0.0.1:3333 -u x+50000`).
 * Does not see: who is paid in the end.
 */

import type { Observation } from '../../model/observation.ts';
import type { Pool } from '../../model/payloads.ts';
import { isSharedFolder } from '../../model/shared-folders.ts';
import type { DetectContext } from '../../model/units.ts';
import { folderOf, pathOf, settingsPaths } from '../machine/place.ts';

/** What stands in place of an account where none is needed; a manual's words still wait to be filled in. */
const noAccount = /^(?:x{0,3}|user|worker|miner|rig)$/i;

/** True for a pool on the same machine that is told of no account. */
export function isUnnamedLoopback({ host, login = '', wallet, email }: Pool): boolean {
  if (wallet !== undefined || email !== undefined || !isLoopback(host)) return false;
  return noAccount.test(login.slice(0, 64).split(/[./+~:#]/, 1)[0] ?? '');
}

export function isLoopback(host: string): boolean {
  return /^(?:localhost$|127\.|::1$)/i.test(host);
}

export interface Around {
  readonly code: readonly Observation<'miner-code'>[];
  readonly autostarts: readonly Observation<'autostart'>[];
}

/** What puts a configuration to use: an entry that names it, or the program in its folder. */
export function usersOf(
  { code, autostarts }: Around,
  context: Pick<DetectContext, 'artifact'>,
): (config: Observation<'mining-config'>) => Observation | undefined {
  const programs = new Map<string, Observation>();
  for (const seen of code)
    if (seen.value.purpose === 'miner' && seen.value.form === 'executable')
      keepFirst(programs, folderOf(pathOf(seen.at.artifact, context)), seen);
  const started = new Map<string, Observation>();
  for (const entry of autostarts) for (const path of settingsOf(entry)) keepFirst(started, path, entry);
  return ({ at, value }) => {
    const path = pathOf(at.artifact, context);
    const folder = folderOf(path);
    // A log beside a miner shows command lines, too.
    const isBeside = value.source === 'json' && !isSharedFolder(folder);
    return started.get(path) ?? (isBeside ? programs.get(folder) : undefined);
  };
}

function keepFirst<T>(map: Map<string, T>, key: string, value: T): void {
  if (!map.has(key)) map.set(key, value);
}

/** The files that a command names as its settings, and its own where it is a miner's. */
function settingsOf({ value }: Observation<'autostart'>): string[] {
  const { place, mines, starts = '', programs = [] } = value;
  const own = mines === true ? [place] : [];
  if (!/(?:^|\s)(?:-c|--config)[\s=]/.test(starts)) return own;
  return [...own, ...settingsPaths(starts, [...new Set(programs.map(folderOf))])];
}
