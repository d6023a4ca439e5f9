/** Standard input, from its first byte to its last. It comes once: there is no going back after a restart. */
import { Readable } from 'node:stream';
import type { Followed, Follower } from './follower.ts';
import { Inbox } from './inbox.ts';

export class StreamFollower implements Follower {
  readonly #inbox: Inbox;
  readonly #pieces: AsyncIterable<Uint8Array>;
  #taken = false;

  constructor(name: string, pieces: AsyncIterable<Uint8Array>) {
    this.#inbox = new Inbox(name);
    this.#pieces = pieces;
    void this.#inbox.fill(pieces);
  }

  get over(): boolean {
    return this.#taken && this.#inbox.over;
  }

  look(): void {}

  take(): Followed[] {
    if (this.#taken) return [];
    this.#taken = true;
    return [{ tape: this.#inbox, known: 0 }];
  }

  close(): void {
    this.#inbox.close();
    // Whoever waits for standard input would wait for ever.
    if (this.#pieces instanceof Readable) this.#pieces.destroy();
  }
}
