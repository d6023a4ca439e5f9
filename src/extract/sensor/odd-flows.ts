/**
 * What a sensor found odd in a conversation before it told of the conversation itself: one whose protocol it does not
 * know, or only in one direction. A miner's is such a one, and so is much else: it is told beside a flow that matters,
 * and never makes one matter.
 */
import type { FlowCadence } from '../../model/network-payloads.ts';
import type { Place } from './place.ts';
import type { RecordOf } from './sensor-record.ts';

/** Conversations that are kept; the oldest make room. */
const mostKept = 4_096;
/** Kinds of events that are told of one. */
const mostOddities = 8;

interface Odd {
  readonly value: FlowCadence;
  readonly place: Place;
  readonly oddities: Set<string>;
  isToldElsewhere: boolean;
}

export class OddFlows {
  readonly #odd = new Map<string, Odd>();

  add({ value, flow }: RecordOf<'flow-cadence'>, place: () => Place): void {
    if (flow === undefined) return;
    const known = this.#odd.get(flow);
    const odd = known ?? { value, place: place(), oddities: new Set<string>(), isToldElsewhere: false };
    for (const oddity of value.oddities ?? []) if (odd.oddities.size < mostOddities) odd.oddities.add(oddity);
    this.#odd.set(flow, odd);
    if (this.#odd.size <= mostKept) return;
    for (const oldest of this.#odd.keys()) {
      this.#odd.delete(oldest);
      return;
    }
  }

  /** What was odd in this conversation, of which the log tells now. */
  take(flow: string | undefined): string[] {
    const odd = flow === undefined ? undefined : this.#odd.get(flow);
    if (!odd) return [];
    odd.isToldElsewhere = true;
    return [...odd.oddities];
  }

  /** Those that matter and of which nothing else was told. */
  *of(matters: (flow: string) => boolean): Generator<{ readonly value: FlowCadence; readonly place: Place }> {
    for (const [flow, { value, place, oddities, isToldElsewhere }] of this.#odd)
      if (!isToldElsewhere && matters(flow)) yield { value: { ...value, oddities: [...oddities] }, place };
  }
}
