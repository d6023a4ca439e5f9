/**
 * One block of LZ4: literals and copies of what was unpacked before, in turn.
 * Source: lz4_Block_format.md (github.com/lz4/lz4, doc/).
 */

/** A copy reaches back no further. */
export const windowBytes: number = 64 * 1024;

const shortest = 4;
/** A length of so much goes on in the next bytes. */
const goesOn = 15;

/**
 * Unpacks a block into `out` from `from` on, where the bytes before `from` are what was unpacked before it.
 * Returns where the block ends in `out`, or undefined where it breaks its rules or does not fit in.
 */
export function unpackBlock(packed: Uint8Array, out: Uint8Array, from: number): number | undefined {
  let at = 0;
  let end = from;
  /** Bytes that add to a length, up to the first that is not 255. */
  const length = (short: number): number => {
    let sum = short;
    if (short !== goesOn) return sum;
    for (let byte = 255; byte === 255; at++) {
      byte = packed[at] ?? 0;
      sum += byte;
    }
    return sum;
  };
  while (at < packed.length) {
    const token = packed[at++] ?? 0;
    const literals = length(token >> 4);
    if (at + literals > packed.length || end + literals > out.length) return undefined;
    out.set(packed.subarray(at, at + literals), end);
    at += literals;
    end += literals;
    if (at === packed.length) return end;
    const distance = (packed[at] ?? 0) + 256 * (packed[at + 1] ?? 0);
    at += 2;
    const copied = length(token & 0xf) + shortest;
    if (at > packed.length || distance === 0 || distance > end || end + copied > out.length) return undefined;
    copyBack(out, end, distance, copied);
    end += copied;
  }
  return undefined; // a block ends with literals
}

/** What is copied may reach into itself: then it repeats. */
function copyBack(out: Uint8Array, to: number, distance: number, length: number): void {
  let done = 0;
  while (done < length) {
    // Each round copies all that stands there by now, so that a long run takes few rounds.
    const step = Math.min(length - done, distance + done);
    out.copyWithin(to + done, to - distance, to - distance + step);
    done += step;
  }
}
