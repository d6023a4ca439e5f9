/** Packets with something in them that belong to no TCP conversation: one child each, a bounded number. */
import { formatAddress } from '../../codec/network/addresses.ts';
import type { Packet } from '../../codec/network/packet.ts';
import type { Child, Miss } from '../../model/units.ts';
import type { Timed } from './batch.ts';
import { datagramChild } from './datagram.ts';

const mostStrays = 256;

export class StrayPackets {
  #waiting: (Child | Miss)[] = [];
  #made = 0;

  /** `headers` holds the packet's addresses, `payload` its content. `offset`: of the packet in the capture. */
  add(headers: Uint8Array, packet: Packet, payload: Uint8Array, number: number, offset: number, record: Timed): void {
    this.#made++;
    if (this.#made > mostStrays + 1) return;
    if (this.#made === mostStrays + 1) {
      const what = `more than ${mostStrays} packets outside TCP with something in them; the rest were not looked at`;
      this.#waiting.push({ gap: { code: 'limit-count', what, offset } });
      return;
    }
    const bytes = new Uint8Array(payload);
    if (packet.kind === 'udp') this.#waiting.push(datagramChild(headers, packet, bytes, number, record.time));
    else this.#waiting.push({ name: nameOf(headers, packet, number), kind: 'data', bytes });
  }

  *drain(): Generator<Child | Miss> {
    const waiting = this.#waiting;
    this.#waiting = [];
    yield* waiting;
  }
}

function nameOf(headers: Uint8Array, packet: Packet, number: number): string {
  if (packet.kind !== 'ip') return `packet ${number}`;
  const source = formatAddress(headers, packet.sourceAt, packet.addressLength);
  const target = formatAddress(headers, packet.targetAt, packet.addressLength);
  return `ip protocol ${packet.protocol} ${source} > ${target} packet ${number}`;
}
