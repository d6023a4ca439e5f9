/**
 * The units in which pools count coins. Sources: the coins' own code (monero cryptonote_config.h COIN, bitcoin
 * amount.h COIN and MAX_MONEY and what derives from them); open-ethereum-pool counts ether in gwei (it calls them
 * Shannon).
 * `most` is more than was ever issued, or will be for decades: an answer above it is no amount of that coin.
 */
export interface CoinUnits {
  /** Parts of a whole coin. */
  readonly parts: number;
  /** Whole coins. */
  readonly most: number;
}

const fromBitcoin: CoinUnits = { parts: 1e8, most: 21e6 };

const unitsByCoin: ReadonlyMap<string, CoinUnits> = new Map([
  ['monero', { parts: 1e12, most: 25e6 }],
  ['aeon', { parts: 1e12, most: 30e6 }],
  ['wownero', { parts: 1e11, most: 200e6 }],
  ['bitcoin', fromBitcoin],
  ['bitcoin-cash', fromBitcoin],
  ['bitcoin-gold', fromBitcoin],
  ['zcash', fromBitcoin],
  ['litecoin', { parts: 1e8, most: 84e6 }],
  ['ravencoin', { parts: 1e8, most: 21e9 }],
  ['dogecoin', { parts: 1e8, most: 400e9 }],
  ['ethereum', { parts: 1e9, most: 200e6 }],
  ['ethereum-classic', { parts: 1e9, most: 250e6 }],
]);

/** The units of a coin by its lower-case name; absent for a coin that is not listed here. */
export function coinUnits(coin: string): CoinUnits | undefined {
  return unitsByCoin.get(coin.toLowerCase());
}
