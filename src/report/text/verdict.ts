/** The first lines: what could not be examined, then the verdict in plain words. */
import type { Report } from '../../model/report.ts';
import type { Page } from '../page.ts';
import { byteSize, consentMeaning, counted, duration, rung, stageMeaning, stageTone } from '../words.ts';
import { gapKinds } from './gaps.ts';

export function writeVerdict(page: Page, report: Report): void {
  const { stage, consent } = report.verdict;
  if (report.gaps.length > 0)
    page.paragraph([
      { text: 'Not everything could be examined: ', tone: 'caution' },
      `${gapKinds(report.gaps).join(', ')}. The verdict is about the rest.`,
    ]);
  const label = { text: stage.toUpperCase(), tone: stageTone[stage] };
  const indent = stage.length + 2;
  page.paragraph({ text: stageMeaning[stage], tone: 'strong' }, { label, indent });
  if (rung[stage] >= rung.capability) page.paragraph(consentMeaning[consent], { indent });
  if (stage === 'none') {
    page.paragraph(`Examined: ${examined(report)}.`, { indent });
    page.paragraph(
      {
        text: 'Not looked at: running processes, memory, live traffic, and whatever is encrypted or packed.',
        tone: 'quiet',
      },
      { indent },
    );
  }
}

/** `15,238 files, 485 MB, in 1.2 s`. */
export function examined({ stats }: Report): string {
  return `${counted(stats.files, 'file')}, ${byteSize(stats.bytes)}, in ${duration(stats.seconds)}`;
}
