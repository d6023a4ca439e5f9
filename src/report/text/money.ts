/** The money trail: pools with their logins, every wallet that is paid, decoded, and what pools recorded of it. */
import type { Observation } from '../../model/observation.ts';
import type { Wallet } from '../../model/payloads.ts';
import { describe, poolAddress } from '../describe.ts';
import { artifactPiece, type EvidenceIndex, within } from '../evidence-index.ts';
import { moneyTrail, type TrailPayer, type TrailPool, type TrailWallet } from '../money-trail.ts';
import type { Page, Piece, Words } from '../page.ts';
import { counted, shortened } from '../words.ts';

const labelAt = 8;
const indent = 20;
/** Pools and wallets that are told; the JSON has all. */
const shown = 8;
const placesShown = 2;

export function writeMoneyTrail(page: Page, index: EvidenceIndex): void {
  const { pools, wallets, payers } = moneyTrail(index);
  const decoded = new Set(wallets.map(({ value }) => value.address));
  for (const pool of pools.slice(0, shown)) writePool(page, pool, decoded, index);
  writeMore(page, pools.length - shown, 'pool');
  for (const wallet of wallets.slice(0, shown)) writeWallet(page, wallet, index);
  writeMore(page, wallets.length - shown, 'wallet');
  for (const payer of payers.slice(0, shown)) writePayer(page, payer);
  writeMore(page, payers.length - shown, 'record of a pool', 'records of pools');
  if (pools.length + wallets.length + payers.length > 0) page.gap();
}

/** `decoded` are the addresses that are told in full below. */
function writePool(page: Page, told: TrailPool, decoded: ReadonlySet<string>, index: EvidenceIndex): void {
  const { value: pool, seen, account } = told;
  page.gap();
  row(page, 'pool', [{ text: poolAddress(pool), tone: 'strong' }, pool.tls ? ' over TLS' : '']);
  row(page, 'zone', told.zone);
  row(page, 'account', account !== undefined && decoded.has(account) ? shortened(account) : account);
  row(page, 'login', pool.login === account ? undefined : pool.login);
  if (account === undefined || !decoded.has(account) || pool.login !== account) row(page, 'payment id', pool.paymentId);
  row(page, 'worker', pool.worker);
  row(page, 'e-mail', pool.email);
  row(page, 'password', pool.password);
  row(page, 'rig', pool.rigId);
  row(page, 'difficulty', pool.difficulty?.toString());
  row(page, 'proxy', pool.proxy);
  row(page, 'seen in', places(seen, index));
}

function writeWallet(page: Page, told: TrailWallet, index: EvidenceIndex): void {
  const { value: wallet, seen } = told;
  page.gap();
  row(page, 'wallet', { text: wallet.address, exact: true, tone: 'strong' });
  row(page, 'is', walletForm(wallet));
  row(page, 'payment id', wallet.paymentId);
  row(page, 'base', wallet.base === undefined ? undefined : { text: wallet.base, exact: true });
  if (wallet.known !== undefined) row(page, wallet.known, wallet.knownWhy ?? 'known');
  // Where a pool names the account, its place has been told.
  if (!told.isPaid) row(page, 'seen in', places(seen, index));
}

function writePayer(page: Page, { records }: TrailPayer): void {
  page.gap();
  for (const record of records) row(page, 'recorded', describe(record));
}

/** `a Monero integrated address; its checksum holds`. */
function walletForm(wallet: Wallet): string {
  const network = wallet.network === 'mainnet' ? '' : ` on ${wallet.network}`;
  const check = wallet.checksumValid ? 'its checksum holds' : 'its form has no checksum';
  const others = wallet.otherCoins?.length ? `; ${wallet.otherCoins.join(', ')} addresses look the same` : '';
  return `${wallet.coin}, ${wallet.type}${network}; ${check}${others}`;
}

function places(seen: readonly Observation[], index: EvidenceIndex): Words {
  const words: (string | Piece)[] = [];
  for (const { at } of seen.slice(0, placesShown)) {
    if (words.length > 0) words.push('; ');
    words.push(artifactPiece(at.artifact, index), within(at));
  }
  if (seen.length > placesShown) words.push(` and ${counted(seen.length - placesShown, 'more place')}`);
  return words;
}

function row(page: Page, label: string, words: Words | undefined): void {
  if (words !== undefined) page.paragraph(words, { indent, label: { text: label, tone: 'quiet' }, labelAt });
}

function writeMore(page: Page, more: number, one: string, many = `${one}s`): void {
  if (more > 0)
    page.paragraph(
      { text: `and ${counted(more, `more ${one}`, `more ${many}`)} (--format json has all)`, tone: 'quiet' },
      { indent: labelAt },
    );
}
