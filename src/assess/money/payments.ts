/** What pools recorded, in words: one sentence for the answer, the rest for its details. */
import type { Case } from '../../model/case.ts';
import { ofKind, supporting } from '../evidence.ts';
import { counted, listed, shortened } from '../words.ts';
import { type Account, accountsIn } from './accounts.ts';
import { coins, coinsAtLeast, inCurrency, span } from './figures.ts';
import { day, type Payer, payersFrom, recordsOf } from './payers.ts';
import { type Total, totalsOf } from './total.ts';
import { type Value, valuesOf } from './value.ts';

/** How the subject of a fact begins that gives a sum of its own (docs/evidence-files.md). */
const subjectOfSums = 'paid to the account';
/** Pools that are told singly. */
const mostPools = 6;

/** Of each account the payers by itself; then all accounts together, by coin. */
export function totalsFor(accounts: readonly Account[], evidence: Case): Total[] {
  return totalsOf(accounts.flatMap((account) => payersFrom(recordsOf(account, evidence))));
}

/** One sentence on what pools recorded; nothing where no pool was asked. */
export function paymentSentence(total: Total | undefined, whom: 'it' | 'them', evidence: Case): string | undefined {
  if (total === undefined) return undefined;
  const { paid, paying, seeing, without, first, coin } = total;
  const parts: string[] = [];
  if (paying.length > 0)
    parts.push(`${counted(paying.length, 'pool')} paid ${whom} ${coinsAtLeast(paid, coin)} or more`);
  if (seeing.length > 0) parts.push(`${poolsMore(seeing.length, paying.length > 0)} saw ${whom} mined for`);
  if (parts.length === 0)
    return `${counted(without.length, 'pool')} ${without.length === 1 ? 'was' : 'were'} asked and knew of no mining for ${whom}.`;
  const earliest =
    first === undefined
      ? ''
      : `; ${whom === 'it' ? 'it was' : 'they were'} in use by ${day(first)}${beforeBuild(first, evidence)}`;
  return `${parts.join(', and ')}${earliest}.`;
}

function poolsMore(n: number, isMore: boolean): string {
  return isMore ? `${n} more` : counted(n, 'pool');
}

function beforeBuild(first: string, evidence: Case): string {
  const built = buildDay(evidence);
  return built === undefined || day(first) >= built
    ? ''
    : `, ${span(first, built)} before the file's own date (which is easily set)`;
}

/** The day on which what is set to pay says that it was built: the earliest, where there are several. */
function buildDay(evidence: Case): string | undefined {
  const paying = new Set(supporting(evidence, 'configured').map(({ at }) => at.artifact));
  const times = ofKind(evidence, 'build-trace').flatMap(({ value, at }) =>
    value.trace === 'compile-time' && value.time !== undefined && paying.has(at.artifact) ? day(value.time) : [],
  );
  return times.sort()[0];
}

/** All that pools recorded, with what it takes to read it rightly. */
export function paymentDetails(totals: readonly Total[], evidence: Case): string[] {
  return [
    ...totals.flatMap((total) => detailsOf(total, evidence)),
    ...sumsByAnalyst(evidence),
    ...otherRecords(evidence),
  ];
}

function detailsOf(total: Total, evidence: Case): string[] {
  const told = [...total.paying, ...total.seeing, ...total.without];
  return [
    ...contradictions(told),
    ...(total.paying.length > 0 ? [lowerBound(total)] : []),
    ...age(total, evidence),
    ...worth(total, evidence),
  ];
}

function contradictions(payers: readonly Payer[]): string[] {
  const all = payers.filter(({ contradicting }) => contradicting !== undefined);
  const more = all.length - mostPools;
  const rest = more > 0 ? [`So do those of ${counted(more, 'more pool')} (--format json has all).`] : [];
  return [...all.slice(0, mostPools).map(contradiction), ...rest];
}

function contradiction({ pool, contradicting = [], coin }: Payer): string {
  const sums = contradicting.map((sum) => coins(sum, coin));
  return `The records of ${pool} contradict one another (${listed(sums, 4)}). All are kept; the lowest is reckoned with.`;
}

function lowerBound({ seeing }: Total): string {
  const silent = seeing.length > 0 ? ` ${listed(seeing.map(({ pool }) => pool))} gave no sum.` : '';
  return `This is a lower bound: a pool that nobody asked may have paid, too, and what was earned and not yet paid is left out.${silent}`;
}

function age({ first }: Total, evidence: Case): string[] {
  const built = buildDay(evidence);
  if (first === undefined || built === undefined || day(first) >= built) return [];
  return [
    `The account was in use ${span(first, built)} before the date that the file gives for its making (${built}): if that is true, it was not made for this file. Such a date is easily set; what a pool recorded is not.`,
  ];
}

function worth(total: Total, evidence: Case): string[] {
  const values = valuesOf(total, evidence);
  if (values.length > 0) return values.slice(0, 3).map((value) => valueWords(value, total.coin));
  if (total.paid <= 0 || sumsByAnalyst(evidence).length > 0) return [];
  return [
    'What that was worth is not said: the evidence has no table of prices of the time. Any exchange or price index has one.',
  ];
}

/** Sums that an analyst wrote down, such as a data set's own valuation: told as they are, and not reckoned with. */
function sumsByAnalyst(evidence: Case): string[] {
  const sums = ofKind(evidence, 'fact').filter(({ value }) => value.subject?.startsWith(subjectOfSums));
  return sums.slice(0, 3).map(({ value: { says, provenance } }) => {
    const { source, reliability, credibility } = provenance;
    return `${says} So says: ${source} (graded ${reliability}${credibility}).`;
  });
}

function valueWords({ currency, low, high, price, byDay, between, without }: Value, coin: string): string {
  const lowest = inCurrency(low, Math.floor);
  const highest = inCurrency(high, Math.ceil);
  const sum = lowest === highest ? `about ${lowest} ${currency}` : `between ${lowest} and ${highest} ${currency}`;
  const ways = [
    byDay > 0 ? `${coins(byDay, coin)} by the price of the day of each payment` : [],
    between
      ? `${coins(between.coins, coin)} by the lowest and highest price of the ${counted(between.days, 'day')} that the table has from ${between.from} to ${between.to}`
      : [],
  ].flat();
  const left =
    without > 0 ? ` For ${coins(without, coin)} it has no price of the time; that part is not in the sum.` : '';
  return `That was worth ${sum} (${ways.join(', ')}; prices: ${price.value.provenance.source}).${left}`;
}

/** Records of accounts that nothing here pays are told, and count nowhere. */
function otherRecords(evidence: Case): string[] {
  const ours = new Set(accountsIn(evidence).flatMap((account) => recordsOf(account, evidence).map(({ id }) => id)));
  const others = ofKind(evidence, 'pool-record').filter(({ id }) => !ours.has(id));
  if (others.length === 0) return [];
  const addresses = listed(others.map(({ value }) => shortened(value.address)));
  return [
    `Left aside: ${counted(others.length, 'pool record')} of accounts that nothing here is set to pay (${addresses}).`,
  ];
}
