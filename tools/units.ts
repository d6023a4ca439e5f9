/** Finds the units of a stage by the definition they export. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface Stage {
  readonly folder: string;
  /** The function a unit of this stage calls. */
  readonly define: string;
  readonly type: string;
  /** Name of the list in the generated index, and the index's. */
  readonly list: string;
  readonly index: string;
  /** Where the type stands, in model/. */
  readonly types: string;
}

export const stages: readonly Stage[] = [
  {
    folder: 'decode',
    define: 'defineDecoder',
    type: 'Decoder',
    list: 'decoders',
    index: 'index.generated.ts',
    types: 'units',
  },
  {
    folder: 'extract',
    define: 'defineExtractor',
    type: 'Extractor',
    list: 'extractors',
    index: 'index.generated.ts',
    types: 'units',
  },
  {
    folder: 'extract',
    define: 'defineSweep',
    type: 'SweepExtractor',
    list: 'sweeps',
    index: 'sweeps.generated.ts',
    types: 'units',
  },
  {
    folder: 'extract',
    define: 'defineLogFormat',
    type: 'LogFormat',
    list: 'logFormats',
    index: 'log-formats.generated.ts',
    types: 'log-units',
  },
  {
    folder: 'extract',
    define: 'defineEventExtractor',
    type: 'EventExtractor',
    list: 'eventExtractors',
    index: 'events.generated.ts',
    types: 'log-units',
  },
  {
    folder: 'extract',
    define: 'defineProbe',
    type: 'Probe',
    list: 'probes',
    index: 'probes.generated.ts',
    types: 'machine-units',
  },
  {
    folder: 'intel',
    define: 'defineExploit',
    type: 'Exploit',
    list: 'exploits',
    index: 'exploits.generated.ts',
    types: 'log-units',
  },
  {
    folder: 'detect',
    define: 'defineDetector',
    type: 'Detector',
    list: 'detectors',
    index: 'index.generated.ts',
    types: 'units',
  },
  {
    folder: 'assess',
    define: 'defineAssessor',
    type: 'Assessor',
    list: 'assessors',
    index: 'index.generated.ts',
    types: 'units',
  },
];

export interface UnitFile {
  /** Path within the stage's folder, with slashes. */
  readonly path: string;
  readonly exportName: string;
}

const generated = /\.(test|fixture|generated)\.ts$/;

/** Every TypeScript file below a folder, sorted. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name))
    .sort();
}

/** The units of one stage, in the order of their paths. */
export function unitsOf(stage: Stage, root = 'src'): UnitFile[] {
  const folder = join(root, stage.folder);
  const pattern = new RegExp(`export const (\\w+)[^=\\n]*= ${stage.define}\\(`);
  const units: UnitFile[] = [];
  for (const file of sourceFiles(folder)) {
    if (generated.test(file)) continue;
    const exportName = pattern.exec(readFileSync(file, 'utf8'))?.[1];
    if (exportName !== undefined) units.push({ path: relative(folder, file).replaceAll('\\', '/'), exportName });
  }
  return units;
}
