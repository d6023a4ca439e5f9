/** The paths that a case names, and what a path says by itself. */
import { isEverydayHidden } from '../../intel/unix/hidden-names.ts';
import type { Case } from '../../model/case.ts';
import type { Observation } from '../../model/observation.ts';
import { ofKind, supporting } from '../evidence.ts';
import { besideMiner } from './deeds.ts';

export interface NamedPath {
  readonly path: string;
  readonly observation: Observation;
}

/** Paths among a program's strings. */
export function pathsInPrograms(evidence: Case): NamedPath[] {
  return ofKind(evidence, 'build-trace').flatMap((observation) =>
    observation.value.trace === 'file-path' ? { path: observation.value.text, observation } : [],
  );
}

/** Where scripts put what they fetch. */
export function pathsOfDownloads(evidence: Case): NamedPath[] {
  return besideMiner(evidence, 'download').flatMap((observation) => {
    const { target } = observation.value;
    return target === undefined ? [] : { path: target, observation };
  });
}

/** All of both, each path once. */
export function namedPaths(evidence: Case): string[] {
  return [...new Set([...pathsInPrograms(evidence), ...pathsOfDownloads(evidence)].map(({ path }) => path))];
}

/** The files in which something mines or is set to, by the names they were examined under. */
export function miningFiles(evidence: Case): NamedPath[] {
  const names = new Map(evidence.artifacts.map(({ id, name }) => [id, name]));
  return supporting(evidence, 'capability').map((observation) => {
    return { path: names.get(observation.at.artifact) ?? '', observation };
  });
}

/** Names of a system's own parts, which a program of another maker has no reason to bear. */
const systemNames =
  /^(?:svchost|csrss|lsass|winlogon|services|spoolsv|conhost|dllhost|taskhostw?|explorer|intel\w{0,12}|nvidia\w{0,12}|\w{0,12}(?:service|svc|updater?|driver)|kworker\S{0,16}|kthread\w{0,8}|ksoftirqd\S{0,8}|kswapd\d?|kdevtmpfsi|systemd-?\w{0,16}|dbus\w{0,8}|crond|sshd|watchdogs?|networkmanager)(?:\.exe|\.dll|\.sys)?$/i;
const lookAlikeFolder = /[\\/](?:sys(?:tem)?(?:64|86)|windows[ _]?update|microsoft[ _]?(?:net|update))[\\/]/i;
const hiddenFile = /(?:^|\/)(?:tmp|var\/tmp|dev\/shm)\/(?:\S{0,200}\/)?\.[^/.]/;

/** A path that hides what stands there. `C:\Windows\System32` itself is no look-alike. */
export function isHiding(path: string): boolean {
  const own = /^[a-z]:\\windows\\system32\\/i.test(path);
  const base = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return !own && (systemNames.test(base) || lookAlikeFolder.test(path) || hiddenFile.test(path));
}

/** Places whose content a system runs by itself: at its start, at a login or at an hour. */
const startPlaces =
  /(?:^|[/\\!])(?:etc[/\\](?:cron[\w.]{0,10}|init\.d|rc\.local|rc\d?\.d|profile\.d|ld\.so\.preload|systemd[/\\])|var[/\\]spool[/\\]cron|(?:lib|\.config)[/\\]systemd[/\\]|LaunchAgents[/\\]|LaunchDaemons[/\\]|Start Menu[/\\]Programs[/\\]Startup[/\\]|System32[/\\]Tasks[/\\])/i;
const startFile = /\.(?:service|timer)$|(?:^|[/\\!])(?:crontab|\.bashrc|\.profile|\.bash_profile)$/i;

export function startsByItself(path: string): boolean {
  return startPlaces.test(path) || startFile.test(path);
}

/** In a folder that a listing leaves out, but for those that every home and every project has. */
function standsInHidden(path: string): boolean {
  const folders = path.split(/[/!]/).slice(0, -1);
  return folders.some((name) => /^\.[^.]/.test(name) && !isEverydayHidden(name));
}

/** What mines, or is set to, in a hidden folder. */
export function inHiddenFolders(evidence: Case): NamedPath[] {
  return miningFiles(evidence).filter(({ path }) => standsInHidden(path));
}
