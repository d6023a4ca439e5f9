/**
 * Whose account it is that the miner works for. What the address says by itself (that it decodes, that its checksum
 * holds, which base it folds to) is arithmetic and not weighed; whose it is can't be read from it.
 * All readings and indicators are about one account: the first that is no published donation or example.
 */
import { knownPool } from '../../intel/pools.ts';
import type { Case } from '../../model/case.ts';
import { defineTable, type QuestionTable } from '../../model/question-table.ts';
import { isPublished, mainAccount } from '../money/accounts.ts';
import {
  hasPaymentId,
  hasSiblings,
  isDonation,
  isExample,
  isLoginAlone,
  isOnCustodialBase,
  isPlainWallet,
  wasMinedFor,
  wasNeverMinedFor,
  wasSeenElsewhere,
} from '../money/sights.ts';
import { listed, shortened } from '../words.ts';

export type Owner = 'service' | 'own' | 'software' | 'placeholder' | 'borrowed';

export const moneyTable: QuestionTable<Owner> = defineTable<Owner>({
  readings: {
    service: {
      label: "a customer's account at a service (an exchange, a web wallet, a pool)",
      prior: 20,
      why: 'one in ten Monero wallets that Unit 42 found in malware is such an account by its form (235 of 2,338); others can be, unseen',
    },
    own: {
      label: 'a wallet held by whoever set the miner up',
      prior: 38,
      why: 'the usual case: whoever installs a miner wants to be paid, and a wallet costs nothing',
    },
    software: {
      label: "a donation to the miner's makers",
      prior: 9,
      why: "miners come with their makers' address in them, and some are run with it unchanged",
    },
    placeholder: {
      label: 'an example or a test, meant to pay nobody',
      prior: 7,
      why: 'manuals, templates and trials carry addresses that nobody earns from',
    },
    borrowed: {
      label: "somebody else's wallet, put there to mislead or copied by mistake",
      prior: 6,
      why: 'anyone can mine to any address; it costs the earnings, so it is rare',
    },
  },
  unknown: 20,
  indicators: [
    {
      id: 'custodial-base',
      says: "The address folds to a base that is a service's",
      likelihood: { service: 60, own: 1, software: 1, placeholder: 1, borrowed: 4 },
      why: "nobody but a service gives out dozens of payment ids under one base to people who have nothing to do with one another; that the base is a service's is inferred from a list",
      forgeability: 'dear',
      sees: isOnCustodialBase,
    },
    {
      id: 'payment-id',
      says: 'A payment id stands in the address or beside it, on a base that is on no list',
      likelihood: { service: 70, own: 10, software: 2, placeholder: 5, borrowed: 12 },
      why: 'payment ids are made to tell customers apart; a few actors number their campaigns with them',
      forgeability: 'none',
      sees: hasPaymentId,
    },
    {
      id: 'several-payment-ids',
      says: 'One base stands here with several payment ids',
      likelihood: { service: 40, own: 15, software: 2, placeholder: 2, borrowed: 10 },
      why: 'several customers of one service, or one holder who numbers campaigns',
      forgeability: 'none',
      sees: hasSiblings,
    },
    {
      id: 'base-shared-elsewhere',
      says: 'Other people use the same base address with other payment ids',
      likelihood: { service: 60, own: 2, software: 2, placeholder: 2, borrowed: 6 },
      why: 'strangers share a base only where a service holds it',
      forgeability: 'dear',
      ask: baseAsk,
    },
    {
      id: 'service-confirms',
      says: "A service confirms that the account is one of its customers'",
      likelihood: { service: 90, own: 1, software: 1, placeholder: 1, borrowed: 3 },
      why: 'a service knows its accounts, and a statement of its own is hard to forge',
      forgeability: 'dear',
      ask: serviceAsk,
    },
    {
      id: 'known-donation',
      says: "The software's makers publish this address for donations",
      likelihood: { service: 1, own: 1, software: 90, placeholder: 15, borrowed: 4 },
      why: 'makers write their own address into what they make; people who try a miner out leave it as it is',
      forgeability: 'none',
      sees: isDonation,
    },
    {
      id: 'known-example',
      says: 'The address stands in a specification or a manual as an example',
      likelihood: { service: 1, own: 1, software: 2, placeholder: 90, borrowed: 5 },
      why: 'nobody who wants to be paid takes an address out of a manual',
      forgeability: 'none',
      sees: isExample,
    },
    {
      id: 'plain-wallet',
      says: 'A wallet address that is on no list and has no payment id',
      likelihood: { service: 40, own: 90, software: 20, placeholder: 20, borrowed: 85 },
      why: "this is what a wallet of one's own looks like, and most borrowed ones; accounts at newer services look the same; the common donation and example addresses are listed",
      forgeability: 'cheap',
      sees: isPlainWallet,
    },
    {
      id: 'login-alone',
      says: 'A login without a wallet: the pool alone knows whom it pays',
      likelihood: { service: 80, own: 30, software: 3, placeholder: 25, borrowed: 10 },
      why: 'user names and e-mail addresses are accounts at a pool or a marketplace; a wallet of a coin that is not decoded here looks alike',
      forgeability: 'none',
      sees: isLoginAlone,
    },
    {
      id: 'pools-know-it',
      says: 'Pools paid it, or saw it mined for',
      likelihood: { service: 50, own: 50, software: 30, placeholder: 2, borrowed: 35 },
      why: "examples are not mined for; that it was paid doesn't say who could spend it",
      forgeability: 'dear',
      sees: wasMinedFor,
      ask: poolsAsk,
    },
    {
      id: 'pools-know-nothing',
      says: 'Pools that were asked know nothing of it',
      likelihood: { service: 25, own: 25, software: 10, placeholder: 70, borrowed: 30 },
      why: 'nobody mines to an example; but an account may be new, or mined for at a pool that nobody asked',
      forgeability: 'dear',
      sees: wasNeverMinedFor,
    },
    {
      id: 'seen-elsewhere',
      says: 'The very same account stands in an earlier case',
      likelihood: { service: 50, own: 55, software: 50, placeholder: 10, borrowed: 30 },
      why: "accounts are used again by those whom they pay, and the makers' own is everywhere",
      forgeability: 'moderate',
      sees: wasSeenElsewhere,
    },
    {
      id: 'published',
      says: 'The address was public before: in a manual, a tutorial, a repository, a report',
      likelihood: { service: 5, own: 8, software: 40, placeholder: 40, borrowed: 40 },
      why: 'an address that anyone could copy may have been copied',
      forgeability: 'moderate',
      ask: publishedAsk,
    },
    {
      id: 'keys-found',
      says: "The wallet's keys or seed words were found with whoever set the miner up",
      likelihood: { service: 1, own: 70, software: 1, placeholder: 2, borrowed: 2 },
      why: 'who has the keys can spend; a service never hands out its own',
      forgeability: 'dear',
      ask: keysAsk,
    },
  ],
});

