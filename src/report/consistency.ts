/** How an item fits a reading, as analysts mark it: a view of what it moves, for every renderer the same. */

/** Log-odds. Less than a tenth is no evidence; a factor of two speaks clearly. */
const telling = 0.1;
const clear = Math.log(2);

/** 2 where it speaks clearly for the reading, -2 where clearly against it, 0 where it says next to nothing. */
export function consistency(logOdds: number): -2 | -1 | 0 | 1 | 2 {
  if (Math.abs(logOdds) < telling) return 0;
  if (logOdds > 0) return logOdds >= clear ? 2 : 1;
  return logOdds <= -clear ? -2 : -1;
}
