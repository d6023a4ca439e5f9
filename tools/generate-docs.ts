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
import { eventExtractors } from '../src/extract/events.generated.ts';
import { logFormats } from '../src/extract/log-formats.generated.ts';
import { probes } from '../src/extract/probes.generated.ts';
import { sweeps } from '../src/extract/sweeps.generated.ts';
import { exploits } from '../src/intel/exploits.generated.ts';
import type { LogSource } from '../src/model/log-event.ts';
import { reportSchema } from '../src/model/report.ts';
import { markdownTable } from './markdown-table.ts';
import { weighingPage } from './weighing-page.ts';

function unitsPage(): string {
  const { decoders, extractors, detectors, assessors } = registry;
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

## Log formats: logs to events
Each event is shown to every extractor of events below, and to the rules of \`--sigma\`.
${markdownTable(
  ['log format', 'what it reads', 'its events, in Sigma’s words'],
  logFormats.map((unit) => [unit.id, unit.title, unit.sources.map(sourceInWords).join('; ')]),
)}

## Extractors of events: events to observations
${markdownTable(
  ['extractor', 'what it sees', 'emits', 'anchors'],
  eventExtractors.map((unit) => [unit.id, unit.title, unit.emits.join(', '), String(unit.anchors.length)]),
)}

## Probes: a machine to observations
What is ordinary is told aside; what a probe points at is examined as every input is.
${markdownTable(
  ['probe', 'what it looks at', 'system', 'emits'],
  probes.map((unit) => [unit.id, unit.title, unit.platform, unit.emits.join(', ')]),
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

function sourceInWords({ product, category, service }: LogSource): string {
  return [product, category, service].filter(Boolean).join(' ');
}

/** docs/exploits.md: the holes whose use is known in logs. */
function exploitsPage(): string {
  const rows = exploits.map((unit) => [
    unit.id,
    unit.title,
    unit.cve?.join(', ') ?? '',
    unit.service,
    unit.known,
    unit.cannotSee,
    unit.settles,
    unit.references.join(' '),
  ]);
  return `# Holes, and how their use shows in logs
Written by \`npm run generate\` from the units in \`src/intel/exploits\`: do not edit.

Each is an attempt when it is met in a log. That it worked is said only where what it would leave follows it: a program
that the service started, a file that it wrote, a container, a login.

${markdownTable(['id', 'name', 'CVE', 'service', 'known since', 'what it cannot see', 'what would settle it', 'references'], rows)}
`;
}

/** The published JSON Schema of a report. */
export function reportJsonSchema(): string {
  const schema = z.toJSONSchema(reportSchema, { target: 'draft-2020-12', io: 'output' });
  return `${JSON.stringify({ $id: 'davylamp-report-1', title: 'A Davylamp report', ...schema }, null, 2)}\n`;
}

function main(): void {
  const pages = {
    'docs/exploits.md': exploitsPage(),
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
