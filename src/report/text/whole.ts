/**
 * A whole report, for someone whose machine is hot first and for the analyst after that: the verdict, the six answers,
 * what to do, what they rest on, what could not be examined. The terminal and Markdown say the same.
 */
import type { Report } from '../../model/report.ts';
import { type EvidenceIndex, indexEvidence } from '../evidence-index.ts';
import { commandFor, examined, examinedInWords, machineIn } from '../examined.ts';
import type { Sheet } from '../sheet.ts';
import { readableTime } from '../words.ts';
import { writeAnswers } from './answers.ts';
import { writeChecks } from './checks.ts';
import { writeFacts } from './facts.ts';
import { writeFindings } from './findings.ts';
import { writeGaps } from './gaps.ts';
import { writeGrounds } from './grounds.ts';
import { writeItems } from './items.ts';
import { writeMachines } from './machines.ts';
import { writeTimeline } from './timeline.ts';
import { writeTraces } from './traces.ts';
import { writeVerdict } from './verdict.ts';

export function writeReport(sheet: Sheet, report: Report): void {
  const index = indexEvidence(report);
  writeVerdict(sheet, report);
  writeAnswers(sheet, index);
  writeChecks(sheet, index);
  writeItems(sheet, index);
  writeMachines(sheet, index);
  writeTimeline(sheet, index);
  writeGrounds(sheet, index);
  writeFindings(sheet, index);
  writeTraces(sheet, index);
  writeFacts(sheet, index);
  writeGaps(sheet, index);
  if (report.verdict.stage !== 'none') writeClosing(sheet, index);
}

function writeClosing(sheet: Sheet, { report }: EvidenceIndex): void {
  const { tool, generatedAt } = report;
  sheet.gap();
  if (machineIn(report) !== undefined) sheet.line({ text: examinedInWords(report), tone: 'quiet' });
  sheet.line({
    text: `${machineIn(report) === undefined ? `${examined(report)} · ` : ''}${tool.name} ${tool.version} · ${readableTime(generatedAt)}`,
    tone: 'quiet',
  });
  const first = report.findings[0]?.id;
  if (first === undefined) return;
  const weighed = report.answers.some(({ weighing }) => weighing !== undefined) ? ', or who' : '';
  const file = machineIn(report) === undefined ? 'report.json' : 'before.json';
  const commands = `\`${commandFor(report)} --format json --out ${file}\`, then \`davylamp explain ${file} ${first}\``;
  sheet.line({ text: `Down to the bytes and figures: ${commands}${weighed}`, tone: 'quiet' });
}
