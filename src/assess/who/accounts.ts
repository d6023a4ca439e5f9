/** The accounts that a case mines for, and what pools recorded of them. */
import type { Case } from '../../model/case.ts';
import type { Observation } from '../../model/observation.ts';
import type { Wallet } from '../../model/payloads.ts';
import { destinations, ofKind, paidWallets } from '../evidence.ts';
import { listed, shortened } from '../words.ts';

type PoolRecord = Observation<'pool-record'>;

/** Addresses that the makers of software publish, and examples, say nothing about who mines. */
export function isPublished({ known }: Wallet): boolean {
  return known === 'donation' || known === 'example';
}

/** Every address and login that is mined for, published ones left out. */
export function minedFor(evidence: Case): ReadonlySet<string> {
  const published = new Set(paidWallets(evidence).flatMap((wallet) => (isPublished(wallet) ? wallet.address : [])));
  const accounts = new Set<string>();
  for (const { wallet, login } of destinations(evidence)) {
    if (published.has(wallet ?? login ?? '')) continue;
    for (const account of [wallet, login]) if (account !== undefined) accounts.add(account);
  }
  for (const wallet of paidWallets(evidence)) if (!isPublished(wallet)) accounts.add(wallet.address);
  return accounts;
}

/** What pools recorded of these accounts. */
export function recordsOf(evidence: Case): PoolRecord[] {
  const accounts = minedFor(evidence);
  return ofKind(evidence, 'pool-record').filter(({ value }) => accounts.has(value.address));
}

/** Where the miner runs as a customer of a service: its payment ids, and whose base they stand under. */
export function custodialAccounts(evidence: Case): { readonly base: string; readonly paymentId: string }[] {
  return paidWallets(evidence).flatMap(({ known, base, paymentId }) =>
    known === 'custodial' && base !== undefined && paymentId !== undefined ? { base, paymentId } : [],
  );
}

/** `4JUdGzvr…`, for an ask; nothing where no account is known. */
export function accountsInWords(evidence: Case): string | undefined {
  const names = [...minedFor(evidence)].map(shortened);
  return names.length === 0 ? undefined : listed(names, 2);
}
