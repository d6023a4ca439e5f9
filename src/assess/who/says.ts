/**
 * The answer in one to three sentences: which reading leads and how likely it is, what tells most, and what anyone could
 * have planted. It uses the table's own words and never a source's, so it names no person and no country.
 */
import type { Hypothesis } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import type { WeighedItem } from '../../model/weighing.ts';
import { whoTable } from '../tables/who.ts';
import { likely } from '../weighing/bands.ts';
import { unknown } from '../weighing/posterior.ts';
import type { Weighed } from '../weighing/weigh.ts';
import { capitalized, listed, lowered } from '../words.ts';
import { pointersInWords } from './details.ts';
import type { WhoReading } from './reading.ts';

type WhoWeighed = Weighed<WhoReading>;

/** An item that moves a reading less than this says next to nothing about it (log-odds). */
const telling = 0.2;

export function saysWho(weighed: WhoWeighed, evidence: Case): string {
  return [leading(weighed), ...tellingMost(weighed), ...planted(weighed, evidence)].join(' ');
}

function leading(weighed: WhoWeighed): string {
  const { leader, probability, hypotheses, weighing } = weighed;
  const nobody = 'Not enough evidence to name anyone';
  if (weighing.items.length === 0) return `${nobody}: nothing here tells the owner, a stranger or a test apart.`;
  if (onStringsAlone(weighed)) return `${nobody}: what points somewhere is strings that anyone can type.`;
  const [first, second] = hypotheses.filter(({ id }) => id !== unknown);
  if (first === undefined || second === undefined) return `${nobody}.`;
  if (leader === unknown) return `${nobody}. Next comes what is usual: ${told(first)}.`;
  if (probability >= likely.least) return `${capitalized(first.band)}: ${first.label}.`;
  return `${nobody}. First comes ${told(first)}, then ${told(second)}.`;
}

function told({ label, band, probability }: Hypothesis): string {
  return `${label.replace(', on purpose', '')} (${band}, ${Math.round(probability.mid * 100)} %)`;
}

/** Strings name no organisation and no state, however many they are. */
function onStringsAlone({ leader, weighing }: WhoWeighed): boolean {
  if (leader !== 'state' && leader !== 'insider') return false;
  return !weighing.items.some(({ forgeability, moves }) => forgeability !== 'cheap' && (moves[leader] ?? 0) >= telling);
}

/** What speaks most for the reading that comes first, and against the one that the strings point to. */
function tellingMost({ hypotheses, weighing: { items } }: WhoWeighed): string[] {
  const first = hypotheses.find(({ id }) => id !== unknown);
  if (first === undefined) return [];
  const pointed = first.id !== 'state' && items.some(({ indicator }) => indicator === 'pointer-in-strings');
  const rival = pointed ? `against ${whoTable.readings.state.label}` : 'against it';
  const speaksFor = strongest(items, first.id, 1);
  const against = strongest(items, pointed ? 'state' : first.id, -1);
  if (speaksFor !== undefined && speaksFor === against) return [`For it, and ${rival}, speaks most that ${speaksFor}.`];
  const parts = [
    ...(speaksFor === undefined ? [] : [`for it speaks most that ${speaksFor}`]),
    ...(against === undefined ? [] : [`${rival} that ${against}`]),
  ];
  return parts.length === 0 ? [] : [`${capitalized(parts.join('; '))}.`];
}

function strongest(items: readonly WeighedItem[], reading: string, sign: 1 | -1): string | undefined {
  let best: WeighedItem | undefined;
  const force = ({ moves }: WeighedItem): number => sign * (moves[reading] ?? 0);
  for (const item of items)
    if (force(item) >= telling && (best === undefined || force(item) > force(best))) best = item;
  return best && lowered(inOwnWords(best));
}

/** The table's words; what an analyst weighed by hand has none there. */
function inOwnWords({ indicator }: WeighedItem): string {
  const row = whoTable.indicators.find(({ id }) => id === indicator);
  return row?.says ?? 'an analyst judged it so';
}

function planted({ weighing: { items } }: WhoWeighed, evidence: Case): string[] {
  const pointers = pointersInWords(evidence);
  if (pointers.length > 0)
    return [
      `Anyone can type ${listed(pointers)}: ${pointers.length === 1 ? 'it hardly counts' : 'they hardly count'}.`,
    ];
  const cheap = items.length > 0 && items.every(({ forgeability }) => forgeability === 'cheap');
  return cheap ? ['What points somewhere here is cheap to plant.'] : [];
}
