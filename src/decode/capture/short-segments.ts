/**
 * Text in very short segments could hide every anchor across their borders. Two such segments in a row make a flow a
 * candidate; the first of them is kept meanwhile, for the second may come much later.
 * docs/decisions/0003-captures.md says why, and what this lets pass.
 */
import { u8 } from '../../codec/network/integers.ts';
import type { TcpSegment } from '../../codec/network/tcp-conversation.ts';

/** Bytes. Segments longer than this leave most anchors whole. */
export const shortLength = 24;
const mostKept = 16_384;

/** Letters, digits, punctuation, tabs and line ends. */
export function isShortText(bytes: Uint8Array, at: number, length: number): boolean {
  if (length > shortLength) return false;
  for (let i = at; i < at + length; i++) {
    const byte = u8(bytes, i);
    if (byte > 126 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) return false;
  }
  return true;
}

/** The last short segment of each direction, by twice the flow plus the direction. */
export class ShortSegments {
  readonly #kept = new Map<number, TcpSegment>();

  /** Keeps a copy. Answers the key of the segment that was given up for it, if any. */
  keep(key: number, segment: TcpSegment): number | undefined {
    const displaced = this.#kept.has(key) ? key : this.#kept.size < mostKept ? undefined : this.#oldest();
    if (displaced !== undefined) this.#kept.delete(displaced);
    const source = new Uint8Array(segment.source.subarray(segment.at, segment.at + segment.length));
    this.#kept.set(key, { ...segment, source, at: 0 });
    return displaced;
  }

  take(key: number): TcpSegment | undefined {
    const segment = this.#kept.get(key);
    if (segment) this.#kept.delete(key);
    return segment;
  }

  forget(flow: number): void {
    if (this.#kept.size === 0) return;
    this.#kept.delete(flow * 2);
    this.#kept.delete(flow * 2 + 1);
  }

  #oldest(): number | undefined {
    for (const key of this.#kept.keys()) return key;
    return undefined;
  }
}
