/** Holds the house to its plan: which stage may import which, where Node may be named, and no import cycles. */
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { sourceFiles } from './units.ts';

/** What each folder of src/ may import besides itself (docs/architecture.md). */
const allowed: Readonly<Record<string, readonly string[]>> = {
  model: [],
  sieve: ['model'],
  codec: ['model', 'sieve'],
  intel: ['model', 'codec'],
  gather: ['model', 'codec'],
  decode: ['model', 'sieve', 'codec', 'intel'],
  extract: ['model', 'sieve', 'codec', 'intel'],
  detect: ['model', 'intel'],
  assess: ['model', 'intel'],
  report: ['model', 'intel'],
  engine: ['model', 'sieve', 'codec', 'decode', 'extract', 'detect', 'assess', 'gather'],
  cli: ['model', 'engine', 'report', 'codec', 'intel'],
};

/** Folders that may name Node's own modules. */
const nodeFolders = ['gather', 'cli', join('engine', 'node')];

export interface Import {
  readonly from: string;
  readonly to: string;
}

const importPattern = /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+'([^']+)'|import\('([^']+)'\)/g;

/** Module names that a file imports, as written. */
export function importsOf(text: string): string[] {
  return [...text.matchAll(importPattern)].map((match) => match[1] ?? match[2] ?? '');
}

const isTest = (file: string): boolean => /\.(test|fixture)\.ts$/.test(file);
const stageOf = (file: string): string => relative('src', file).split(/[\\/]/)[0] ?? '';

function checkFile(file: string, problems: string[], graph: Map<string, string[]>): void {
  const edges: string[] = [];
  graph.set(file, edges);
  const stage = stageOf(file);
  for (const name of importsOf(readFileSync(file, 'utf8'))) {
    if (name.startsWith('node:')) {
      if (!nodeFolders.some((folder) => relative('src', file).startsWith(folder)))
        problems.push(`${file}: ${name} may only be named in ${nodeFolders.join(', ')}`);
      continue;
    }
    if (!name.startsWith('.')) continue;
    const target = join(dirname(file), name);
    edges.push(target);
    const targetStage = stageOf(target);
    if (stage === targetStage || stage === 'index.ts') continue;
    if (!allowed[stage]?.includes(targetStage))
      problems.push(`${file}: ${stage} may not import ${targetStage} (${name})`);
  }
}

/** The first cycle that can be reached from any file, as a path that ends where it began. */
export function findCycle(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] | undefined => {
    if (done.has(file)) return undefined;
    const at = path.indexOf(file);
    if (at >= 0) return [...path.slice(at), file];
    path.push(file);
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next);
      if (cycle) return cycle;
    }
    path.pop();
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const cycle = visit(file);
    if (cycle) return cycle;
  }
  return undefined;
}

function main(): void {
  const problems: string[] = [];
  const graph = new Map<string, string[]>();
  for (const file of sourceFiles('src'))
    if (!isTest(file) && !file.includes(join('sieve', 'core'))) checkFile(file, problems, graph);
  const cycle = findCycle(graph);
  if (cycle) problems.push(`import cycle: ${cycle.join(' -> ')}`);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.stdout.write(`import rules: ${graph.size} files, ${problems.length} problems\n`);
  if (problems.length > 0) process.exitCode = 1;
}

if (process.argv[1]?.endsWith('check-imports.js')) main();
