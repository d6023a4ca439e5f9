/**
 * Libraries that are to be loaded into every program, and what is telling about that.
 * Source: ld.so(8). Libraries for which people do so in the open are milder: allocators, and those that log commands.
 */

import { knownRootkit } from '../../intel/rootkits.ts';
import type { Machine } from '../../model/machine-units.ts';
import { isInHiddenFolder, isTemporary, type Reason } from './knowledge/command-reasons.ts';
import { packagesOf } from './knowledge/packages.ts';
import { nameOf } from './knowledge/path-names.ts';

/** By the beginning of their names; from their projects' own instructions to preload them. */
const openlyPreloaded =
  /^lib(?:jemalloc|tcmalloc|mimalloc|snoopy|[atu]san|fakeroot|eatmydata|gtk3-nocsd|keepalive|arm-?mem|cofi_rpi|faketime|oneagentproc|gomp|stdc\+\+|gcc_s)(?![a-z])/i;

/** Of a line that sets LD_PRELOAD for more than one command. */
export function preloadedLibraries(line: string): string[] {
  const set =
    /^(?:export\s+|setenv\s+|set\s+-gx\s+|declare\s+-x\s+)?LD_PRELOAD(?:\s*=\s*|\s+(?:DEFAULT=|OVERRIDE=)?)(.*)$/s.exec(
      line,
    );
  if (!set) return [];
  const value = (set[1] ?? '').replace(/^(["'])(.*?)\1.*$/s, '$2');
  return librariesIn(value.split(';', 1)[0] ?? '');
}

/** Parted by blanks or colons. Names without a slash are looked up by the loader, and not here. */
export function librariesIn(text: string): string[] {
  return text
    .split(/[\s:"']/, 64)
    .filter((word) => word.startsWith('/'))
    .slice(0, 16);
}

/** @param written names without a folder, where there is no path */
export function preloadReasons(machine: Machine, libraries: readonly string[], written = ''): Reason[] {
  if (libraries.length === 0 && written !== '' && !openlyPreloaded.test(written)) return ['loads-into-everything'];
  return libraries.every((path) => isOpenly(machine, path)) ? [] : ['loads-into-everything'];
}

function isOpenly(machine: Machine, path: string): boolean {
  if (isTemporary(path) || isInHiddenFolder(path) || knownRootkit(nameOf(path))) return false;
  return openlyPreloaded.test(nameOf(path)) || packagesOf(machine).stateOf(path) === 'yes';
}
