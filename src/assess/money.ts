/**
 * Where does the money go? Every account that is mined for, told by what it really is: a payment id at a service,
 * a miner's own donation, an example from a manual, or somebody's wallet.
 * Source for folding and custodial bases: Monero's integrated addresses; see docs/ on intelligence for the bases.
 * Does not see: what was paid (pools know), what the miner mines for its own makers.
 */
import type { Answer } from '../model/answer.ts';
import type { Wallet } from '../model/payloads.ts';
import { type Assessor, defineAssessor } from '../model/units.ts';
import { type Destination, destinations, idsOf, ofKind, paidWallets, supporting } from './evidence.ts';
import { capitalized, counted, listed, shortened } from './words.ts';

export const money: Assessor = defineAssessor({
  id: 'money',
  question: 'money',
  assess(evidence) {
    const wallets = paidWallets(evidence);
    const pools = destinations(evidence);
    const accounts = loginsWithout(wallets, pools);
    const unpaid = new Set(ofKind(evidence, 'wallet').map(({ value }) => value.address)).size - wallets.length;
    return {
      question: 'money',
      says: says(
        wallets,
        pools.map(({ host }) => host),
        accounts,
      ),
      details: [
        ...wallets.flatMap(details),
        ...separatePaymentIds(pools, wallets),
        ...aboutCoins(wallets),
        ...aside(unpaid, wallets.length),
      ],
      confidence: wallets.some(({ checksumValid }) => checksumValid)
        ? 'high'
        : accounts.length > 0
          ? 'moderate'
          : 'low',
      hypotheses: [],
      because: idsOf(supporting(evidence, 'configured')),
      next: next(wallets, accounts),
    } satisfies Answer;
  },
});

function says(wallets: readonly Wallet[], hosts: readonly string[], accounts: readonly string[]): string {
  const through = hosts.length > 0 ? `, mined through ${listed(hosts)}` : '';
  const receiving = wallets.filter(({ known }) => known !== 'donation' && known !== 'example');
  const [first] = receiving;
  const also = first && accounts.length > 0 ? ` and to ${counted(accounts.length, 'login')} (${listed(accounts)})` : '';
  if (first && receiving.length === 1) return `To ${oneAccount(first)}${also}${through}.`;
  if (first)
    return `To ${counted(receiving.length, 'account')} (${listed(receiving.map(({ coin }) => capitalized(coin)))})${also}${through}.`;
  if (wallets.length > 0)
    return `To no actor that this shows: the only wallets here are donation or example addresses${through}.`;
  if (accounts.length > 0)
    return `To ${counted(accounts.length, 'login')} (${listed(accounts)})${through}. No wallet was decoded there: the pool knows whom it pays.`;
  return 'Nothing here is set to pay an account.';
}

/** Logins whose wallet, if there is one, was not decoded. */
function loginsWithout(wallets: readonly Wallet[], pools: readonly Destination[]): string[] {
  const decoded = new Set(wallets.map(({ address }) => address));
  const others = pools.filter(({ login, wallet }) => !decoded.has(wallet ?? login ?? ''));
  return [...new Set(others.flatMap(({ login }) => (login === undefined ? [] : shortened(login))))];
}

function oneAccount(wallet: Wallet): string {
  const coin = capitalized(wallet.coin);
  if (wallet.known === 'custodial' && wallet.paymentId !== undefined)
    return `one customer's ${coin} account at a service (payment id ${wallet.paymentId})`;
  if (wallet.paymentId !== undefined) return `one ${coin} account with payment id ${wallet.paymentId}`;
  return `one ${coin} wallet, ${shortened(wallet.address)}`;
}

function details(wallet: Wallet): string[] {
  const name = shortened(wallet.address);
  if (wallet.known === 'donation') return [`${name} is a donation address, the software's and not the actor's.`];
  if (wallet.known === 'example') return [`${name} is an example address; whoever copied it earns nothing.`];
  if (wallet.paymentId === undefined || wallet.base === undefined) return [];
  const base = shortened(wallet.base);
  if (wallet.known === 'custodial')
    return [
      `The payment id is the account. The base address ${base} belongs to the service and is shared by unrelated customers: it links nobody to anybody.`,
    ];
  return [
    `The address folds to ${base}. If that base turns up with other payment ids it may be a service's, and then it links nobody to anybody.`,
  ];
}

/** A payment id beside a standard address was how services told customers apart before integrated addresses. */
function separatePaymentIds(pools: readonly Destination[], wallets: readonly Wallet[]): string[] {
  const integrated = new Set(wallets.flatMap(({ paymentId }) => paymentId ?? []));
  const ids = pools.flatMap(({ paymentId }) => (paymentId === undefined || integrated.has(paymentId) ? [] : paymentId));
  return [...new Set(ids)]
    .slice(0, 3)
    .map(
      (id) =>
        `A payment id stands beside the address (${shortened(id)}): the address may be a service's, and the id its customer.`,
    );
}

function aboutCoins(wallets: readonly Wallet[]): string[] {
  if (!wallets.some(({ coin }) => coin === 'monero')) return [];
  return ['Monero hides sender, receiver and amount: the payments cannot be followed on the chain.'];
}

function aside(unpaid: number, paid: number): string[] {
  if (unpaid <= 0) return [];
  const which =
    paid === 0
      ? counted(unpaid, 'wallet address', 'wallet addresses')
      : counted(unpaid, 'more wallet address', 'more wallet addresses');
  return [
    `${which} ${unpaid === 1 ? 'stands' : 'stand'} in this input without anything that would mine for ${unpaid === 1 ? 'it' : 'them'}.`,
  ];
}

function next(wallets: readonly Wallet[], accounts: readonly string[]): string[] {
  const steps = wallets.flatMap(({ known, base, paymentId }) =>
    known === 'custodial' && base !== undefined && paymentId !== undefined
      ? [`Ask the service behind base ${shortened(base)} who holds payment id ${paymentId}: it knows its customer.`]
      : [],
  );
  const asked = wallets.filter(({ known }) => known !== 'donation' && known !== 'example');
  if (asked.length > 0)
    steps.push(
      `Ask public pools what they paid to ${listed(asked.map(({ address }) => shortened(address)))}, and when.`,
    );
  if (accounts.length > 0 && asked.length === 0)
    steps.push(`Ask the pool which wallet ${accounts.length === 1 ? 'this login is' : 'these logins are'} paid to.`);
  return steps;
}
