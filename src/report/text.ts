/** The report as text for a terminal, or for a file. */
import type { Report } from '../model/report.ts';
import { defanger } from './defang.ts';
import { indicators } from './evidence-index.ts';
import { Page } from './page.ts';
import { writeBrief } from './text/brief.ts';
import { writeReport } from './text/whole.ts';

export interface TextOptions {
  /** Columns of the terminal; Infinity where nothing breaks lines. Prose keeps to 100. */
  readonly columns?: number;
  readonly color?: boolean;
  /** The verdict alone; of a machine also what to do first. */
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
  if (options.brief) writeBrief(page, report);
  else writeReport(page, report);
  return page.toString();
}
