/** What a decoder yields, one bounded step at a time. */
import type { Host } from '../model/host.ts';
import type { Decoded } from '../model/units.ts';

/**
 * Passes on what a decoder yields. A step that never gives up its thread is ended, and a gap says so; where the decoder
 * waits for others (`AsyncIterable`) only its own part of the work could hang, and that ends with its thread.
 */
export async function* stepped(
  unit: string,
  yielded: Iterable<Decoded> | AsyncIterable<Decoded>,
  host: Host,
  leftMs: () => number,
): AsyncGenerator<Decoded> {
  if (Symbol.asyncIterator in yielded) {
    yield* yielded;
    return;
  }
  const steps = yielded[Symbol.iterator]();
  let ended = false;
  try {
    while (!ended) {
      const ms = leftMs();
      // What was ended within its work stays "running" for ever: nothing can be asked of it any more.
      ended = true;
      const step: { taken?: IteratorResult<Decoded> } = {};
      const finished = host.within(ms, () => {
        step.taken = steps.next();
      });
      if (finished) ended = step.taken?.done === true;
      else yield { gap: { code: 'limit-time', what: `${unit} took more than ${ms / 1000} s: given up` } };
      if (!ended && step.taken) yield step.taken.value;
    }
  } finally {
    if (!ended) steps.return?.();
  }
}
