/**
 * Puts IP fragments together again (RFC 791, RFC 8200 4.5). Bytes seen first win.
 * Bounded: of too many unfinished datagrams the oldest is dropped and counted.
 */
import { i32be } from './integers.ts';
import type { Packet } from './packet.ts';
import { copyPiece, Patchwork } from './patchwork.ts';

const mostDatagrams = 1024;
const mostPieces = 1024;
const mostBytes = 16 * 1024 * 1024;
const longestDatagram = 65_535;

interface Datagram {
  readonly parts: Patchwork;
  /** Bytes, once the last fragment was seen. */
  total: number | undefined;
  marked: boolean;
}

export interface Assembled {
  readonly bytes: Uint8Array;
  /** True if any of the fragments was marked. */
  readonly marked: boolean;
}

export class Fragments {
  /** Datagrams given up because there were too many. */
  dropped = 0;
  /** Datagrams whose fragments say different things about the same bytes; the first reading was taken. */
  contradicting = 0;
  readonly #datagrams = new Map<string, Datagram>();
  #cost = 0;

  /** Datagrams of which parts are missing, so far. */
  get unfinished(): number {
    return this.#datagrams.size;
  }

  /** Takes a packet of kind `fragment`; answers the datagram's payload once it is whole. */
  add(bytes: Uint8Array, packet: Packet, number: number, marked: boolean): Assembled | undefined {
    const length = packet.payloadEnd - packet.payloadAt;
    if (length <= 0 || packet.fragmentOffset + length > longestDatagram) return undefined;
    const key = keyOf(bytes, packet);
    const datagram = this.#datagrams.get(key) ?? this.#begin(key);
    datagram.marked ||= marked;
    if (!packet.moreFragments && !packet.cut) datagram.total ??= packet.fragmentOffset + length;
    const before = datagram.parts.cost;
    datagram.parts.put(packet.fragmentOffset, bytes, packet.payloadAt, length, number, Number.NaN);
    this.#cost += datagram.parts.cost - before;
    const whole = assemble(datagram);
    if (whole && datagram.parts.others.length > 0) this.contradicting++;
    if (whole) this.#end(key, datagram);
    else this.#shrink();
    return whole ? { bytes: whole, marked: datagram.marked } : undefined;
  }

  #begin(key: string): Datagram {
    const datagram = { parts: new Patchwork(longestDatagram, mostPieces), total: undefined, marked: false };
    this.#datagrams.set(key, datagram);
    return datagram;
  }

  #end(key: string, datagram: Datagram): void {
    this.#datagrams.delete(key);
    this.#cost -= datagram.parts.cost;
  }

  #shrink(): void {
    for (const [key, datagram] of this.#datagrams) {
      if (this.#datagrams.size <= mostDatagrams && this.#cost <= mostBytes) return;
      this.#end(key, datagram);
      this.dropped++;
    }
  }
}

function keyOf(bytes: Uint8Array, packet: Packet): string {
  let key = `${packet.identification}/${packet.protocol}`;
  for (let i = 0; i < packet.addressLength; i += 4)
    key += `/${i32be(bytes, packet.sourceAt + i)}/${i32be(bytes, packet.targetAt + i)}`;
  return key;
}

function assemble({ parts, total }: Datagram): Uint8Array | undefined {
  if (total === undefined || parts.length < total) return undefined;
  const bytes = new Uint8Array(total);
  let end = 0;
  for (const piece of parts.pieces) {
    if (piece.position !== end) return undefined;
    end += piece.length;
    if (end > total) return undefined;
    copyPiece(piece, bytes, piece.position);
  }
  return end === total ? bytes : undefined;
}
