/** What the dissector found in one packet. One object serves a whole capture: every packet overwrites it. */

export type PacketKind =
  /** Nothing read here: no IP, or a link type that is not known. */
  | 'other'
  | 'tcp'
  | 'udp'
  /** IP with another protocol. */
  | 'ip'
  /** A piece of an IP datagram; its ports are only known once it is put together. */
  | 'fragment'
  /** Headers that contradict themselves or are cut off. */
  | 'malformed';

export class Packet {
  kind: PacketKind = 'other';
  /** Offsets of the innermost IP header's addresses, and their length: 4 or 16. */
  sourceAt = 0;
  targetAt = 0;
  addressLength = 4;
  /** IP protocol number of the payload. */
  protocol = 0;
  /** The payload of TCP, UDP, IP or the fragment, as far as it was captured. */
  payloadAt = 0;
  payloadEnd = 0;
  /** True where the sniffer cut the payload off. */
  cut = false;
  /** Bytes of the payload that the sniffer cut off. */
  missing = 0;
  sourcePort = 0;
  targetPort = 0;
  /** TCP sequence and acknowledgement numbers, as signed 32 bits. */
  sequence = 0;
  acknowledgement = 0;
  /** TCP flags. */
  control = 0;
  /** Of a fragment: the datagram's number, this piece's offset in bytes, and whether more follow. */
  identification = 0;
  fragmentOffset = 0;
  moreFragments = false;
}