/** The main account, in an ask; nothing where nobody would be paid there. */
function askedFor(evidence: Case, words: (name: string) => string): string | undefined {
  const account = mainAccount(evidence);
  return account && !isPublished(account) ? words(shortened(account.wallet?.address ?? account.id)) : undefined;
}

function poolsAsk(evidence: Case): string | undefined {
  const account = mainAccount(evidence);
  if (account?.wallet === undefined)
    return askedFor(evidence, () => 'Ask the pool which wallet this login is paid to, and what it paid.');
  const operators = account.destinations.flatMap(({ host }) => {
    const known = knownPool(host);
    return known?.kind === 'public' ? (known.operator ?? known.domain) : [];
  });
  const whom = operators.length > 0 ? `${listed(operators)} and other public pools` : 'public pools';
  return askedFor(evidence, (name) => `Ask ${whom} what they paid to ${name}, and when: most answer anyone.`);
}

function publishedAsk(evidence: Case): string | undefined {
  if (mainAccount(evidence)?.wallet === undefined) return undefined;
  return askedFor(evidence, (name) => `Search public code, tutorials and malware reports for ${name} in full.`);
}

function keysAsk(evidence: Case): string | undefined {
  const { wallet, paymentId } = mainAccount(evidence) ?? {};
  if (wallet === undefined || paymentId !== undefined) return undefined;
  return askedFor(
    evidence,
    (name) => `Look for the keys or seed words of ${name} in a suspect's data: who has them can spend.`,
  );
}

/** A service can say whose an account is. */
export function serviceAsk(evidence: Case): string | undefined {
  const { wallet, paymentId } = mainAccount(evidence) ?? {};
  if (wallet === undefined || (paymentId === undefined && wallet.known !== 'custodial')) return undefined;
  const base = shortened(wallet.base ?? wallet.address);
  if (paymentId === undefined) return `Ask the service behind ${base} whose account it is.`;
  return `Ask the service behind base ${base} who holds payment id ${paymentId}: it knows its customer.`;
}

function baseAsk(evidence: Case): string | undefined {
  const { wallet, paymentId } = mainAccount(evidence) ?? {};
  if (wallet === undefined || paymentId === undefined || wallet.known === 'custodial') return undefined;
  return `Look for base ${shortened(wallet.base ?? wallet.address)} with other payment ids: strangers share it only where a service holds it.`;
}
