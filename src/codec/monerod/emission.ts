/**
 * How many coins a Monero block makes. Every block takes a fixed share of what is left of 2^64 - 1 atomic units, so the
 * reward falls smoothly, and ends in a fixed one. Until March 2016 a block was due every minute, since then every two:
 * twice the share, so that a day's coins stayed the same.
 * Source: Monero, src/cryptonote_config.h (money supply, emission speed factor, final subsidy) and
 * cryptonote_basic_impl.cpp (base reward): https://github.com/monero-project/monero; compared with a running monerod in
 * tests/monerod.test.ts.
 * Does not see: fees, which the miner gets on top, and the penalty for blocks over the median size, which takes some away.
 */

/** Atomic units in one coin (XMR). */
export const atomicPerCoin = 1e12;

const supply: bigint = 2n ** 64n - 1n;
/** The share of the rest that a minute takes is 1 in 2^20. */
const minuteShift = 20n;
/** Atomic units a minute: what stays once the share has fallen below it (the tail, since June 2022). */
const tailPerMinute: bigint = 300_000_000_000n;

/** Seconds between two blocks, as the network aims at. `version` is the block's major version, 1 for the first ones. */
export function blockSecondsOf(version: number): number {
  return version < 2 ? 60 : 120;
}

/** Atomic units of a block's reward without fees, where `issued` atomic units exist before it. */
export function baseReward(issued: bigint, blockSeconds: number): bigint {
  const minutes = BigInt(Math.round(blockSeconds / 60));
  const left = issued < supply ? supply - issued : 0n;
  const share = left >> (minuteShift - (minutes - 1n));
  const tail = tailPerMinute * minutes;
  return share > tail ? share : tail;
}
