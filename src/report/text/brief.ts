/** The report for whoever asked for quiet: the verdict, and of a machine whether it is gone and what to do first. */
import type { Report } from '../../model/report.ts';
import { indexEvidence } from '../evidence-index.ts';
import type { Sheet } from '../sheet.ts';
import { groupsOf } from '../step-words.ts';
import { counted } from '../words.ts';
import { itemsIn, writeItem } from './items.ts';
import { writeVerdict } from './verdict.ts';

export function writeBrief(sheet: Sheet, report: Report): void {
  writeVerdict(sheet, report);
  const gone = report.answers.find(({ question, checks }) => question === 'gone' && checks !== undefined);
  if (gone !== undefined) {
    sheet.gap();
    sheet.line(gone.says);
  }
  const items = itemsIn(indexEvidence(report));
  const [group] = groupsOf(items);
  const [first] = group?.items ?? [];
  if (group === undefined || first === undefined) return;
  sheet.subsection(group.title, () => {
    writeItem(sheet, first);
    if (items.length > 1)
      sheet.line({ text: `and ${counted(items.length - 1, 'more item')}: the whole report has all`, tone: 'quiet' });
  });
}
