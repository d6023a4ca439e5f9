/**
 * An event log of any size, chunk by chunk. A chunk stands for itself: where one is damaged or missing, the next one is
 * looked for.
 */
import {
  chunkBytes,
  type EvtxChunk,
  type EvtxRecord,
  evtxEvent,
  isEvtxChunk,
  readEvtxChunk,
  readEvtxHeader,
} from '../../codec/evtx/evtx.ts';
import type { LogSpan } from '../../model/log-payloads.ts';
import type { LogReader, PlacedEvent } from '../../model/log-units.ts';
import type { Miss, SweepView } from '../../model/units.ts';
import { placeOf } from '../sensor/place.ts';
import { EvtxSpan } from './evtx-span.ts';

const firstLetter = 0x45;
/** Stretches without a chunk that are told of. */
const mostMisses = 10;
/** Bytes that the file's header fills. */
const fileHeaderBytes = 128;

export class EvtxLog implements LogReader {
  /** Offset in the artifact where the next chunk should begin. */
  #next: number;
  /** In a log that was being written, checksums are behind. */
  readonly #dirty: boolean;
  readonly #span = new EvtxSpan();
  /** Offset of bytes in which no chunk was found, as long as none follows. */
  #strayFrom: number | undefined;
  #misses = 0;
  #changed = { chunks: 0, first: 0 };

  constructor(head: Uint8Array) {
    const header = readEvtxHeader(head);
    // A chunk alone, as it is carved out of a disk, has no file before it.
    this.#next = header.status === 'not-this-format' ? 0 : fileHeaderBytes;
    this.#dirty = header.status === 'ok' && header.value.dirty;
  }

  *push(view: SweepView): Generator<PlacedEvent | Miss> {
    const end = view.base + view.to;
    while (this.#next < end) {
      const at = this.#next - view.base;
      if (!isEvtxChunk(view.bytes, at)) this.#search(view, at);
      else {
        yield* this.#stray();
        yield* this.#chunk(view, at);
      }
    }
  }

  *end(): Generator<Miss> {
    yield* this.#stray();
    const { chunks, first } = this.#changed;
    if (chunks > 0) yield { gap: { code: 'malformed', what: changedWords(chunks), offset: first } };
  }

  span(): LogSpan | undefined {
    return this.#span.told();
  }

  *#chunk(view: SweepView, at: number): Generator<PlacedEvent | Miss> {
    const chunk = readEvtxChunk(view.bytes, at);
    this.#next += chunkBytes;
    if (chunk.status !== 'ok') {
      const what = chunk.status === 'malformed' ? chunk.what : 'no chunk of an event log';
      yield { gap: { code: 'malformed', what, offset: view.base + at } };
      return;
    }
    for (const { gap } of chunk.value.misses)
      yield { gap: { ...gap, ...(gap.offset !== undefined && { offset: view.base + gap.offset }) } };
    this.#judge(chunk.value, view.base + at);
    for (const record of chunk.value.records) yield this.#event(view, record);
  }

  #event({ bytes, base }: SweepView, record: EvtxRecord): PlacedEvent {
    const { offset, length, id } = record;
    const event = evtxEvent(record);
    this.#span.takes(event, id);
    const excerpt = (): Uint8Array => placeOf(bytes, base, offset, offset + length).excerpt;
    return { event, offset: base + offset, length, excerpt };
  }

  /** Counts chunks that were changed after they were closed. What is damaged beyond that was told of already. */
  #judge({ checksumsHold, beingWritten, misses }: EvtxChunk, at: number): void {
    if (checksumsHold || beingWritten || this.#dirty || misses.length > 0) return;
    if (this.#changed.chunks++ === 0) this.#changed.first = at;
  }

  /** Goes on to where a chunk may begin. Room that Windows keeps for later chunks is zeros, and no loss. */
  #search({ bytes, base, to }: SweepView, from: number): void {
    let at = bytes.indexOf(firstLetter, from);
    while (at >= 0 && at < to && !isEvtxChunk(bytes, at)) at = bytes.indexOf(firstLetter, at + 1);
    const next = at < 0 || at >= to ? to : at;
    if (this.#strayFrom === undefined) {
      const stray = bytes.subarray(from, next).findIndex((byte) => byte !== 0);
      if (stray >= 0) this.#strayFrom = base + from + stray;
    }
    this.#next = base + next;
  }

  *#stray(): Generator<Miss> {
    const offset = this.#strayFrom;
    this.#strayFrom = undefined;
    if (offset === undefined || ++this.#misses > mostMisses) return;
    yield { gap: { code: 'malformed', what: 'bytes in an event log that are no chunk of it', offset } };
  }
}

function changedWords(chunks: number): string {
  const which = chunks === 1 ? 'a chunk of an event log was' : `${chunks} chunks of an event log were`;
  return `${which} changed after being closed (checksums do not hold); the events are read as they stand there`;
}
