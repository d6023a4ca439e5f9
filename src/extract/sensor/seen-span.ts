/** When something was seen in a log, over all of its records, and what was answered to it; bounded. */
import { isoTime } from '../../codec/log-lines/time.ts';

/** Addresses and names that one lookup is told with. */
const mostAnswers = 16;

export class SeenSpan {
  readonly #answers = new Set<string>();
  /** Milliseconds since 1970, of the first and the last record that has a time. */
  #start: number | undefined;
  #end: number | undefined;

  /** `time` in milliseconds since 1970; records need not come in order. */
  add(time: number | undefined, answers: readonly string[] = []): void {
    for (const answer of answers) if (this.#answers.size < mostAnswers) this.#answers.add(answer);
    if (time === undefined) return;
    this.#start = Math.min(this.#start ?? time, time);
    this.#end = Math.max(this.#end ?? time, time);
  }

  /** As observations say when something began and ended; what was seen at one moment has no end. */
  told(): { readonly start?: string; readonly end?: string } {
    const [start, end] = [isoTime(this.#start), isoTime(this.#end)];
    return { ...(start === undefined ? {} : { start }), ...(end === undefined || end === start ? {} : { end }) };
  }

  answers(): { readonly answers?: string[] } {
    return this.#answers.size === 0 ? {} : { answers: [...this.#answers] };
  }

  /** The time of a sighting. */
  at(): { readonly time?: number } {
    return this.#start === undefined ? {} : { time: this.#start };
  }
}
