/** What could not be looked at, by reason. */
import type { Gap, GapCode } from '../../model/gap.ts';
import type { Report } from '../../model/report.ts';
import type { EvidenceIndex } from '../evidence-index.ts';
import { artifactPiece } from '../evidence-index.ts';
import { commandFor, machineIn } from '../examined.ts';
import type { Sheet } from '../sheet.ts';
import { counted } from '../words.ts';
import { writeMore } from './more.ts';

const codeMeaning: Readonly<Record<GapCode, readonly [one: string, many: string]>> = {
  malformed: ['malformed part', 'malformed parts'],
  truncated: ['part that ends early', 'parts that end early'],
  'limit-bytes': ['part larger than the limit', 'parts larger than the limit'],
  'limit-count': ['list longer than the limit', 'lists longer than the limit'],
  'limit-depth': ['part nested too deep', 'parts nested too deep'],
  'limit-ratio': ['part that unpacks suspiciously far', 'parts that unpack suspiciously far'],
  'limit-time': ['part that took too long', 'parts that took too long'],
  'limit-memory': ['part that took too much memory', 'parts that took too much memory'],
  encrypted: ['encrypted part', 'encrypted parts'],
  'not-supported': ['part of a form not read yet', 'parts of a form not read yet'],
  'no-permission': ['path without permission', 'paths without permission'],
  'not-found': ['path not found', 'paths not found'],
  'read-error': ['path that could not be read', 'paths that could not be read'],
  'special-file': ['special file', 'special files'],
  crashed: ['part that a unit of Davylamp failed on', 'parts that a unit of Davylamp failed on'],
};

/** Gaps that one reason lists; the JSON has all. */
const shown = 5;

/** `2 paths without permission`, one for each reason, most frequent first. */
export function gapKinds(gaps: readonly Gap[]): string[] {
  return byCode(gaps).map(([code, list]) => counted(list.length, ...codeMeaning[code]));
}

export function writeGaps(sheet: Sheet, index: EvidenceIndex): void {
  const { gaps } = index.report;
  if (gaps.length === 0) return;
  sheet.section('Not examined');
  for (const [code, list] of byCode(gaps))
    sheet.entry({ text: '' }, 4, counted(list.length, ...codeMeaning[code]), () => {
      if (code === 'no-permission') writeRootLine(sheet, index.report);
      for (const gap of list.slice(0, shown)) writeGap(sheet, gap, index);
      writeMore(sheet, list.length - shown, 'of them', 'of them');
    });
}

function writeRootLine(sheet: Sheet, report: Report): void {
  const machine = machineIn(report);
  if (machine !== undefined && machine.asRoot !== true)
    sheet.line(`Root may read these: run it again as \`sudo ${commandFor(report)}\`.`);
}

function writeGap(sheet: Sheet, gap: Gap, index: EvidenceIndex): void {
  const at = gap.offset === undefined ? '' : ` at 0x${gap.offset.toString(16)}`;
  sheet.entry({ text: '-' }, 2, [artifactPiece(gap.artifact, index), `${at}: `, { text: gap.what, tone: 'quiet' }]);
}

/** Most frequent first. */
export function byCode(gaps: readonly Gap[]): [GapCode, Gap[]][] {
  const groups = new Map<GapCode, Gap[]>();
  for (const gap of gaps) {
    const list = groups.get(gap.code);
    if (list) list.push(gap);
    else groups.set(gap.code, [gap]);
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length);
}
