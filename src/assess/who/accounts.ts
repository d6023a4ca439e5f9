/** The accounts that somebody earns from, and what pools recorded of them. */
import type { Case } from '../../model/case.ts';
import { cut } from '../long-names.ts';
import { type Account, accountsIn, isPublished } from '../money/accounts.ts';
import { type Record, recordsOf as recordsOfOne } from '../money/payers.ts';
import { listed, shortened } from '../words.ts';

/** Addresses that the makers of software publish, and examples, say nothing about who mines. */
export function earningAccounts(evidence: Case): Account[] {
  return accountsIn(evidence).filter((account) => !isPublished(account));
}

/** What pools recorded of these accounts, each record once. */
export function recordsOf(evidence: Case): Record[] {
  return [...new Set(earningAccounts(evidence).flatMap((account) => recordsOfOne(account, evidence)))];
}

/** Accounts that are one customer's at a service: the payment id, and the base that it stands under. */
export function custodialAccounts(evidence: Case): { readonly base: string; readonly paymentId: string }[] {
  return earningAccounts(evidence).flatMap(({ wallet, paymentId }) =>
    wallet?.known === 'custodial' && paymentId !== undefined ? { base: wallet.base ?? wallet.address, paymentId } : [],
  );
}

/** `4JUdGzvr…`, for an ask; nothing where no account is known. */
export function accountsInWords(evidence: Case): string | undefined {
  const names = earningAccounts(evidence).map(nameOf);
  return names.length === 0 ? undefined : listed(names, 2);
}

function nameOf({ wallet, login = '' }: Account): string {
  return wallet === undefined ? cut(login, 40) : shortened(wallet.address);
}
