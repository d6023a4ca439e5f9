/** The report as GitHub Flavored Markdown: for an issue, a ticket, a wiki. It says what the text report says. */
import type { Report } from '../model/report.ts';
import { defanger } from './defang.ts';
import { indicators } from './evidence-index.ts';
import { MarkdownSheet } from './markdown/sheet.ts';
import { writeReport } from './text/whole.ts';

export function renderMarkdown(report: Report): string {
  const sheet = new MarkdownSheet(defanger(indicators(report)));
  writeReport(sheet, report);
  return sheet.toString();
}
