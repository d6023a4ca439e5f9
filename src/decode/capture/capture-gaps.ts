/** What of a capture could not be read: the first few of each kind by place, the rest by number. */
import type { Fragments } from '../../codec/network/fragments.ts';
import type { Miss } from '../../model/units.ts';

const mostMalformed = 16;
const mostLinks = 16;

export class CaptureGaps {
  #waiting: Miss[] = [];
  #malformed = 0;
  #malformedPackets = 0;
  #firstMalformed: { number: number; offset: number } | undefined;
  readonly #links = new Set<number>();

  /** A record that can't be one; the walk goes on at the next that seems sound. */
  malformed(offset: number, what: string): void {
    this.#malformed++;
    if (this.#malformed > mostMalformed) return;
    this.#waiting.push({
      gap: { code: 'malformed', what: `${what}; what follows was searched for the next record`, offset },
    });
  }

  malformedPacket(number: number, offset: number): void {
    this.#malformedPackets++;
    this.#firstMalformed ??= { number, offset };
  }

  unknownLink(link: number, offset: number): void {
    if (this.#links.has(link) || this.#links.size >= mostLinks) return;
    this.#links.add(link);
    const what = link < 0 ? 'packets of an interface that is not described' : `packets of link type ${link}`;
    this.#waiting.push({ gap: { code: 'not-supported', what: `${what} are not read`, offset } });
  }

  truncated(offset: number): void {
    this.#waiting.push({ gap: { code: 'truncated', what: 'the capture ends within a record', offset } });
  }

  fragments({ unfinished, dropped, contradicting }: Fragments): void {
    const count = unfinished + dropped;
    if (count > 0) this.#waiting.push({ gap: { code: 'truncated', what: `${count} IP datagrams lack fragments` } });
    const what = `fragments of ${contradicting} IP datagrams contradict each other; only what came first was searched`;
    if (contradicting > 0) this.#waiting.push({ gap: { code: 'malformed', what } });
  }

  /** Conversations that were not handed on. */
  conversations(dropped: number): void {
    const what = `${dropped} more conversations were not handed on`;
    if (dropped > 0) this.#waiting.push({ gap: { code: 'limit-count', what } });
  }

  add(...misses: readonly Miss[]): void {
    this.#waiting.push(...misses);
  }

  /** Sums up. */
  close(): void {
    const more = this.#malformed - mostMalformed;
    if (more > 0) this.#waiting.push({ gap: { code: 'malformed', what: `${more} more places that hold no record` } });
    if (!this.#firstMalformed) return;
    const { number, offset } = this.#firstMalformed;
    const what = `${this.#malformedPackets} packets whose headers contradict themselves, the first is packet ${number}`;
    this.#waiting.push({ gap: { code: 'malformed', what, offset } });
  }

  *drain(): Generator<Miss> {
    const waiting = this.#waiting;
    this.#waiting = [];
    yield* waiting;
  }
}
