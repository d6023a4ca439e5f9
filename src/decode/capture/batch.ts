/**
 * The TCP segments of one walk, in columns: which flows are candidates is only known at its end, and objects for
 * segments that are then let go would cost more than reading them.
 */

/** Segments in one batch. A chunk with more of them is taken in several. */
export const batchSegments = 32_768;

export class Batch {
  length = 0;
  /** Twice the flow, plus the direction. */
  readonly flow: Int32Array = new Int32Array(batchSegments);
  readonly at: Int32Array = new Int32Array(batchSegments);
  readonly bytes: Int32Array = new Int32Array(batchSegments);
  readonly sequence: Int32Array = new Int32Array(batchSegments);
  readonly acknowledgement: Int32Array = new Int32Array(batchSegments);
  /** TCP flags. */
  readonly control: Uint8Array = new Uint8Array(batchSegments);
  /** 1 where the sniffer cut the payload off. */
  readonly cut: Uint8Array = new Uint8Array(batchSegments);
  readonly packet: Uint32Array = new Uint32Array(batchSegments);
  readonly time: Float64Array = new Float64Array(batchSegments);
  /** 0: `at` lies in the chunk; otherwise in assembled[source - 1]. */
  readonly source: Uint16Array = new Uint16Array(batchSegments);
  /** Payloads that were put together from fragments. */
  readonly assembled: Uint8Array[] = [];

  clear(): void {
    this.length = 0;
    this.assembled.length = 0;
  }

  sourceOf(row: number, chunk: Uint8Array): Uint8Array {
    const source = this.source[row];
    return source === undefined || source === 0 ? chunk : (this.assembled[source - 1] ?? chunk);
  }
}
