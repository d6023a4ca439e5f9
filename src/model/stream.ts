/** Who talked with whom in an artifact that came out of a capture, and in which order. */
import type { Rhythm } from './network-payloads.ts';

export interface Endpoint {
  /** IPv4 in dots, IPv6 in its canonical form. */
  readonly address: string;
  readonly port: number;
}

/** Bytes that came together: what a packet added to a conversation, or a datagram. */
export interface Segment {
  readonly from: 'client' | 'server';
  /** Bytes into the artifact. */
  readonly offset: number;
  readonly length: number;
  /** Milliseconds since 1970, with a fraction, in a year of four digits; absent where the capture has no times. */
  readonly time?: number;
  /** Number of the packet in the capture, from 1. */
  readonly packet: number;
  /** True where bytes are missing just before this segment. */
  readonly afterHole?: boolean;
}

/**
 * A reassembled TCP conversation (artifacts of kind `stream`), or datagrams of the same two (kind `packet`), each of them
 * a segment. The artifact's bytes are everything the client sent followed by everything the server sent; the segments
 * say in which order, when and in which packet they came.
 */
export interface Stream {
  readonly client: Endpoint;
  readonly server: Endpoint;
  /** Bytes of the artifact that the client sent; the server's begin there. */
  readonly clientBytes: number;
  /** In the order of delivery. */
  readonly segments: readonly Segment[];
  /** Both directions seen from the handshake on, without holes, and not cut; never of datagrams. */
  readonly complete: boolean;
  /** The handshake was seen, so client and server are certain; otherwise they were inferred. */
  readonly handshake: boolean;
  /** Of TCP: names that the capture's own DNS answers gave the server's address, newest first. */
  readonly serverNames?: readonly string[];
  /** Of TCP: what all of it looked like from outside, also where only its beginning was kept. */
  readonly cadence?: Cadence;
}

/** A conversation without its content: all packets with payload are counted, kept or not. */
export interface Cadence {
  /** Milliseconds since 1970, in years of four digits, of the first and the last packet with payload. */
  readonly first: number;
  readonly last: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
  readonly packetsUp: number;
  readonly packetsDown: number;
  readonly rhythm?: Rhythm;
}
