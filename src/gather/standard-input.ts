/** Standard input, hashed as it passes since it can't be read twice. */
import { createHash } from 'node:crypto';

export interface InputReader {
  read(target: Uint8Array): Promise<number>;
  /** SHA-256 of everything read so far, lower-case hex. */
  sha256(): string;
}

/** Reads any sequence of chunks through a buffer of the caller's. */
export function inputReader(input: AsyncIterable<Uint8Array>): InputReader {
  const chunks = input[Symbol.asyncIterator]();
  const hash = createHash('sha256');
  let rest: Uint8Array = new Uint8Array(0);
  return {
    async read(target) {
      while (rest.length === 0) {
        const next = await chunks.next();
        if (next.done) return 0;
        rest = next.value;
        hash.update(rest);
      }
      const count = Math.min(rest.length, target.length);
      target.set(rest.subarray(0, count));
      rest = rest.subarray(count);
      return count;
    },
    sha256: () => hash.copy().digest('hex'),
  };
}
