/** The first lines: with whom the report may be shared, what could not be examined, the verdict in plain words. */
import type { Provenance } from '../../model/provenance.ts';
import type { Report } from '../../model/report.ts';
import { tlpMeaning, tlpOrder } from '../meaning.ts';
import type { Sheet } from '../sheet.ts';
import { verdictMeaning } from '../verdict-meaning.ts';
import { byteSize, consentMeaning, counted, duration, rung, stageTone } from '../words.ts';
import { gapKinds } from './gaps.ts';

export function writeVerdict(sheet: Sheet, report: Report): void {
  const { stage, consent } = report.verdict;
  writeSharing(sheet, report);
  if (report.gaps.length > 0)
    sheet.line([
      { text: 'Not everything could be examined: ', tone: 'caution' },
      `${gapKinds(report.gaps).join(', ')}. The verdict is about the rest.`,
    ]);
  sheet.gap();
  sheet.title(
    { text: stage.toUpperCase(), tone: stageTone[stage] },
    { text: verdictMeaning(report), tone: 'strong' },
    () => {
      if (rung[stage] >= rung.capability) sheet.line(consentMeaning[consent]);
      if (stage === 'none') writeLimits(sheet, report);
    },
  );
}

function writeLimits(sheet: Sheet, report: Report): void {
  sheet.line(`Examined: ${examined(report)}.`);
  for (const words of unseen(report)) sheet.line({ text: words, tone: 'quiet' });
}

/** What finding nothing does not mean. */
export function unseen({ artifacts, inputs, observations }: Report): string[] {
  const isRunning = observations.some((seen) => seen.kind === 'machine' && seen.value.form === 'running');
  const left = isRunning
    ? 'Not looked at: what hides from the machine itself, traffic, and what is encrypted or packed in ways that Davylamp does not know.'
    : 'Not looked at: running processes, memory, live traffic, and what is encrypted or packed in ways that Davylamp does not know.';
  const isCapture = artifacts.some(({ kind }) => kind === 'capture') || inputs.some((name) => captureName.test(name));
  return isCapture ? [left, unreadTraffic] : [left];
}

/** A report that found nothing names no artifacts. */
const captureName = /\.p?cap(?:ng)?\d*$/i;

/** docs/calibration.md has the shares. */
const unreadTraffic =
  'Of encrypted conversations only times and sizes were weighed. A miner in one shows after 5 minutes at the earliest, and more surely after an hour.';

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

/** `15,238 files, 485 MB, in 1.2 s`. */
export function examined({ stats }: Report): string {
  const rules = stats.rules === undefined ? '' : `, ${counted(stats.rules, 'rule')} of yours run over all of it`;
  return `${counted(stats.files, 'file')}, ${byteSize(stats.bytes)}, in ${duration(stats.seconds)}${rules}`;
}
