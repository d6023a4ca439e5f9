/** What a session's logins say: wallet, worker, coin; and whether it pays a miner's authors. */
import { type AddressReading, readAddress } from '../../codec/address/address.ts';
import { type LoginParts, type LoginWishes, readWishes, splitLogin } from '../../codec/login/login.ts';
import { readPoolUrl } from '../../codec/login/pool-url.ts';
import type { Account } from '../../codec/stratum/said.ts';
import type { Session } from '../../codec/stratum/session.ts';
import { onlyCoinOf } from '../../intel/algorithms.ts';
import { type KnownPool, knownPool } from '../../intel/pools.ts';
import { knownWallet } from '../../intel/wallets/known-wallet.ts';
import type { Stream } from '../../model/stream.ts';

export interface KnownAccount extends Account {
  readonly parts: LoginParts;
  readonly wishes: LoginWishes;
  readonly wallet?: AddressReading;
}

export function readAccounts({ accounts }: Session): KnownAccount[] {
  return accounts.map((account) => {
    const parts = splitLogin(account.login, account.password);
    const wallet = parts.wallet === undefined ? undefined : readAddress(parts.wallet);
    const wishes = readWishes(account.login, account.password);
    return { ...account, parts, wishes, ...(wallet?.status === 'ok' && { wallet: wallet.value }) };
  });
}

/** A worker that is sent as such goes before one that is part of the login. */
export function workerOf(account: KnownAccount | undefined): string | undefined {
  return account?.worker ?? account?.parts.worker ?? account?.rigId;
}

/** What is known of the pool by any of its names: those in the session, and those that the capture's DNS gave it. */
function poolsKnown(session: Session, stream: Stream): KnownPool[] {
  const forward = session.forward === undefined ? undefined : readPoolUrl(session.forward)?.host;
  // A proxy's own name says nothing of the pool behind it.
  const names = session.through.length > 0 ? [] : (stream.serverNames ?? []);
  return [forward, session.host, ...names].flatMap((name) => (name && knownPool(name)) || []);
}

/**
 * The coin, where pool, algorithm or wallet leave no choice. Pools that exchange pay in another coin than is mined: a
 * wallet counts only where it fits the dialect. `0x…` is many coins' and was Ethereum's, which is no longer mined.
 */
export function coinOf(session: Session, stream: Stream, accounts: readonly KnownAccount[]): string | undefined {
  const byPool = poolsKnown(session, stream).find(({ coin }) => coin !== undefined)?.coin;
  const byAlgorithm = session.algorithm === undefined ? undefined : onlyCoinOf(session.algorithm);
  return byAlgorithm ?? byPool ?? accounts.flatMap((account) => coinOfAccount(session, account) ?? [])[0];
}

function coinOfAccount({ dialect }: Session, { wallet, wishes }: KnownAccount): string | undefined {
  if (wallet === undefined || wallet.otherCoins !== undefined || wallet.coin === 'ethereum') return undefined;
  if (wishes.paidIn !== undefined) return undefined;
  // Two keys long: no other family's addresses are.
  const isCryptonote = wallet.address.length >= 90;
  return dialect === 'getblocktemplate' || isCryptonote === (dialect === 'cryptonote') ? wallet.coin : undefined;
}

/**
 * Why the session pays a miner's authors, and not who set the miner up. Names are cheap to forge: a login that holds
 * somebody else's wallet pays that wallet, whatever the pool is called.
 */
export function donationOf(session: Session, stream: Stream, accounts: readonly KnownAccount[]): string | undefined {
  const facts = accounts.flatMap(({ wallet }) => (wallet === undefined ? [] : [knownWallet(wallet)]));
  if (facts.some((fact) => fact?.known !== 'donation')) return undefined;
  const [asked] = facts;
  if (asked !== undefined) return asked.why;
  const pool = poolsKnown(session, stream).find(({ kind }) => kind === 'donation');
  return pool && `${pool.domain} takes the part of the work that ${pool.operator ?? 'a miner'} keeps for its authors`;
}
