/** Where the indicators of money (tables/money.ts) show: all of them are about the main account alone. */
import { custodialBases } from '../../intel/wallets/custodial-bases.ts';
import type { Case } from '../../model/case.ts';
import type { Provenance } from '../../model/provenance.ts';
import type { Sight } from '../../model/question-table.ts';
import { ofKind } from '../evidence.ts';
import { shortened } from '../words.ts';
import { type Account, accountsIn, formOf, mainAccount } from './accounts.ts';
import { payersFrom, type Record, recordsOf } from './payers.ts';
import { totalsOf } from './total.ts';

/** Sights of what `applies` to the main account. */
function ofAccount(applies: (account: Account) => boolean): (evidence: Case) => Sight[] {
  return (evidence) => {
    const account = mainAccount(evidence);
    return account && applies(account) ? [{ observation: account.seen }] : [];
  };
}

const isListed = ({ wallet }: Account): boolean => wallet?.known !== undefined;

export const isDonation: (evidence: Case) => Sight[] = ofAccount(({ wallet }) => wallet?.known === 'donation');
export const isExample: (evidence: Case) => Sight[] = ofAccount(({ wallet }) => wallet?.known === 'example');
export const isLoginAlone: (evidence: Case) => Sight[] = ofAccount(({ wallet }) => wallet === undefined);
export const isPlainWallet: (evidence: Case) => Sight[] = ofAccount(
  (account) => account.wallet !== undefined && account.paymentId === undefined && !isListed(account),
);
export const hasPaymentId: (evidence: Case) => Sight[] = ofAccount(
  (account) => account.paymentId !== undefined && !isListed(account),
);

/** That the base is a service's is our own inference from a public list, and no better than that. */
export function isOnCustodialBase(evidence: Case): Sight[] {
  const account = mainAccount(evidence);
  const { wallet } = account ?? {};
  if (!account || wallet?.known !== 'custodial') return [];
  const base = wallet.base ?? wallet.address;
  const known = custodialBases.find(({ address }) => address === base);
  return [
    {
      observation: account.seen,
      says: `Many unrelated customers hold payment ids under its base ${shortened(base)}, so a service holds that`,
      provenance: inferred(known?.source ?? 'a list of known bases', known?.confidence === 'high' ? 2 : 3),
    },
  ];
}

function inferred(source: string, credibility: number): Provenance {
  const origin = "Unit 42's list of wallets in malware";
  return { source, reliability: 'B', credibility, tlp: 'clear', origin, forgeability: 'dear' };
}

/** One base with more than one payment id in this case: somebody tells customers, or campaigns, apart by them. */
export function hasSiblings(evidence: Case): Sight[] {
  const account = mainAccount(evidence);
  if (account?.wallet === undefined || account.paymentId === undefined) return [];
  const base = account.wallet.base ?? account.wallet.address;
  const siblings = accountsIn(evidence).filter(
    ({ wallet, paymentId }) => paymentId !== undefined && (wallet?.base ?? wallet?.address) === base,
  );
  return siblings.length < 2 ? [] : [{ observation: account.seen, with: siblings.slice(1).map(({ seen }) => seen) }];
}

/** Pools that paid it or saw it mined for: each record rests on its own source. */
export function wasMinedFor(evidence: Case): Sight[] {
  const account = mainAccount(evidence);
  return account ? recordsOf(account, evidence).filter(tellsOfMining).map(sightOf) : [];
}

/** Pools that were asked and know nothing, where no pool knows anything. */
export function wasNeverMinedFor(evidence: Case): Sight[] {
  const account = mainAccount(evidence);
  const records = account ? recordsOf(account, evidence) : [];
  return records.some(tellsOfMining) ? [] : records.map(sightOf);
}

function tellsOfMining(record: Record): boolean {
  return totalsOf(payersFrom([record])).some(({ paid, seeing }) => paid > 0 || seeing.length > 0);
}

function sightOf(record: Record): Sight {
  return { observation: record, provenance: record.value.provenance };
}

/** An earlier case, told by its source, in which the very same account turned up. A shared base alone is no tie. */
export function wasSeenElsewhere(evidence: Case): Sight[] {
  const account = mainAccount(evidence);
  if (!account) return [];
  return ofKind(evidence, 'incident')
    .filter(({ value }) => value.indicators.some((indicator) => account.forms.has(formOf(indicator))))
    .map((incident) => ({ observation: incident, provenance: incident.value.provenance }));
}
