/**
 * What pools recorded of an account, put together so that nothing counts twice:
 * - records of one pool are snapshots of one sum that only grows, so the largest is taken and none are added up;
 * - single payments are part of that sum; one transaction counts once, whoever lists it;
 * - two names under which the same transaction is listed are one pool, since one transaction has one sender;
 * - where records contradict one another, all are kept, and the lowest is what is reckoned with.
 */
import { knownPool } from '../../intel/pools.ts';
import type { PoolRecord } from '../../model/analyst-payloads.ts';
import type { Case } from '../../model/case.ts';
import type { Observation } from '../../model/observation.ts';
import { ofKind } from '../evidence.ts';
import { perCase } from '../per-case.ts';
import { type Account, formOf } from './accounts.ts';

export type Record = Observation<'pool-record'>;
type Payment = NonNullable<PoolRecord['listed']>[number];

/** One pool and what is known of its dealings with one account. */
export interface Payer {
  readonly pool: string;
  readonly coin: string;
  /** In the order in which the pool was asked. */
  readonly records: readonly Record[];
  /** Whole coins, at least; absent where no record gives a sum or a payment. */
  readonly paid?: number;
  /** How many payments that was, where a record says so. */
  readonly payments?: number;
  /** The sums that contradict one another; `paid` is the lowest. */
  readonly contradicting?: readonly number[];
  /** Every payment that is known singly, earliest first. */
  readonly listed: readonly Payment[];
  /** The earliest and the latest time at which it was mined for, or paid. */
  readonly first?: string;
  readonly last?: string;
}

/** Coins: what rounding may do to a sum. */
const slack = 1e-8;

const recordsByForm = perCase((evidence) => {
  const byForm = new Map<string, { readonly at: number; readonly record: Record }[]>();
  for (const [at, record] of ofKind(evidence, 'pool-record').entries()) {
    const form = formOf(record.value.address);
    const known = byForm.get(form);
    if (known) known.push({ at, record });
    else byForm.set(form, [{ at, record }]);
  }
  return byForm;
});

/** In the case's order. */
export function recordsOf(account: Account, evidence: Case): Record[] {
  const byForm = recordsByForm(evidence);
  const found = [...account.forms].flatMap((form) => byForm.get(form) ?? []);
  return found.sort((a, b) => a.at - b.at).map(({ record }) => record);
}

/** By pool and coin, the order in which records stand left aside. */
export function payersFrom(records: readonly Record[]): Payer[] {
  return sameSender(records).map(payer).sort(byWeight);
}

/** A pool's own name, where the record has a host or another way to write it. */
export function poolName(pool: string): string {
  return knownPool(pool)?.operator ?? pool;
}

function byWeight(a: Payer, b: Payer): number {
  return (b.paid ?? -1) - (a.paid ?? -1) || (a.pool < b.pool ? -1 : 1);
}

interface Sender {
  readonly marks: string[];
  readonly records: Record[];
}

/** Records by pool, where pools that list the same transaction are one. */
function sameSender(records: readonly Record[]): Record[][] {
  const senders = new Map<string, Sender>();
  for (const record of records) {
    const sender: Sender = { marks: marksOf(record.value), records: [record] };
    const known = new Set(sender.marks.flatMap((mark) => senders.get(mark) ?? []));
    for (const { marks, records: earlier } of known) {
      for (const mark of marks) sender.marks.push(mark);
      for (const one of earlier) sender.records.push(one);
    }
    for (const mark of sender.marks) senders.set(mark, sender);
  }
  return [...new Set(senders.values())].map((sender) => sender.records);
}

function marksOf({ pool, coin, listed = [] }: PoolRecord): string[] {
  const name = poolName(pool)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  return [`${coin} ${name}`, ...listed.flatMap(({ transaction }) => (transaction ? `${coin} #${transaction}` : []))];
}

function payer(unordered: readonly Record[]): Payer {
  const records = [...unordered].sort((a, b) => compare(orderOf(a), orderOf(b)));
  const listed = paymentsIn(records);
  const [first] = records;
  const times = records.flatMap(({ value }) => [value.firstShare ?? [], value.lastShare ?? []].flat());
  const ordered = [...times, ...listed.map(({ time }) => time)].sort();
  const begin = ordered[0];
  const end = ordered.at(-1);
  return {
    pool: poolName(first?.value.pool ?? ''),
    coin: first?.value.coin ?? '',
    records,
    ...paidBy(records, listed),
    listed,
    ...(begin === undefined ? {} : { first: begin }),
    ...(end === undefined ? {} : { last: end }),
  };
}

/** Day first; the rest only so that the order in which records stand changes nothing. */
function orderOf({ value }: Record): string {
  return JSON.stringify([value.asked ?? '', value.paid ?? 0, value.provenance.source, value.pool, value.item]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** One transaction once; without an id, one time and amount once. Of two amounts of one transaction the lower. */
function paymentsIn(records: readonly Record[]): Payment[] {
  const payments = new Map<string, Payment>();
  for (const payment of records.flatMap(({ value }) => value.listed ?? [])) {
    const key = payment.transaction ?? `${payment.time} ${payment.amount}`;
    const known = payments.get(key);
    if (known === undefined || payment.amount < known.amount) payments.set(key, payment);
  }
  return [...payments.values()].sort((a, b) => compare(a.time, b.time) || a.amount - b.amount);
}

export function sumOf(amounts: readonly { readonly amount: number }[]): number {
  return amounts.reduce((sum, { amount }) => sum + amount, 0);
}

function paidBy(
  records: readonly Record[],
  listed: readonly Payment[],
): Pick<Payer, 'paid' | 'payments' | 'contradicting'> {
  const sums = records.filter(({ value }) => value.paid !== undefined);
  const ofList = sumOf(listed);
  if (sums.length === 0) return listed.length === 0 ? {} : { paid: ofList, payments: listed.length };
  const contradicting = contradictions(sums);
  const amounts = contradicting ?? sums.map(({ value }) => value.paid ?? 0);
  const paid = contradicting ? Math.min(...contradicting) : Math.max(ofList, ...amounts);
  const payments = sums.find(({ value }) => value.paid === paid)?.value.payments;
  return {
    paid,
    ...(payments === undefined ? {} : { payments }),
    ...(contradicting === undefined ? {} : { contradicting }),
  };
}

/** Each source's latest word, where two of them cannot both be true; or a sum that its own payments exceed. */
function contradictions(sums: readonly Record[]): number[] | undefined {
  const all = sums.flatMap((a) => sums.map((b) => [a.value, b.value] as const));
  const own = sums.flatMap(({ value }) => {
    const ofList = sumOf(value.listed ?? []);
    return ofList > (value.paid ?? 0) + slack ? [value.paid ?? 0, ofList] : [];
  });
  if (own.length === 0 && !all.some(([a, b]) => contradict(a, b))) return undefined;
  const latest = new Map(sums.map(({ value }) => [value.provenance.source, value.paid ?? 0]));
  return [...new Set([...latest.values(), ...own])].sort((a, b) => a - b);
}

/** A sum that shrank; without days, two sources that differ. A day is no earlier than a moment within it. */
function contradict(a: PoolRecord, b: PoolRecord): boolean {
  if ((a.paid ?? 0) <= (b.paid ?? 0) + slack) return false;
  if (a.asked === undefined || b.asked === undefined) return a.provenance.source !== b.provenance.source;
  return a.asked.length === b.asked.length ? a.asked <= b.asked : day(a.asked) < day(b.asked);
}

export function day(time: string): string {
  return time.slice(0, 10);
}
