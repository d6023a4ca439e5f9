/**
 * Times of logs that name no year (RFC 3164: `Nov  3 04:12:55`). Such a log is taken to end at or before a moment that
 * is known, when its file was changed last, and to be no longer than a year; where its months go back, a year has passed.
 * Does not see: a log of several years without a line at their turn; a file that was copied long after it was written
 * and kept no time of its own.
 */

const dayMs = 86_400_000;
/** Lines of one log come out of order by so much at most; more is the turn of a year. */
const halfYearMs = 182 * dayMs;

export class GuessedYear {
  readonly #latest: number;
  #year: number | undefined;
  #last = 0;

  /** @param latest milliseconds since 1970: nothing was written later */
  constructor(latest: number) {
    this.#latest = latest;
  }

  /**
   * Milliseconds since 1970, as if written in UTC; undefined where there is no such day.
   *
   * @param month 1 to 12
   */
  ms(month: number, day: number, hours: number, minutes: number, seconds: number): number | undefined {
    if (month < 1 || month > 12 || day < 1 || day > 31 || hours > 23 || minutes > 59 || seconds > 60) return undefined;
    const inYear = (year: number): number => Date.UTC(year, month - 1, day, hours, minutes, seconds);
    if (this.#year === undefined) {
      const year = new Date(this.#latest).getUTCFullYear();
      // A day of grace: the log may be written in a zone ahead of UTC.
      this.#year = inYear(year) <= this.#latest + dayMs ? year : year - 1;
    } else if (inYear(this.#year) < this.#last - halfYearMs && inYear(this.#year + 1) <= this.#latest + dayMs)
      this.#year++;
    const ms = inYear(this.#year);
    // Nothing is written later: it was a year ago, or somebody forged the line. The lines behind it need not follow it.
    if (ms > this.#latest + dayMs) return inYear(this.#year - 1);
    this.#last = Math.max(this.#last, ms);
    return ms;
  }
}
