/** The accounts that a case mines for: a checked address with its payment id, or a login that only its pool can read. */
import type { Case } from '../../model/case.ts';
import type { Observation } from '../../model/observation.ts';
import type { Wallet } from '../../model/payloads.ts';
import { type Destination, destinations, paidWalletsSeen, supporting } from '../evidence.ts';

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

const accountsByCase = new WeakMap<Case, readonly Account[]>();

/** Every account once, in the order in which they were seen. */
export function accountsIn(evidence: Case): readonly Account[] {
  const known = accountsByCase.get(evidence);
  if (known) return known;
  const wallets = new Map(paidWalletsSeen(evidence).map((seen) => [seen.value.address, seen]));
  const accounts = new Map<string, Account>();
  for (const destination of destinations(evidence)) add(accounts, destination, wallets, evidence);
  const told = new Set([...accounts.values()].map(({ wallet }) => wallet?.address));
  for (const [address, seen] of wallets) if (!told.has(address)) put(accounts, walletAccount(seen, undefined));
  const list = [...accounts.values()];
  accountsByCase.set(evidence, list);
  return list;
}

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

function add(
  accounts: Map<string, Account>,
  destination: Destination,
  wallets: ReadonlyMap<string, Observation<'wallet'>>,
  evidence: Case,
): void {
  const seen = wallets.get(destination.wallet ?? destination.login ?? '');
  if (seen) put(accounts, walletAccount(seen, destination.paymentId), destination);
  else if (destination.login !== undefined) {
    const place = supporting(evidence, 'configured').find((one) => pays(one, destination));
    if (place) put(accounts, loginAccount(destination.login, place), destination);
  }
}

function put(accounts: Map<string, Account>, account: Account, destination?: Destination): void {
  const before = accounts.get(account.id) ?? account;
  if (destination === undefined) accounts.set(account.id, before);
  else {
    const forms = new Set([...before.forms, ...(destination.login === undefined ? [] : [formOf(destination.login)])]);
    accounts.set(account.id, { ...before, forms, destinations: [...before.destinations, destination] });
  }
}

function walletAccount(seen: Observation<'wallet'>, beside: string | undefined): Account {
  const wallet = seen.value;
  const paymentId = wallet.paymentId ?? beside;
  const base = wallet.base ?? (wallet.paymentId === undefined ? wallet.address : undefined);
  const forms = new Set(paymentId !== undefined && wallet.paymentId === undefined ? [] : [formOf(wallet.address)]);
  // Pools write a payment id behind the standard address, with one of these signs between them.
  if (base !== undefined && paymentId !== undefined) for (const sign of '.+:/') forms.add(`${base}${sign}${paymentId}`);
  const id = paymentId === undefined ? wallet.address : `${wallet.address} ${paymentId}`;
  return { id, wallet, ...(paymentId === undefined ? {} : { paymentId }), destinations: [], seen, forms };
}

function loginAccount(login: string, seen: Observation): Account {
  return { id: login, login, destinations: [], seen, forms: new Set([formOf(login)]) };
}

function pays(seen: Observation, { login }: Destination): boolean {
  if (seen.kind === 'stratum-session') return seen.value.login === login;
  if (seen.kind !== 'mining-config') return false;
  return seen.value.pools.some((pool) => (pool.login ?? pool.wallet ?? pool.email) === login);
}
