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
  const most = tellingMost(weighed);
  const middle = most ?? (weighed.leader === unknown ? elsewhere : undefined);
  return [leading(weighed), middle, planted(weighed, evidence)].filter((words) => words !== undefined).join(' ');
}

/** What files do not hold. */
const elsewhere =
  'What would tell is kept by others: the owner of the machine, the pool, and whoever holds the account.';

function leading({ leader, probability, hypotheses, weighing }: WhoWeighed): string {
  const nobody = 'Not enough evidence to name anyone';
  const [first, second] = hypotheses.filter(({ id }) => id !== unknown);
  if (first === undefined || second === undefined) return `${nobody}.`;
  if (onStringsAlone(leader, weighing.items))
    return `${nobody}: what points somewhere is strings that anyone can type.`;
  if (leader === unknown) return `${nobody}; by what is usual, ${first.label} comes first (${chance(first)}).`;
  if (probability >= likely.least) return `${capitalized(first.band)}: ${first.label}.`;
  return `${nobody}: ${first.label} comes first (${chance(first)}), then ${second.label} (${chance(second)}).`;
}

function chance({ band, probability }: Hypothesis): string {
  return `${band}, ${Math.round(probability.mid * 100)} %`;
}

/** Strings name no organisation and no state, however many they are. */
function onStringsAlone(leader: WhoWeighed['leader'], items: readonly WeighedItem[]): boolean {
  if (leader !== 'state' && leader !== 'insider') return false;
  return !items.some(({ forgeability, moves }) => forgeability !== 'cheap' && (moves[leader] ?? 0) >= telling);
}

/** What speaks most for the reading that comes first, and against the one that the strings point to. */
function tellingMost({ hypotheses, weighing: { items } }: WhoWeighed): string | undefined {
  const first = hypotheses.find(({ id }) => id !== unknown);
  if (first === undefined) return undefined;
  const state = hypotheses.find(({ id }) => id === 'state');
  const isPointed = first.id !== 'state' && items.some(({ indicator }) => indicator === 'pointer-in-strings');
  const rival = isPointed && state ? `against ${state.label} (${chance(state)})` : 'against it';
  const speaksFor = strongest(items, first.id, 1);
  const against = strongest(items, isPointed ? 'state' : first.id, -1);
  if (speaksFor === undefined && against === undefined) return undefined;
  if (speaksFor === against) return `For it, and ${rival}, speaks most that ${speaksFor}.`;
  if (speaksFor === undefined) return `${capitalized(rival)} speaks most that ${against}.`;
  return `For it speaks most that ${speaksFor}${against === undefined ? '' : `; ${rival}, that ${against}`}.`;
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

function planted({ weighing: { items } }: WhoWeighed, evidence: Case): string | undefined {
  const pointers = pointersInWords(evidence);
  if (pointers.length > 0)
    return `Anyone can type ${listed(pointers)}: ${pointers.length === 1 ? 'it hardly counts' : 'they hardly count'}.`;
  const cheap = items.length > 0 && items.every(({ forgeability }) => forgeability === 'cheap');
  return cheap ? 'What points somewhere here is cheap to plant.' : undefined;
}
