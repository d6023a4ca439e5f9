/** The money trail: pools with their logins, every wallet that is paid, decoded, and what pools recorded of it. */
import type { Observation } from '../../model/observation.ts';
import type { Wallet } from '../../model/payloads.ts';
import { poolAddress } from '../describe.ts';
import { artifactPiece, type EvidenceIndex, within } from '../evidence-index.ts';
import { gradeOf } from '../meaning.ts';
import { moneyTrail, type TrailPayer, type TrailPool, type TrailWallet } from '../money-trail.ts';
import type { Piece, Sheet, Words } from '../sheet.ts';
import { counted, readableTime, shortened } from '../words.ts';
import { writeMore } from './more.ts';

const gutter = 12;
/** Pools and wallets that are told; the JSON has all. */
const shown = 8;
const placesShown = 2;
const recordsShown = 4;

export function writeMoneyTrail(sheet: Sheet, index: EvidenceIndex): void {
  const { pools, wallets, payers } = moneyTrail(index);
  const decoded = new Set(wallets.map(({ value }) => value.address));
  for (const pool of pools.slice(0, shown)) writePool(sheet, pool, decoded, index);
  writeMore(sheet, pools.length - shown, 'pool');
  for (const wallet of wallets.slice(0, shown)) writeWallet(sheet, wallet, index);
  writeMore(sheet, wallets.length - shown, 'wallet');
  writePayers(sheet, payers);
  if (pools.length + wallets.length + payers.length > 0) sheet.gap();
}

/** `decoded` are the addresses that are told in full below. */
function writePool(sheet: Sheet, told: TrailPool, decoded: ReadonlySet<string>, index: EvidenceIndex): void {
  const { value: pool, seen, account } = told;
  sheet.gap();
  row(sheet, 'pool', [{ text: poolAddress(pool), tone: 'strong' }, pool.tls ? ' over TLS' : '']);
  row(sheet, 'zone', told.zone);
  row(sheet, 'account', account !== undefined && decoded.has(account) ? shortened(account) : account);
  row(sheet, 'login', pool.login === account ? undefined : pool.login);
  if (account === undefined || !decoded.has(account) || pool.login !== account)
    row(sheet, 'payment id', pool.paymentId);
  row(sheet, 'worker', pool.worker);
  row(sheet, 'e-mail', pool.email);
  row(sheet, 'password', pool.password);
  row(sheet, 'rig', pool.rigId);
  row(sheet, 'difficulty', pool.difficulty?.toString());
  row(sheet, 'proxy', pool.proxy);
  row(sheet, 'seen in', places(seen, index));
}

function writeWallet(sheet: Sheet, told: TrailWallet, index: EvidenceIndex): void {
  const { value: wallet, seen } = told;
  sheet.gap();
  row(sheet, 'wallet', { text: wallet.address, exact: true, tone: 'strong' });
  row(sheet, 'is', walletForm(wallet));
  row(sheet, 'payment id', wallet.paymentId);
  row(sheet, 'base', wallet.base === undefined ? undefined : { text: wallet.base, exact: true });
  if (wallet.known !== undefined) row(sheet, wallet.known, wallet.knownWhy ?? 'known');
  // Where a pool names the account, its place has been told.
  if (!told.isPaid) row(sheet, 'seen in', places(seen, index));
}

/** What pools say of the accounts; where one said different things, each is told. */
function writePayers(sheet: Sheet, payers: readonly TrailPayer[]): void {
  if (payers.length > 0) sheet.gap();
  // Whose account it is needs saying only where there are several.
  const accounts = new Set(payers.map(({ account }) => account)).size;
  for (const [i, { pool, account, records }] of payers.slice(0, shown).entries()) {
    const of = accounts > 1 ? ` on ${shortened(account)}` : '';
    for (const [j, record] of records.slice(0, recordsShown).entries())
      row(sheet, i + j === 0 ? 'recorded' : '', [{ text: pool, tone: 'strong' }, `${of}: ${recordInWords(record)}`]);
    if (records.length > recordsShown) row(sheet, '', `and ${counted(records.length - recordsShown, 'more record')}`);
  }
  writeMore(sheet, payers.length - shown, 'record of a pool', 'records of pools');
}

/** `paid 92.69 monero in 120 payments (asked 2018-08-17) · graded B2, o31`. */
function recordInWords({ value, id }: Observation<'pool-record'>): string {
  const { paid, payments, coin, due, hashRate, firstShare, lastShare, asked, provenance } = value;
  const figures = [
    paid !== undefined && `paid ${paid} ${coin}${payments === undefined ? '' : ` in ${counted(payments, 'payment')}`}`,
    due !== undefined && `${due} ${coin} due`,
    hashRate !== undefined && `${hashRate} hashes a second`,
    firstShare !== undefined && `first share ${readableTime(firstShare)}`,
    lastShare !== undefined && `last share ${readableTime(lastShare)}`,
  ].filter((part) => part !== false);
  const when = asked === undefined ? '' : ` (asked ${readableTime(asked)})`;
  return `${figures.join(', ') || 'no figures'}${when} · graded ${gradeOf(provenance)}, ${id}`;
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
    words.push(artifactPiece(at.artifact, index), within(at, index));
  }
  if (seen.length > placesShown) words.push(` and ${counted(seen.length - placesShown, 'more place')}`);
  return words;
}

function row(sheet: Sheet, label: string, words: Words | undefined): void {
  if (words !== undefined) sheet.entry({ text: label, tone: 'quiet' }, gutter, words);
}
