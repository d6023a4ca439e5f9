/** The accounts that a case mines for: a checked address with its payment id, or a login that only its pool can read. */
import type { Case } from '../../model/case.ts';
import type { Observation } from '../../model/observation.ts';
import type { Wallet } from '../../model/payloads.ts';
import { type Destination, destinations, paidWalletsSeen, supporting } from '../evidence.ts';
import { perCase } from '../per-case.ts';

export interface Account {
  /** What tells it from the others. */
  readonly id: string;
  /** Absent where the login holds no address that was decoded. */
  readonly wallet?: Wallet;
  /** Within the address, or beside it in the login. */
  readonly paymentId?: string;
  /** The whole login, where there is no wallet. */
  readonly login?: string;
  /** Where it is mined for. */
  readonly destinations: readonly Destination[];
  /** Where it was seen: the wallet, or what was set to pay the login. */
  readonly seen: Observation;
  /** Every way to write it that pools use, lower case where the case of letters means nothing. */
  readonly forms: ReadonlySet<string>;
}

/** A donation or an example, as its makers published it: no actor's. */
export function isPublished({ wallet }: Account): boolean {
  return wallet?.known === 'donation' || wallet?.known === 'example';
}

/** Every account once, in the order in which they were seen. */
export const accountsIn: (evidence: Case) => readonly Account[] = perCase((evidence) => {
  const wallets = new Map(paidWalletsSeen(evidence).map((seen) => [seen.value.address, seen]));
  const logins = loginsSeen(evidence);
  const accounts = new Map<string, Growing>();
  for (const destination of destinations(evidence)) {
    const account = accountOf(destination, wallets, logins);
    if (account) join(accounts, account, destination);
  }
  const told = new Set([...accounts.values()].map(({ wallet }) => wallet?.address));
  for (const [address, seen] of wallets) if (!told.has(address)) join(accounts, walletAccount(seen, undefined));
  return [...accounts.values()];
});

/** The account that the readings are about: the first that is not a published donation or example, if there is one. */
export function mainAccount(evidence: Case): Account | undefined {
  const accounts = accountsIn(evidence);
  const receiving = accounts.filter((account) => !isPublished(account));
  return receiving.find(({ wallet }) => wallet !== undefined) ?? receiving[0] ?? accounts[0];
}

/** How an address is compared: hexadecimal and bech32 ones mean the same in capitals. */
export function formOf(address: string): string {
  const text = address.trim();
  return /^(?:0x|bc1|tb1|ltc1)/i.test(text) ? text.toLowerCase() : text;
}

/** An account while its destinations are gathered: one may have tens of thousands, so none of it is copied. */
interface Growing extends Account {
  readonly destinations: Destination[];
  readonly forms: Set<string>;
}

function accountOf(
  { wallet, login, paymentId }: Destination,
  wallets: ReadonlyMap<string, Observation<'wallet'>>,
  logins: ReadonlyMap<string, Observation>,
): Growing | undefined {
  const seen = wallets.get(wallet ?? login ?? '');
  if (seen) return walletAccount(seen, paymentId);
  const place = login === undefined ? undefined : logins.get(login);
  return login === undefined || place === undefined ? undefined : loginAccount(login, place);
}

function join(accounts: Map<string, Growing>, account: Growing, destination?: Destination): void {
  const known = accounts.get(account.id) ?? account;
  accounts.set(account.id, known);
  if (destination === undefined) return;
  known.destinations.push(destination);
  if (destination.login !== undefined) known.forms.add(formOf(destination.login));
}

function walletAccount(seen: Observation<'wallet'>, beside: string | undefined): Growing {
  const wallet = seen.value;
  const paymentId = wallet.paymentId ?? beside;
  const base = wallet.base ?? (wallet.paymentId === undefined ? wallet.address : undefined);
  const forms = new Set(paymentId !== undefined && wallet.paymentId === undefined ? [] : [formOf(wallet.address)]);
  // Pools write a payment id behind the standard address, with one of these signs between them.
  if (base !== undefined && paymentId !== undefined) for (const sign of '.+:/') forms.add(`${base}${sign}${paymentId}`);
  const id = paymentId === undefined ? wallet.address : `${wallet.address} ${paymentId}`;
  return { id, wallet, ...(paymentId === undefined ? {} : { paymentId }), destinations: [], seen, forms };
}

function loginAccount(login: string, seen: Observation): Growing {
  return { id: login, login, destinations: [], seen, forms: new Set([formOf(login)]) };
}

/** Where each login was first set to be paid. */
function loginsSeen(evidence: Case): Map<string, Observation> {
  const logins = new Map<string, Observation>();
  for (const seen of supporting(evidence, 'configured'))
    for (const login of loginsOf(seen)) if (!logins.has(login)) logins.set(login, seen);
  return logins;
}

function loginsOf(seen: Observation): string[] {
  if (seen.kind === 'stratum-session') return seen.value.login === undefined ? [] : [seen.value.login];
  if (seen.kind !== 'mining-config') return [];
  return seen.value.pools.flatMap(({ login, wallet, email }) => login ?? wallet ?? email ?? []);
}
