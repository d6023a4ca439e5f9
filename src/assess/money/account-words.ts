/** Accounts in words: what each is by itself, and what is publicly known of it. */
import type { Case } from '../../model/case.ts';
import type { Wallet } from '../../model/payloads.ts';
import { type Destination, ofKind } from '../evidence.ts';
import { capitalized, counted, listed, shortened } from '../words.ts';
import type { Account } from './accounts.ts';

/** Accounts that are told singly. */
const mostAccounts = 5;

/** `one Monero account (payment id 4464…)`, `1 login (someone.rig1)`: what is certain, and not whose it is. */
export function accountName({ wallet, paymentId, login }: Account): string {
  if (wallet === undefined) return `1 login (${shortened(login ?? '')})`;
  const coin = capitalized(wallet.coin);
  if (paymentId !== undefined)
    return `one ${coin} account, ${shortened(wallet.address)} (payment id ${shortened(paymentId)})`;
  return `one ${coin} wallet, ${shortened(wallet.address)}`;
}

/** Where there is more to an account than its address and its pool: the parts of its login. */
export function accountLines(accounts: readonly Account[]): string[] {
  const isPlain = accounts.length < 2 && !accounts.some(({ destinations }) => destinations.some(hasParts));
  if (isPlain) return [];
  const more = accounts.length - mostAccounts;
  const rest = more > 0 ? [`And ${counted(more, 'more account')} (--format json has all).`] : [];
  return [...accounts.slice(0, mostAccounts).map(accountLine), ...rest];
}

function accountLine(account: Account): string {
  const { destinations } = account;
  const parts = [
    partsOf(destinations, 'at', ({ host, port }) => (port === undefined ? host : `${host}:${port}`)),
    partsOf(destinations, 'worker', ({ worker }) => worker),
    partsOf(destinations, 'e-mail', ({ email }) => email),
  ].flat();
  return `${capitalized(accountName(account))}${parts.length > 0 ? `: ${parts.join('; ')}` : ''}.`;
}

function hasParts({ worker, email }: Destination): boolean {
  return worker !== undefined || email !== undefined;
}

function partsOf(
  destinations: readonly Destination[],
  name: string,
  take: (destination: Destination) => string | undefined,
): string[] {
  const values = destinations.flatMap((destination) => take(destination) ?? []);
  return values.length > 0 ? [`${name} ${listed(values)}`] : [];
}

/** What is certain of an address, apart from whose it is. */
export function addressFacts({ wallet }: Account): string[] {
  if (wallet === undefined) return [];
  const { checksumValid, otherCoins = [] } = wallet;
  const check = checksumValid
    ? 'The address itself is certain: it decodes, and its checksum holds. Whose it is can only be weighed.'
    : 'The address has the right form and carries no checksum, so a typing error would not show.';
  if (otherCoins.length === 0) return [check];
  return [
    check,
    `Addresses of ${listed(otherCoins.map(capitalized))} look the same, so the coin is a guess among them.`,
  ];
}

/** Why an account is no actor's own, or may not be. */
export function knownDetails({ wallet, paymentId }: Account): string[] {
  if (wallet === undefined) return [];
  const name = shortened(wallet.address);
  const why = wallet.knownWhy === undefined ? '' : ` (${wallet.knownWhy})`;
  if (wallet.known === 'donation') return [`${name} is a donation address, the software's and not the actor's${why}.`];
  if (wallet.known === 'example') return [`${name} is an example address; whoever copied it earns nothing${why}.`];
  return paymentId === undefined ? serviceWithoutId(wallet) : paymentIdDetails(wallet, paymentId);
}

function serviceWithoutId({ known, address }: Wallet): string[] {
  if (known !== 'custodial') return [];
  return [
    `${shortened(address)} is a service's own address; which customer is paid, a payment id would say, and none stands here.`,
  ];
}

function paymentIdDetails(wallet: Wallet, paymentId: string): string[] {
  const base = shortened(wallet.base ?? wallet.address);
  if (wallet.known === 'custodial')
    return [
      `The payment id is the account. The base address ${base} belongs to the service and is shared by unrelated customers: it links nobody to anybody.`,
    ];
  if (wallet.paymentId === undefined)
    return [
      `A payment id stands beside the address (${shortened(paymentId)}): the address may be a service's, and the id its customer.`,
    ];
  return [
    `The address folds to ${base}. If that base turns up with other payment ids it may be a service's, and then it links nobody to anybody.`,
  ];
}

/** A payment id beside a login that was not decoded was how services told customers apart before integrated addresses. */
export function idsBesideLogins(accounts: readonly Account[]): string[] {
  const logins = accounts.filter(({ wallet }) => wallet === undefined);
  const ids = logins.flatMap(({ destinations }) => destinations.flatMap(({ paymentId }) => paymentId ?? []));
  return [...new Set(ids)]
    .slice(0, 3)
    .map(
      (id) =>
        `A payment id stands beside the address (${shortened(id)}): the address may be a service's, and the id its customer.`,
    );
}

/** Coins whose every payment stands in a public ledger, with sender, receiver and amount. */
const openLedgers: ReadonlySet<string> = new Set([
  ...['bitcoin', 'bitcoin-cash', 'litecoin', 'dogecoin', 'ravencoin', 'ethereum', 'ethereum-classic', 'zcash'],
]);

/** What the coin hides, and what shows all the same. */
export function coinDetails(accounts: readonly Account[]): string[] {
  const coins = new Set(accounts.flatMap(({ wallet }) => wallet?.coin ?? []));
  const details: string[] = [];
  if (coins.has('monero'))
    details.push(
      'Monero hides sender, receiver and amount: the payments cannot be followed on the chain. What shows all the same: pools say what they paid, a service knows its customers, and an account that is used again ties two finds together.',
    );
  const open = [...coins].filter((coin) => openLedgers.has(coin)).map(capitalized);
  if (open.length > 0)
    details.push(
      `${listed(open)} ${open.length === 1 ? 'keeps' : 'keep'} every payment in public: a block explorer shows what came in and where it went on.`,
    );
  return details;
}

/** Wallets in the input that nothing would mine for. */
export function unpaidWallets(evidence: Case, accounts: readonly Pick<Account, 'wallet'>[]): string[] {
  const paid = new Set(accounts.map(({ wallet }) => wallet?.address));
  const unpaid = new Set(
    ofKind(evidence, 'wallet').flatMap(({ value }) => (paid.has(value.address) ? [] : value.address)),
  );
  if (unpaid.size === 0) return [];
  const one = paid.size === 0 ? 'wallet address' : 'more wallet address';
  const them = unpaid.size === 1 ? 'it' : 'them';
  return [
    `${counted(unpaid.size, one, `${one}es`)} ${unpaid.size === 1 ? 'stands' : 'stand'} in this input without anything that would mine for ${them}.`,
  ];
}
