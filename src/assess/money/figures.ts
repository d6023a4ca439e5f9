/** Amounts as people read them. */
import { capitalized } from '../words.ts';

const tickers: ReadonlyMap<string, string> = new Map([
  ['monero', 'XMR'],
  ['wownero', 'WOW'],
  ['aeon', 'AEON'],
  ['bitcoin', 'BTC'],
  ['bitcoin-cash', 'BCH'],
  ['litecoin', 'LTC'],
  ['dogecoin', 'DOGE'],
  ['zcash', 'ZEC'],
  ['ravencoin', 'RVN'],
  ['ethereum', 'ETH'],
  ['ethereum-classic', 'ETC'],
]);

/** What a coin's amounts are counted in: its sign, or its name where it has none here. */
export function tickerOf(coin: string): string {
  return tickers.get(coin) ?? capitalized(coin);
}

/** `98.06 XMR`, `0.0123 XMR`: two digits behind the point, or three that say something. */
export function coins(amount: number, coin: string): string {
  return `${digits(amount, Math.round)} ${tickerOf(coin)}`;
}

/** The same, never rounded up: for what is `at least`. */
export function coinsAtLeast(amount: number, coin: string): string {
  return `${digits(amount, Math.floor)} ${tickerOf(coin)}`;
}

/** `8,590`: a sum of money in whole units, or in cents where it is small. */
export function inCurrency(amount: number, round: (value: number) => number): string {
  const [whole = '', cents] = (amount >= 100 ? round(amount).toFixed(0) : (round(amount * 100) / 100).toFixed(2)).split(
    '.',
  );
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return cents === undefined ? grouped : `${grouped}.${cents}`;
}

function digits(amount: number, round: (value: number) => number): string {
  if (amount === 0) return '0';
  const places = amount >= 1 ? 2 : Math.min(12, 2 - Math.floor(Math.log10(amount)));
  // A millionth of the last digit is added, since 5.37 × 100 is 536.99… in binary.
  const rounded = round(amount * 10 ** places + 1e-6) / 10 ** places;
  const text = rounded.toFixed(places);
  return places > 2 ? text.replace(/0+$/, '') : text;
}

const dayMs = 86_400_000;

/** `5 days`, `12 weeks`, `9 months`: between two days, in ISO 8601. */
export function span(from: string, to: string): string {
  const days = Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / dayMs);
  if (days < 21) return `${days} ${days === 1 ? 'day' : 'days'}`;
  if (days < 26 * 7) return `${Math.round(days / 7)} weeks`;
  return `${Math.round(days / 30.44)} months`;
}
