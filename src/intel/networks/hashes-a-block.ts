/**
 * How many hashes one block takes on average where a coin's difficulty is one. CryptoNote coins and Ethereum count their
 * difficulty in hashes; Bitcoin and what copied its difficulty count in 2^32 of them.
 * Source: en.bitcoin.it/wiki/Difficulty; Monero, cryptonote_basic/difficulty.cpp.
 */
const hashes: ReadonlyMap<string, number> = new Map([
  ['monero', 1],
  ['wownero', 1],
  ['ethereum', 1],
  ['ethereum-classic', 1],
  ['bitcoin', 2 ** 32],
  ['bitcoin-cash', 2 ** 32],
  ['litecoin', 2 ** 32],
  ['dogecoin', 2 ** 32],
]);

/** Absent for coins that nobody looked up yet. */
export function hashesPerDifficulty(coin: string): number | undefined {
  return hashes.get(coin);
}
