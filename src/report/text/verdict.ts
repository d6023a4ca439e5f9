/** The first lines: with whom the report may be shared, what could not be examined, the verdict in plain words. */
import type { Provenance } from '../../model/provenance.ts';
import type { Report } from '../../model/report.ts';
import { doubtOfMachine, examined, examinedInWords, machineIn, unseen, withoutRoot } from '../examined.ts';
import { tlpMeaning, tlpOrder } from '../meaning.ts';
import type { Sheet } from '../sheet.ts';
import { verdictMeaning } from '../verdict-meaning.ts';
import { consentMeaning, rung, stageTone } from '../words.ts';
import { gapKinds } from './gaps.ts';

export function writeVerdict(sheet: Sheet, report: Report): void {
  const { stage, consent } = report.verdict;
  writeSharing(sheet, report);
  if (report.gaps.length > 0)
    sheet.line([
      { text: 'Not everything could be examined: ', tone: 'caution' },
      `${gapKinds(report.gaps).join(', ')}. The verdict is about the rest.`,
    ]);
  for (const words of [withoutRoot(report), doubtOfMachine(report)])
    if (words !== undefined) sheet.line({ text: words, tone: 'caution' });
  sheet.gap();
  sheet.title(
    { text: stage.toUpperCase(), tone: stageTone[stage] },
    { text: verdictMeaning(report), tone: 'strong' },
    () => {
      if (rung[stage] >= rung.capability) sheet.line(consentMeaning[consent]);
      if (stage === 'none') writeLimits(sheet, report);
      else if (machineIn(report) !== undefined) writeExtent(sheet, report);
    },
  );
}

function writeLimits(sheet: Sheet, report: Report): void {
  sheet.line(examinedInWords(report));
  for (const words of unseen(report)) sheet.line({ text: words, tone: 'quiet' });
}

/** Who is in a hurry learns in one line how far the answer reaches; the last lines have the rest. */
function writeExtent(sheet: Sheet, report: Report): void {
  const isCalm = rung[report.verdict.stage] < rung.capability;
  sheet.line({ text: isCalm ? examinedInWords(report) : `Examined: ${examined(report)}.`, tone: 'quiet' });
}

/** A report may be shared as far as the most closely held of its facts. */
function writeSharing(sheet: Sheet, report: Report): void {
  const highest = closestHeld(report);
  if (highest === 'clear') return;
  sheet.line([
    { text: `TLP:${highest.toUpperCase()}`, tone: 'caution' },
    ` (${tlpMeaning[highest]}): this report holds facts that are not for everyone.`,
  ]);
  sheet.gap();
}

/** The strictest marking among the facts that an analyst added. */
export function closestHeld(report: Report): Provenance['tlp'] {
  const held = report.observations.map(({ value }) =>
    'provenance' in value ? tlpOrder.indexOf(value.provenance.tlp) : 0,
  );
  return tlpOrder[held.reduce((most, one) => Math.max(most, one), 0)] ?? 'clear';
}
