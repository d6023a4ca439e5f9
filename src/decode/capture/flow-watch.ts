/**
 * What every TCP flow is watched for, whether something is found in it or not: its cadence and its first bytes. When a
 * flow is over and talked like a miner could, it is handed on.
 */
import { type FlowTable, flowBits } from '../../codec/network/flow-table.ts';
import type { Packet } from '../../codec/network/packet.ts';
import { type Beginning, TcpConversation, type TcpSegment } from '../../codec/network/tcp-conversation.ts';
import type { Stream } from '../../model/stream.ts';
import type { Child, Miss } from '../../model/units.ts';
import type { AddressNames } from './address-names.ts';
import type { Timed } from './batch.ts';
import { Beginnings } from './beginnings.ts';
import { Cadences } from './cadences.ts';
import { described, type Outside, type Surroundings } from './conversations.ts';
import { QuietFlows, talksQuietly } from './quiet-flows.ts';

/** More than `Beginnings` keeps of a direction. */
const beginningBounds = { bytes: 16_384, segments: 64 };

export class FlowWatch implements Surroundings {
  readonly #flows: FlowTable;
  readonly #names: AddressNames;
  readonly #cadences = new Cadences();
  readonly #beginnings = new Beginnings((flow) => this.#cadences.talks(flow));
  readonly #quiet = new QuietFlows();
  /** Flows that would have been handed on, had their first bytes been kept. */
  #unkept = 0;

  constructor(flows: FlowTable, names: AddressNames) {
    this.#flows = flows;
    this.#names = names;
  }

  /** Notes a segment with payload. `source` holds what of it was captured. */
  note(source: Uint8Array, flow: number, direction: number, segment: Packet, packet: number, record: Timed): void {
    const flows = this.#flows;
    if (!this.#cadences.begun(flow)) {
      const client = this.#clientOf(flow, direction);
      this.#cadences.begin(flow, client, record);
      this.#cadences.note(flow, direction, segment, record);
      if (this.#beginnings.begin(source, flow, direction, client, segment, packet, record))
        flows.set(flow, flowBits.opening);
      return;
    }
    const fresh = this.#cadences.note(flow, direction, segment, record);
    if (!fresh || (flows.flags(flow) & flowBits.opening) === 0) return;
    if (!this.#beginnings.goOn(source, flow, direction, segment, packet, record)) flows.clear(flow, flowBits.opening);
  }

  /** The handshake decides; without one the lower port is the server's, or the client is who speaks first. */
  #clientOf(flow: number, direction: number): number {
    const flags = this.#flows.flags(flow);
    if ((flags & (flowBits.syn | (flowBits.synAck << 1))) !== 0) return 0;
    if ((flags & ((flowBits.syn << 1) | flowBits.synAck)) !== 0) return 1;
    const [low, high] = [this.#flows.port(flow, 0), this.#flows.port(flow, 1)];
    return low === high ? direction : low > high ? 0 : 1;
  }

  /** What is known of a flow without its content. */
  outside(flow: number): Outside | undefined {
    if (!this.#cadences.begun(flow)) return undefined;
    const direction = 1 - this.#cadences.client(flow);
    const address = this.#flows.address(flow, direction);
    return {
      server: this.#flows.endpoint(flow, direction),
      cadence: this.#cadences.read(flow),
      serverNames: this.#names.of(address, 0, address.length),
    };
  }

  takeBeginning(flow: number): readonly TcpSegment[] {
    return this.#beginnings.take(flow);
  }

  /** The flow is over, or its entry is about to serve another. */
  end(flow: number, beginning: (flow: number) => Beginning): void {
    const cadences = this.#cadences;
    if (!cadences.begun(flow)) return;
    const isQuiet = talksQuietly(cadences.seconds(flow), cadences.bytes(flow), cadences.messages(flow));
    if (isQuiet && (this.#flows.flags(flow) & flowBits.handed) === 0) this.#handOn(flow, beginning(flow));
    this.#beginnings.forget(flow);
    cadences.forget(flow);
  }

  #handOn(flow: number, beginning: Beginning): void {
    const outside = this.outside(flow);
    if (!outside?.cadence) return;
    const conversation = new TcpConversation(beginningBounds);
    const kept = this.#beginnings.take(flow);
    if (kept.length === 0) {
      this.#unkept++;
      return;
    }
    for (const segment of kept) conversation.add(segment);
    const { stream, bytes } = conversation.assemble({ ...beginning, lost: false });
    const complete = stream.complete && bytes.length === this.#cadences.bytes(flow);
    this.#quiet.add({ bytes, stream: described({ ...stream, complete }, outside), cadence: outside.cadence });
  }

  /** No more comes. */
  close(): void {
    this.#quiet.close();
  }

  /** What was not kept or not handed on, after the end. */
  misses(): Miss[] {
    const slow = 'conversations that go on for long with few words';
    const counts: readonly (readonly [count: number, what: string])[] = [
      [this.#cadences.unkept, 'too many conversations at once to follow the rhythm of another'],
      [this.#unkept, `too many conversations at once to keep the first bytes of ${slow}`],
      [this.#quiet.dropped, `more ${slow} than are handed on; those least like a miner’s were left out`],
    ];
    return counts.flatMap(([count, what]) =>
      count > 0 ? [{ gap: { code: 'limit-count' as const, what: `${what}: ${count}` } }] : [],
    );
  }

  drain(nameOf: (stream: Stream) => string): Iterable<Child> {
    return this.#quiet.drain(nameOf);
  }
}
