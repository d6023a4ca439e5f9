/**
 * Indicators from the account and its history. A wallet in a file can be planted; what pools paid it, and who holds it
 * at a service, stands in records of others.
 */

import { knownPool } from '../../intel/pools.ts';
import type { Case } from '../../model/case.ts';
import type { Observation } from '../../model/observation.ts';
import type { Forgeability } from '../../model/provenance.ts';
import type { Indicator, Sight } from '../../model/question-table.ts';
import { destinations, ofKind, paidWalletsSeen } from '../evidence.ts';
import { cut, listedNames } from '../long-names.ts';
import { listed, shortened } from '../words.ts';
import { accountsInWords, custodialAccounts, recordsOf } from './accounts.ts';
import type { WhoReading } from './reading.ts';
import { weaker } from './weaker.ts';

export const payments: readonly Indicator<WhoReading>[] = [
  {
    id: 'paid-before-build',
    says: 'Pools knew the account before the date of the file',
    likelihood: { state: 8, insider: 10, hobbyist: 22, prank: 25, criminal: 40, owner: 25 },
    why: 'an account with a history is one that somebody reuses, or that a prankster borrowed; one made for a closed network has none. The pool’s record is dear to forge, the file’s date is not',
    forgeability: 'moderate',
    sees: paidBeforeBuild,
    ask: poolHistory,
  },
  {
    id: 'paid-by-public-pools',
    says: 'Public pools saw work for the account or paid it',
    likelihood: { state: 22, insider: 22, hobbyist: 35, prank: 25, criminal: 55, owner: 40 },
    why: 'this account earned in the open, so “meant for a closed network only” loses weight; it names no owner',
    forgeability: 'dear',
    sees: paidByPublicPools,
    ask: poolHistory,
  },
  {
    id: 'custodial-account',
    says: "The account is one customer's at a service",
    likelihood: { state: 12, insider: 14, hobbyist: 18, prank: 14, criminal: 18, owner: 16 },
    why: 'about one in ten wallets found in malware is such an account, and anyone may open one: it tells whom to ask, not who it is',
    forgeability: 'cheap',
    sees: custodial,
  },
  {
    id: 'custodial-account-shared',
    says: "Unrelated wallets stand under the same service's base address",
    likelihood: { state: 20, insider: 20, hobbyist: 20, prank: 20, criminal: 20, owner: 20 },
    why: 'all customers of a service share its keys: this links nobody to anybody, so it moves nothing',
    forgeability: 'dear',
  },
  {
    id: 'holder-where-it-points',
    says: "The holder's records lead to the organisation or country that is pointed at",
    likelihood: { state: 45, insider: 50, hobbyist: 20, prank: 2, criminal: 2, owner: 15 },
    why: 'who draws on the account is behind the mining or is paid by who is; a borrowed address would lead elsewhere',
    forgeability: 'dear',
    ask: whoHoldsIt,
  },
  {
    id: 'holder-a-stranger',
    says: "The holder's records lead to a stranger",
    likelihood: { state: 12, insider: 6, hobbyist: 35, prank: 40, criminal: 75, owner: 3 },
    why: 'no tie to the machine or to where the strings point is what reuse, kits and borrowed addresses look like',
    forgeability: 'dear',
    ask: whoHoldsIt,
  },
  {
    id: 'holder-is-owner',
    says: "The holder's records lead to the owner or operator of the machine",
    likelihood: { state: 2, insider: 12, hobbyist: 10, prank: 6, criminal: 2, owner: 85 },
    why: 'nobody else pays the owner; a prankster might',
    forgeability: 'dear',
    ask: whoHoldsIt,
  },
];

const day = 86_400_000;

/** One sight a record. Where days alone are known, the whole day must lie before. */
function* paidBeforeBuild(evidence: Case): Generator<Sight> {
  const build = firstBuild(evidence);
  if (build === undefined) return;
  for (const record of recordsOf(evidence)) {
    const known = earliest(record);
    if (known === undefined || endOf(known) > Date.parse(build.time)) continue;
    const { pool, provenance } = record.value;
    const forgeability: Forgeability = weaker(provenance.forgeability, 'moderate');
    const says = `${cut(pool)} knew the account by ${known.slice(0, 10)}, and the file says that it was built on ${build.time.slice(0, 10)}`;
    yield { observation: record, with: [build.seen], provenance, forgeability, says };
  }
}

/** The earliest date that any file gives as its own. */
function firstBuild(evidence: Case): { readonly seen: Observation; readonly time: string } | undefined {
  let first: { readonly seen: Observation; readonly time: string } | undefined;
  for (const seen of ofKind(evidence, 'build-trace')) {
    const { trace, time } = seen.value;
    if (trace === 'compile-time' && time !== undefined && (first === undefined || time < first.time))
      first = { seen, time };
  }
  return first;
}

/** The first day or moment at which the pool knew the account. */
function earliest({ value }: Observation<'pool-record'>): string | undefined {
  const { firstShare, lastShare, listed: single = [] } = value;
  const days = [firstShare, lastShare, ...single.map(({ time }) => time)].flatMap((on) => on ?? []);
  return days.reduce<string | undefined>((least, one) => (least === undefined || one < least ? one : least), undefined);
}

function endOf(on: string): number {
  return on.length === 10 ? Date.parse(on) + day : Date.parse(on);
}

function* paidByPublicPools(evidence: Case): Generator<Sight> {
  for (const record of recordsOf(evidence)) {
    const { pool, paid = 0, payments = 0, listed: single = [], firstShare, lastShare, provenance } = record.value;
    const worked = paid > 0 || payments > 0 || single.length > 0 || firstShare !== undefined || lastShare !== undefined;
    if (worked && knownPool(pool)?.kind !== 'proxy') yield { observation: record, provenance };
  }
}

function* custodial(evidence: Case): Generator<Sight> {
  for (const seen of paidWalletsSeen(evidence)) if (seen.value.known === 'custodial') yield { observation: seen };
}

function poolHistory(evidence: Case): string | undefined {
  const accounts = accountsInWords(evidence);
  if (accounts === undefined) return undefined;
  return `Ask public pools what they paid to ${accounts}, and since when: an account that was paid before this was set up was not made for it.`;
}

/** A service knows its customers, and a pool with plain logins its users. */
function whoHoldsIt(evidence: Case): string | undefined {
  const [account] = custodialAccounts(evidence);
  if (account !== undefined)
    return `Ask the service behind base ${shortened(account.base)} who holds payment id ${account.paymentId}: it knows its customer, and its records are hard to forge.`;
  const named = destinations(evidence).filter(({ wallet, login }) => wallet === undefined && login !== undefined);
  const hosts = named.flatMap(({ host }) => (knownPool(host)?.kind === 'public' ? host : []));
  if (hosts.length === 0) return undefined;
  return `Ask ${listedNames(hosts, 2)} who is paid for ${listed(
    named.flatMap(({ login }) => (login === undefined ? [] : shortened(login))),
    2,
  )}: the pool knows the wallet, and perhaps an e-mail address.`;
}
