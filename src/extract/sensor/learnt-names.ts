/**
 * What was learnt of addresses, conversations and certificates: which pool's name stood beside them, and for whom. No
 * more than so many are kept; the one that was of no use for longest makes room, so that a log that is followed for
 * weeks still learns.
 */

/** Texts that are looked out for at one time. */
export const mostLearnt = 512;
/** Clients and names that are kept of one text. */
const mostBeside = 256;

/** Hears of texts that are worth looking for, and of those that no longer are. */
export interface Lookout {
  /** @param after offset in the artifact behind which it counts */
  add(text: string, after: number): void;
  remove(text: string): void;
}

export class LearntNames {
  readonly #lookout: Lookout | undefined;
  /** In the order of their last use. */
  readonly #names = new Map<string, Set<string>>();
  /** Texts that had to make room. */
  forgotten = 0;

  constructor(lookout?: Lookout) {
    this.#lookout = lookout;
  }

  has(text: string): boolean {
    return this.#names.has(text);
  }

  get any(): boolean {
    return this.#names.size > 0;
  }

  /** @param client empty where the text is a conversation's own, or a certificate's */
  remember(text: string, client: string, name: string, offset: number): void {
    const known = this.#use(text);
    if (known) {
      if (known.size < mostBeside) known.add(`${client} ${name}`);
      return;
    }
    if (this.#names.size >= mostLearnt) this.#forgetOne();
    this.#names.set(text, new Set([`${client} ${name}`]));
    this.#lookout?.add(text, offset);
  }

  /** Names that were learnt of a text for this client; an empty one where it had none. */
  beside(text: string | undefined, client: string): string[] {
    const entries = text === undefined ? undefined : this.#use(text);
    if (!entries) return [];
    return [...entries]
      .filter((entry) => entry.startsWith(`${client} `))
      .map((entry) => entry.slice(client.length + 1));
  }

  #use(text: string): Set<string> | undefined {
    const known = this.#names.get(text);
    if (!known) return undefined;
    this.#names.delete(text);
    this.#names.set(text, known);
    return known;
  }

  #forgetOne(): void {
    for (const [text] of this.#names) {
      this.#names.delete(text);
      this.#lookout?.remove(text);
      this.forgotten++;
      return;
    }
  }
}
