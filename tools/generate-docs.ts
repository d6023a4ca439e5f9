/**
 * Writes docs/units.md, docs/weighing.md and the schemas of reports and evidence files from the units, their tables and
 * the model.
 * `--check` writes nothing and fails if one is stale.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { evidenceJsonSchema } from '../src/codec/evidence/schema.ts';
import { registry } from '../src/engine/registry.ts';
import { reportSchema } from '../src/model/report.ts';
import { markdownTable } from './markdown-table.ts';
import { weighingPage } from './weighing-page.ts';

function unitsPage(): string {
  const { decoders, extractors, sweeps, detectors, assessors } = registry;
  return `# Units
Written by \`npm run generate\` from the units themselves: do not edit.

## Decoders: artifact to artifacts
${markdownTable(
  ['decoder', 'what it makes'],
  decoders.map((unit) => [unit.id, unit.title]),
)}

## Extractors: artifact to observations
${markdownTable(
  ['extractor', 'what it sees', 'emits', 'anchors'],
  extractors.map((unit) => [unit.id, unit.title, unit.emits.join(', '), String(unit.anchors?.length ?? 0)]),
)}

## Sweeps: logs to observations, from the first line to the last
${markdownTable(
  ['sweep', 'what it sees', 'emits', 'anchors'],
  sweeps.map((unit) => [unit.id, unit.title, unit.emits.join(', '), String(unit.anchors?.length ?? 0)]),
)}

## Detectors: observations to findings
${markdownTable(
  ['detector', 'what it claims', 'stage', 'needs', 'techniques'],
  detectors.map((unit) => [unit.id, unit.title, unit.stage, unit.needs.join(', '), unit.techniques.join(', ')]),
)}

## Assessors: findings to answers
${markdownTable(
  ['assessor', 'question'],
  assessors.map((unit) => [unit.id, unit.question]),
)}
`;
}

/** The published JSON Schema of a report. */
export function reportJsonSchema(): string {
  const schema = z.toJSONSchema(reportSchema, { target: 'draft-2020-12', io: 'output' });
  return `${JSON.stringify({ $id: 'davylamp-report-1', title: 'A Davylamp report', ...schema }, null, 2)}\n`;
}

function main(): void {
  const pages = {
    'docs/units.md': unitsPage(),
    'docs/weighing.md': weighingPage(registry.assessors),
    'schema/report.schema.json': reportJsonSchema(),
    'schema/evidence.schema.json': evidenceJsonSchema(),
  };
  const stale: string[] = [];
  for (const [path, wanted] of Object.entries(pages)) {
    if (existsSync(path) && readFileSync(path, 'utf8') === wanted) continue;
    stale.push(path);
    if (process.argv.includes('--check')) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, wanted);
  }
  if (process.argv.includes('--check') && stale.length > 0) {
    process.stderr.write(`stale: ${stale.join(', ')}; run npm run generate\n`);
    process.exitCode = 1;
  }
}

if (process.argv[1]?.endsWith('generate-docs.js')) main();
