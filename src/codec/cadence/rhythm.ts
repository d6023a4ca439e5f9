/**
 * Who spoke when, and how much: the rhythm of a conversation, without reading it.
 * - A client's message is a *reply* where it is the first one after a push and comes within a second; else a *request*.
 * - After any client's message the server is asked, until it speaks, the client speaks again, or 5 seconds pass. The
 *   server's message then *answers*; every other one is a *push*.
 * Delays run from the end of the one message to the beginning of the next; intervals from beginning to beginning.
 * Source: our definition, that of `rhythmSchema` (model/network-payloads.ts).
 * Does not see: two requests under way at once, of which the first counts as unanswered and its answer as a push or
 * as the second's.
 */
import type { Rhythm, Spread } from '../../model/network-payloads.ts';
import type { Message } from './messages.ts';
import { spreadOf } from './spread.ts';

/** Milliseconds that a question may wait for its answer. */
export const answerMs = 5000;
/** Milliseconds within which a push is replied to. */
export const replyMs = 1000;

/** Messages in the order in which they began. */
export function rhythmOf(messages: Iterable<Message>): Rhythm {
  const tally = new Tally();
  for (const message of messages) tally.take(message);
  return tally.rhythm();
}

class Tally {
  private readonly pushStarts: number[] = [];
  private readonly requestStarts: number[] = [];
  private readonly pushBytes: number[] = [];
  private readonly requestBytes: number[] = [];
  private readonly answerBytes: number[] = [];
  private readonly answerSeconds: number[] = [];
  private replies = 0;
  private longestPauseMs = 0;
  private before: Message | undefined;
  /** What the last message was. */
  private role: 'push' | 'request' | 'reply' | 'answer' | undefined;

  take(message: Message): void {
    const waitedMs =
      this.before === undefined ? Number.POSITIVE_INFINITY : Math.max(0, message.start - this.before.end);
    if (this.before !== undefined) this.longestPauseMs = Math.max(this.longestPauseMs, waitedMs);
    this.role = message.from === 'client' ? this.client(message, waitedMs) : this.server(message, waitedMs);
    this.before = message;
  }

  private client(message: Message, waitedMs: number): 'request' | 'reply' {
    if (this.role === 'push' && waitedMs <= replyMs) {
      this.replies++;
      return 'reply';
    }
    this.requestStarts.push(message.start);
    this.requestBytes.push(message.bytes);
    return 'request';
  }

  private server(message: Message, waitedMs: number): 'push' | 'answer' {
    const asked = (this.role === 'request' || this.role === 'reply') && waitedMs <= answerMs;
    if (!asked) {
      this.pushStarts.push(message.start);
      this.pushBytes.push(message.bytes);
      return 'push';
    }
    // What follows a reply is no news, and answers no request either.
    if (this.role === 'request') {
      this.answerBytes.push(message.bytes);
      this.answerSeconds.push(waitedMs / 1000);
    }
    return 'answer';
  }

  rhythm(): Rhythm {
    return {
      pushes: this.pushStarts.length,
      requests: this.requestStarts.length,
      answers: this.answerBytes.length,
      replies: this.replies,
      ...spread('pushSeconds', betweenSeconds(this.pushStarts)),
      ...spread('requestSeconds', betweenSeconds(this.requestStarts)),
      ...spread('pushBytes', this.pushBytes),
      ...spread('requestBytes', this.requestBytes),
      ...spread('answerBytes', this.answerBytes),
      ...spread('answerSeconds', this.answerSeconds),
      ...(this.role === undefined ? {} : { longestPauseSeconds: this.longestPauseMs / 1000 }),
    };
  }
}

function betweenSeconds(starts: readonly number[]): number[] {
  return starts.slice(1).map((start, i) => Math.max(0, start - (starts[i] ?? start)) / 1000);
}

function spread<N extends string>(name: N, values: number[]): { [P in N]?: Spread } {
  const found = spreadOf(values);
  // The key is the literal N; TypeScript widens computed keys to string.
  return found === undefined ? {} : ({ [name]: found } as { [P in N]: Spread });
}
