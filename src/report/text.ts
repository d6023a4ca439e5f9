/**
 * The report as text: for someone whose machine is hot first, for the analyst after that. The verdict, the six
 * answers, what they rest on, what could not be examined.
 */
import type { Report } from '../model/report.ts';
import { defanger } from './defang.ts';
import { indexEvidence, indicators } from './evidence-index.ts';
import { Page } from './page.ts';
import { writeAnswers } from './text/answers.ts';
import { writeFindings } from './text/findings.ts';
import { writeGaps } from './text/gaps.ts';
import { writeTraces } from './text/traces.ts';
import { examined, writeVerdict } from './text/verdict.ts';
import { readableTime } from './words.ts';

export interface TextOptions {
  /** Columns of the terminal; Infinity where nothing breaks lines. Prose keeps to 100. */
  readonly columns?: number;
  readonly color?: boolean;
  /** The verdict alone. */
  readonly brief?: boolean;
}

const widestProse = 100;
const proseOutsideTerminal = 88;

/** A page for this report's words: whatever is written on it comes out escaped and defanged. */
export function pageFor(report: Report, options: TextOptions): Page {
  const columns = options.columns ?? Number.POSITIVE_INFINITY;
  return new Page({
    width: Number.isFinite(columns) ? Math.min(columns, widestProse) : proseOutsideTerminal,
    columns,
    color: options.color ?? false,
    defang: defanger(indicators(report)),
  });
}

export function renderText(report: Report, options: TextOptions = {}): string {
  const page = pageFor(report, options);
  const index = indexEvidence(report);
  writeVerdict(page, report);
  if (options.brief) return page.toString();
  writeAnswers(page, index);
  writeFindings(page, index);
  writeTraces(page, index);
  writeGaps(page, index);
  if (report.verdict.stage !== 'none') {
    page.gap();
    writeClosing(page, report);
  }
  return page.toString();
}

function writeClosing(page: Page, report: Report): void {
  const { tool, generatedAt } = report;
  page.paragraph({
    text: `${examined(report)} · ${tool.name} ${tool.version} · ${readableTime(generatedAt)}`,
    tone: 'quiet',
  });
  const first = report.findings[0]?.id;
  if (first === undefined) return;
  page.paragraph({
    text: `Down to the bytes: davylamp scan … --format json --out report.json, then davylamp explain report.json ${first}`,
    tone: 'quiet',
  });
}
