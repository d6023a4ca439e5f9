/**
 * The answer in one to three sentences: which reading leads and how likely it is, what tells most, and what anyone could
 * have planted. It uses the table's own words and never a source's, so it names no person and no country.
 */
import type { Case } from '../../model/case.ts';
import type { WeighedItem } from '../../model/weighing.ts';
import { likely } from '../weighing/bands.ts';
import { unknown } from '../weighing/posterior.ts';
import type { Weighed } from '../weighing/weigh.ts';
import { capitalized, listed } from '../words.ts';
import { pointersInWords } from './details.ts';
import type { WhoReading } from './reading.ts';
import { chance, percent, telling, tellingMost } from './telling.ts';

type WhoWeighed = Weighed<WhoReading>;

export function saysWho(weighed: WhoWeighed, evidence: Case): string {
  const most = tellingMost(weighed);
  const isUsual = weighed.leader === unknown && most === undefined;
  const parts = [leading(weighed, isUsual), isUsual ? elsewhere : most, planted(weighed, evidence)];
  return parts.filter((words) => words !== undefined).join(' ');
}

/** What files do not hold. */
const elsewhere =
  'What would tell is kept by others: the owner of the machine, the pool, and whoever holds the account.';

/** `isUsual`: nothing here moves the readings, so that their order is that of all cases. */
function leading({ leader, probability, hypotheses, weighing }: WhoWeighed, isUsual: boolean): string {
  const nobody = 'Not enough evidence to name anyone';
  const [first] = hypotheses.filter(({ id }) => id !== unknown);
  if (first === undefined) return `${nobody}.`;
  if (onStringsAlone(leader, weighing.items))
    return `${nobody}: what points somewhere is strings that anyone can type.`;
  if (isUsual) return `${nobody}; by what is usual, ${first.label} comes first (${chance(first)}).`;
  if (leader !== unknown && probability >= likely.least) return `${capitalized(first.band)}: ${first.label}.`;
  const inOrder = hypotheses.slice(0, 3).map(({ id, label, probability }) => {
    return `${id === unknown ? `“${label}”` : label} (${percent(probability.mid)})`;
  });
  return `${nobody}, and no reading is likely: ${inOrder[0]} comes first, then ${inOrder.slice(1).join(' and ')}.`;
}

/** Strings name no organisation and no state, however many they are. */
function onStringsAlone(leader: WhoWeighed['leader'], items: readonly WeighedItem[]): boolean {
  if (leader !== 'state' && leader !== 'insider') return false;
  return !items.some(({ forgeability, moves }) => forgeability !== 'cheap' && (moves[leader] ?? 0) >= telling);
}

function planted({ weighing: { items } }: WhoWeighed, evidence: Case): string | undefined {
  const pointers = pointersInWords(evidence);
  if (pointers.length > 0)
    return `Anyone can type ${listed(pointers)}: ${pointers.length === 1 ? 'it hardly counts' : 'they hardly count'}.`;
  const cheap = items.length > 0 && items.every(({ forgeability }) => forgeability === 'cheap');
  return cheap ? 'What points somewhere here is cheap to plant.' : undefined;
}
