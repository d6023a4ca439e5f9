/** Where things stand on a machine: artifacts are named by their path there, and a process is `/proc/7`. */
import { isInterpreter, isShell } from '../../intel/unix/interpreters.ts';
import type { DetectContext } from '../../model/units.ts';

/** Artifacts in artifacts; the engine opens fewer. */
const deepest = 64;

/** Path of the file that an artifact is, or was found within: `/tmp/x.tar.gz` for `/tmp/x.tar.gz!x`. */
export function pathOf(artifact: string, context: Pick<DetectContext, 'artifact'>): string {
  let at = context.artifact(artifact);
  for (let depth = 0; at.parent !== undefined && depth < deepest; depth++) {
    const above = context.artifact(at.parent);
    if (!at.name.startsWith(`${above.name}!`)) break;
    at = above;
  }
  return at.name;
}

const ofProcess = /^\/proc\/(\d{1,10})(?:\/([\w/.-]{1,64}))?$/;

/** The process that a path is of, and what of it. @example processPart('/proc/7/exe') // { pid: 7, part: 'exe' } */
export function processPart(path: string): { readonly pid: number; readonly part?: string } | undefined {
  const [, pid, part] = ofProcess.exec(path) ?? [];
  if (pid === undefined) return undefined;
  return { pid: Number(pid), ...(part === undefined ? {} : { part }) };
}

/** @example folderOf('/opt/x/miner') // '/opt/x' */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')));
}

export function fileOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** Words of a command that are looked at. */
const mostWords = 64;

/**
 * Where a miner would look for its settings, which need not be there: the file that its command names, and config.json in
 * its folder. Source: XMRig, App.cpp and Config.cpp.
 * @param folders of the program, and those that it works in
 */
export function settingsPaths(command: string, folders: readonly string[]): string[] {
  const words = command.split(/\s+/, mostWords);
  const named = words.flatMap((word, i) =>
    /^(?:-c|--config)$/.test(words[i - 1] ?? '') ? word : (/^--config=(.+)$/.exec(word)?.[1] ?? []),
  );
  const own = folders.filter((folder) => folder.length > 1);
  return [
    ...named.flatMap((path) => (path.startsWith('/') ? path : own.map((folder) => `${folder}/${path}`))),
    ...own.map((folder) => `${folder}/config.json`),
  ];
}

/** Programs that start what follows behind them. */
const starters = /^(?:busybox|php[\d.-]*fpm[\d.]*|env|sudo|nohup|setsid|timeout|nice)$/;

/** It runs what it is handed: that somebody else uses it, too, says nothing. */
export function runsOthers(program: string): boolean {
  const name = fileOf(program).replace(/\.exe$/, '');
  return isShell(name) || isInterpreter(name) || starters.test(name);
}
