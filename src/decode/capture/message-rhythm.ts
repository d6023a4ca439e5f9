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

interface Waiting {
  readonly message: Message;
  /** So far it only replied to a push. */
  readonly reply: boolean;
}

export class MessageRhythm {
  messages = 0;
  #pushes = 0;
  #requests = 0;
  #answers = 0;
  #replies = 0;
  #longestPauseMs = 0;
  #lastEnd: number = Number.NaN;
  #lastPush: number = Number.NaN;
  #lastRequest: number = Number.NaN;
  /** A push that the client has not replied to. */
  #unreplied: number = Number.NaN;
  readonly #waiting: Waiting[] = [];
  readonly #pushSeconds = new Samples();
  readonly #requestSeconds = new Samples();
  readonly #pushBytes = new Samples();
  readonly #requestBytes = new Samples();
  readonly #answerBytes = new Samples();
  readonly #answerSeconds = new Samples();

  /** Bytes of memory in use, about. */
  get cost(): number {
    const samples = [this.#pushSeconds, this.#requestSeconds, this.#pushBytes, this.#requestBytes, this.#answerBytes];
    return samples.reduce((sum, each) => sum + each.cost, 1_500 + this.#answerSeconds.cost);
  }

  add(message: Message): void {
    this.messages++;
    this.#longestPauseMs = Math.max(this.#longestPauseMs, message.begin - this.#lastEnd || 0);
    this.#lastEnd = message.end;
    if (message.fromClient) this.#hear(message);
    else this.#speak(message);
  }

  /** The client says something. */
  #hear(message: Message): void {
    const reply = message.begin - this.#unreplied <= replyMs;
    this.#unreplied = Number.NaN;
    if (reply) this.#replies++;
    else this.#request(message);
    if (this.#waiting.length === mostWaiting) this.#waiting.shift();
    this.#waiting.push({ message, reply });
  }

  /** The server says something. */
  #speak(message: Message): void {
    while (this.#waiting[0] && message.begin - this.#waiting[0].message.end > answerMs) this.#waiting.shift();
    const asked = this.#waiting.shift();
    if (!asked) {
      this.#push(message);
      return;
    }
    if (asked.reply) this.#request(asked.message);
    this.#answers++;
    this.#answerBytes.add(message.bytes);
    this.#answerSeconds.add(Math.max(0, message.begin - asked.message.end) / 1000);
  }

  #request({ begin, bytes }: Message): void {
    this.#requests++;
    this.#requestBytes.add(bytes);
    if (begin >= this.#lastRequest) this.#requestSeconds.add((begin - this.#lastRequest) / 1000);
    this.#lastRequest = begin;
  }

  #push({ begin, end, bytes }: Message): void {
    this.#pushes++;
    this.#pushBytes.add(bytes);
    if (begin >= this.#lastPush) this.#pushSeconds.add((begin - this.#lastPush) / 1000);
    this.#lastPush = begin;
    this.#unreplied = end;
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
      ...(this.messages > 1 ? { longestPauseSeconds: Math.round(this.#longestPauseMs * 10) / 1e4 } : {}),
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
