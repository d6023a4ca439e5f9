/** Which machines traffic ties to mining, how far that goes and how sure it is, where they went, and when. */
import { defanger } from '../defang.ts';
import type { EvidenceIndex } from '../evidence-index.ts';
import { type Machine, machinesIn } from '../machines.ts';
import type { Piece, Sheet } from '../sheet.ts';
import { displayWidth } from '../width.ts';
import { counted, readableSpan, stageTone } from '../words.ts';
import { writeMore } from './more.ts';

/** The JSON has all. */
const shown = 60;
const placesShown = 3;
/** Columns of the addresses: an IPv6 address has room. */
const widestAddress = 39;

/** As the sheet writes it: a public address is an indicator, one of the house is not. */
const written: (address: string) => string = defanger([]);

export function writeMachines(sheet: Sheet, index: EvidenceIndex): void {
  const machines = machinesIn(index);
  if (machines.length === 0) return;
  sheet.section('Machines', 'what traffic ties to mining: where it went, and when');
  const listed = machines.slice(0, shown);
  const widest = listed.reduce((most, { address }) => Math.max(most, displayWidth(written(address))), 0);
  for (const head of new Set(listed.map(headOf)))
    writeAlike(
      sheet,
      listed.filter((machine) => headOf(machine) === head),
      Math.min(widest, widestAddress) + 2,
    );
  writeMore(sheet, machines.length - shown, 'machine');
}

/** Machines that claims of one stage and confidence are about. */
function writeAlike(sheet: Sheet, machines: readonly Machine[], gutter: number): void {
  const [first] = machines;
  if (first === undefined) return;
  const { stage, confidence } = first.finding;
  const about = ` · confidence ${confidence} · ${counted(machines.length, 'machine')}`;
  sheet.gap();
  sheet.line([
    { text: stage, tone: stageTone[stage] },
    { text: about, tone: 'quiet' },
  ]);
  for (const machine of machines) sheet.entry(label(machine), gutter, machineInWords(machine));
}

function label({ address }: Machine): Piece {
  return { text: address, tone: 'strong' };
}

function headOf({ finding }: Machine): string {
  return `${finding.stage} ${finding.confidence}`;
}

/** Where to, when, and the finding that has more. */
function machineInWords({ finding, places, first, last }: Machine): Piece[] {
  return [{ text: [placesInWords(places), spanInWords(first, last), finding.id].filter(Boolean).join(' · ') }];
}

export function placesInWords(places: readonly string[]): string {
  const more = places.length - placesShown;
  return `${places.slice(0, placesShown).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Logs such as dnsmasq's have times without a year or a zone: those are not told. */
export function spanInWords(first: string | undefined, last: string | undefined): string {
  return first === undefined || last === undefined ? 'time not told' : readableSpan(first, last);
}
