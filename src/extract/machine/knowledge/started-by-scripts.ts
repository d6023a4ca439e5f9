/**
 * What scripts start in their turn: an entry often starts a line of shell, and that line starts the miner. Only files
 * that are there and that no package brought; scripts of packages are what they are.
 * Does not see: names that a script puts together, functions, what an interpreter other than a shell starts.
 */
import type { Machine } from '../../../model/machine-units.ts';
import { isBrought } from './brought.ts';
import { type StartedProgram, startedPrograms } from './started-programs.ts';

/** Bytes of a script that are read: wrappers are short. */
const longestScript = 16 * 1024;
const deepest = 3;
const mostFound = 16;

/** Absolute paths, nearest first, each once, without those that were handed in. */
export function startedByScripts(machine: Machine, programs: readonly StartedProgram[], home?: string): string[] {
  const known = new Set(programs.map(({ path }) => path));
  const found: string[] = [];
  let scripts = [...known];
  for (let depth = 0; depth < deepest && scripts.length > 0; depth++) {
    const next: string[] = [];
    for (const script of scripts)
      for (const path of startedIn(machine, script, home)) {
        if (known.has(path) || found.length >= mostFound) continue;
        known.add(path);
        found.push(path);
        next.push(path);
      }
    scripts = next;
  }
  return found;
}

function startedIn(machine: Machine, script: string, home: string | undefined): string[] {
  if (isBrought(machine, script)) return [];
  const bytes = machine.tree.read(script, longestScript)?.bytes ?? new Uint8Array();
  if (!isShellScript(bytes)) return [];
  const folder = script.slice(0, Math.max(1, script.lastIndexOf('/')));
  const text = new TextDecoder().decode(bytes).replace(comment, '');
  return startedPrograms(machine.tree, text, { folder, ...(home === undefined ? {} : { home }) })
    .filter(({ path, missing }) => !missing && !isBrought(machine, path))
    .map(({ path }) => path)
    .filter((path) => machine.tree.follow(path)?.kind === 'file');
}

/** Whole lines: elsewhere the sign may stand in a word. */
const comment = /^[ \t]{0,200}#.*$/gm;

/** `#!/bin/sh`, `#!/usr/bin/env bash`; without such a line, a text that a shell is given is taken for one. */
function isShellScript(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, 128));
  if (head.startsWith('#!')) return /^#!\s*\S{0,64}(?:sh|env\s+\S{0,8}sh)\b/.test(head);
  return (
    bytes.length > 0 && !bytes.subarray(0, 1024).includes(0) && /^[\x20-\x7e\s]/.test(head) && !/^[[{<]/.test(head)
  );
}
