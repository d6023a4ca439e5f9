/**
 * A program with the code of a miner that an entry starts, in one folder with a configuration that names a pool and an
 * account: it is set to mine by itself, though the entry does not name the configuration (XMRig finds it there).
 */
import type { Case } from '../../model/case.ts';
import { isAtLeast, ofKind } from '../evidence.ts';
import { lineageOf } from '../lineage.ts';
import { inSystemFolder } from './places.ts';
import { sureStages } from './sure-stages.ts';

/** By path of the program, what shows it: its code, the configurations beside it, the entries that start it. */
export function programsSetToStart(shown: ReadonlySet<string>, evidence: Case): ReadonlyMap<string, readonly string[]> {
  const settings = byFolder(shown, evidence);
  const code = codeByPath(evidence);
  const programs = new Map<string, readonly string[]>();
  for (const { id, value } of ofKind(evidence, 'autostart')) {
    if (value.packaged === 'yes') continue;
    for (const path of value.programs ?? []) {
      const [own, beside] = [code.get(path), settings.get(folderOf(path))];
      if (own === undefined || beside === undefined || inSystemFolder(path)) continue;
      programs.set(path, [...(programs.get(path) ?? [...own, ...beside]), id]);
    }
  }
  return programs;
}

function byFolder(shown: ReadonlySet<string>, evidence: Case): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, readonly string[]>();
  for (const { id, at } of ofKind(evidence, 'mining-config')) {
    const path = lineageOf(at.artifact, evidence).at(-1)?.name;
    if (path === undefined || !shown.has(path)) continue;
    folders.set(folderOf(path), [...(folders.get(folderOf(path)) ?? []), id]);
  }
  return folders;
}

function codeByPath(evidence: Case): ReadonlyMap<string, readonly string[]> {
  const programs = new Map<string, readonly string[]>();
  for (const { id, at } of ofKind(evidence, 'miner-code')) {
    const path = lineageOf(at.artifact, evidence).at(-1)?.name;
    if (path === undefined || !isAtLeast(sureStages(evidence).get(id), 'capability')) continue;
    programs.set(path, [...(programs.get(path) ?? []), id]);
  }
  return programs;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
