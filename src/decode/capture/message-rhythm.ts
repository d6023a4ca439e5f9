/**
 * Who of two speaks first, and how the other answers: the rhythm of one conversation out of its messages' times and
 * sizes. The words are those of `rhythmSchema`. A client's message that follows a push within a second is a reply; it
 * is a request, too, if the server answers it (a miner hands in a share whenever it finds one, also right after a job).
 */
import type { Rhythm } from '../../model/network-payloads.ts';
import { Samples } from './samples.ts';

/** The same direction after such a pause is another message. */
export const burstMs = 200;
const answerMs = 5_000;
const replyMs = 1_000;
/** Requests that wait for their answers; of more, the oldest is given up. */
const mostWaiting = 8;

/** A burst of payload in one direction. */
export interface Message {
  readonly fromClient: boolean;
  /** Milliseconds, of its first and its last packet. */
  readonly begin: number;
  readonly end: number;
  readonly bytes: number;
}

/** Moments in milliseconds, which would be boxed one by one as fields: there may be thousands of rhythms at once. */
const lastEnd = 0;
const lastPush = 1;
const lastRequest = 2;
/** End of a push that the client has not replied to. */
const unreplied = 3;
const longestPause = 4;
const moments = 5;

/** Of a request that waits; the last is 1 if so far it only replied to a push. */
const beginColumn = 0;
const endColumn = 1;
const bytesColumn = 2;
const replyColumn = 3;
const waitingStride = 4;

export class MessageRhythm {
  messages = 0;
  #pushes = 0;
  #requests = 0;
  #answers = 0;
  #replies = 0;
  readonly #at = new Float64Array(moments);
  /** A ring of requests. */
  readonly #waiting = new Float64Array(mostWaiting * waitingStride);
  #firstWaiting = 0;
  #waitingCount = 0;
  readonly #pushSeconds = new Samples();
  readonly #requestSeconds = new Samples();
  readonly #pushBytes = new Samples();
  readonly #requestBytes = new Samples();
  readonly #answerBytes = new Samples();
  readonly #answerSeconds = new Samples();

  constructor() {
    this.reset();
  }

  /** Another conversation begins. The room is kept: making it anew costs more than most conversations. */
  reset(): void {
    this.messages = 0;
    this.#pushes = 0;
    this.#requests = 0;
    this.#answers = 0;
    this.#replies = 0;
    this.#waitingCount = 0;
    this.#at.fill(Number.NaN);
    this.#at[longestPause] = 0;
    for (const samples of this.#samples()) samples.reset();
  }

  #samples(): Samples[] {
    const seconds = [this.#pushSeconds, this.#requestSeconds, this.#answerSeconds];
    return [...seconds, this.#pushBytes, this.#requestBytes, this.#answerBytes];
  }

  /** Takes what the message says; the object may serve again. */
  add({ fromClient, begin, end, bytes }: Message): void {
    const at = this.#at;
    this.messages++;
    // Casts here and below: the places are there, and a check for undefined would be paid for every message.
    const pause = begin - (at[lastEnd] as number);
    if (pause > (at[longestPause] as number)) at[longestPause] = pause;
    at[lastEnd] = end;
    if (fromClient) this.#hear(begin, end, bytes);
    else this.#speak(begin, end, bytes);
  }

  /** The client says something. */
  #hear(begin: number, end: number, bytes: number): void {
    const reply = begin - (this.#at[unreplied] as number) <= replyMs;
    this.#at[unreplied] = Number.NaN;
    if (reply) this.#replies++;
    else this.#request(begin, bytes);
    if (this.#waitingCount === mostWaiting) this.#stopWaiting();
    const row = ((this.#firstWaiting + this.#waitingCount++) % mostWaiting) * waitingStride;
    this.#waiting[row + beginColumn] = begin;
    this.#waiting[row + endColumn] = end;
    this.#waiting[row + bytesColumn] = bytes;
    this.#waiting[row + replyColumn] = reply ? 1 : 0;
  }

  /** The server says something. */
  #speak(begin: number, end: number, bytes: number): void {
    const waiting = this.#waiting;
    while (this.#waitingCount > 0 && begin - (waiting[this.#row + endColumn] as number) > answerMs) this.#stopWaiting();
    if (this.#waitingCount === 0) {
      this.#push(begin, end, bytes);
      return;
    }
    const row = this.#row;
    this.#stopWaiting();
    if (waiting[row + replyColumn] === 1)
      this.#request(waiting[row + beginColumn] as number, waiting[row + bytesColumn] as number);
    this.#answers++;
    this.#answerBytes.add(bytes);
    this.#answerSeconds.add(Math.max(0, begin - (waiting[row + endColumn] as number)) / 1000);
  }

  /** Of the request that waits longest. */
  get #row(): number {
    return this.#firstWaiting * waitingStride;
  }

  #stopWaiting(): void {
    this.#firstWaiting = (this.#firstWaiting + 1) % mostWaiting;
    this.#waitingCount--;
  }

  #request(begin: number, bytes: number): void {
    const last = this.#at[lastRequest] as number;
    this.#requests++;
    this.#requestBytes.add(bytes);
    if (begin >= last) this.#requestSeconds.add((begin - last) / 1000);
    this.#at[lastRequest] = begin;
  }

  #push(begin: number, end: number, bytes: number): void {
    const last = this.#at[lastPush] as number;
    this.#pushes++;
    this.#pushBytes.add(bytes);
    if (begin >= last) this.#pushSeconds.add((begin - last) / 1000);
    this.#at[lastPush] = begin;
    this.#at[unreplied] = end;
  }

  rhythm(): Rhythm {
    const spreads = {
      pushSeconds: this.#pushSeconds.spread(),
      requestSeconds: this.#requestSeconds.spread(),
      pushBytes: this.#pushBytes.spread(),
      requestBytes: this.#requestBytes.spread(),
      answerBytes: this.#answerBytes.spread(),
      answerSeconds: this.#answerSeconds.spread(),
    };
    return {
      pushes: this.#pushes,
      requests: this.#requests,
      answers: this.#answers,
      replies: this.#replies,
      ...present(spreads),
      ...(this.messages > 1 ? { longestPauseSeconds: Math.round((this.#at[longestPause] as number) * 10) / 1e4 } : {}),
    };
  }
}

/** Without what is undefined. */
function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // The cast: entries lose their types on the way.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
