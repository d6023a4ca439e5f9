/** Addresses as `davylamp wallet` tells them: what each is, whom it folds to, or why it is none. */
import type { Wallet } from '../model/payloads.ts';
import { Page } from './page.ts';
import type { Words } from './sheet.ts';
import type { TextOptions } from './text.ts';
import { capitalized, counted } from './words.ts';

export interface WalletReading {
  readonly input: string;
  readonly wallet?: Wallet;
  /** Why the input is no address. */
  readonly reason?: string;
}

export function renderWallets(readings: readonly WalletReading[], options: TextOptions = {}): string {
  const columns = options.columns ?? Number.POSITIVE_INFINITY;
  const page = new Page({
    width: Math.min(columns, 100),
    columns,
    color: options.color ?? false,
    defang: (text) => text,
  });
  for (const reading of readings) {
    page.gap();
    if (reading.wallet) writeWallet(page, reading.wallet);
    else writeReject(page, reading);
  }
  if (readings.length > 1) {
    page.gap();
    const valid = readings.filter(({ wallet }) => wallet !== undefined).length;
    page.paragraph({
      text: `${counted(readings.length, 'address', 'addresses')}: ${valid} valid, ${readings.length - valid} not`,
      tone: 'quiet',
    });
  }
  return page.toString();
}

function writeWallet(page: Page, wallet: Wallet): void {
  const [mark, tone] = wallet.checksumValid ? (['valid', 'calm'] as const) : (['unchecked', 'caution'] as const);
  page.paragraph({ text: wallet.address, exact: true, tone: 'strong' }, { indent, label: { text: mark, tone } });
  const network = wallet.network === 'mainnet' ? '' : `, ${wallet.network}`;
  row(page, 'coin', `${capitalized(wallet.coin)}${network}, ${wallet.type} address`);
  if (!wallet.checksumValid) row(page, 'check', 'this form carries none; a mistyped letter would not show');
  if (wallet.otherCoins?.length)
    row(page, 'or', `${wallet.otherCoins.map(capitalized).join(', ')}: their addresses look the same`);
  row(page, 'payment id', wallet.paymentId);
  row(page, 'base', wallet.base === undefined ? undefined : { text: wallet.base, exact: true });
  if (wallet.known !== undefined) row(page, wallet.known, wallet.knownWhy ?? 'known');
}

function writeReject(page: Page, { input, reason }: WalletReading): void {
  page.paragraph({ text: input, exact: true }, { indent, label: { text: 'invalid', tone: 'alarm' } });
  row(page, 'because', reason);
}

const indent = 12;

function row(page: Page, label: string, words: Words | undefined): void {
  if (words !== undefined) page.paragraph(words, { indent, label: { text: label, tone: 'quiet' } });
}
