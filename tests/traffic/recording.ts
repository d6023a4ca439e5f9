/**
 * Turns one recording of loopback by tcpdump into a capture for each play: the play's packets alone, at the times of its
 * clock, between addresses kept for documentation (RFC 5737) instead of loopback's. The IP header's checksum is made
 * right again; TCP's is not (on loopback it is never right). TCP's own timestamps stay the machine's, and an empty
 * acknowledgement may come late: both are of no account to whoever reads payloads and their times.
 * Source of the format: draft-ietf-opsawg-pcap. Reads only what tcpdump writes for `lo`: Ethernet, microseconds.
 */
import type { Mark } from './clock.ts';

/** A packet with its record header left out. */
interface Packet {
  /** Milliseconds since 1970, with a fraction. */
  readonly real: number;
  readonly bytes: Buffer;
}

/** A packet as the capture shows it. */
export interface Staged {
  /** Milliseconds since 1970, with a fraction. */
  readonly time: number;
  readonly bytes: Buffer;
}

const fileHeader = 24;
const recordHeader = 16;
const etherHeader = 14;
/** All plays begin on a Monday morning. */
const playsBegin: number = Date.UTC(2026, 10, 2, 8);

/** The packets of each play, by its number. */
export function splitRecording(recording: Buffer, network: number): Map<number, Packet[]> {
  const plays = new Map<number, Packet[]>();
  for (const { time: real, bytes } of packetsIn(recording)) {
    const play = playOf(bytes, network);
    if (play === undefined) continue;
    const packets = plays.get(play);
    if (packets === undefined) plays.set(play, [{ real, bytes }]);
    else packets.push({ real, bytes });
  }
  return plays;
}

function* packetsIn(recording: Buffer): Generator<Staged> {
  if (recording.length < fileHeader || recording.readUInt32LE(0) !== 0xa1b2c3d4)
    throw new Error('no capture in little-endian microseconds, as tcpdump writes it');
  for (let at = fileHeader; at + recordHeader <= recording.length; ) {
    const length = recording.readUInt32LE(at + 8);
    const bytes = recording.subarray(at + recordHeader, at + recordHeader + length);
    const time = recording.readUInt32LE(at) * 1000 + recording.readUInt32LE(at + 4) / 1000;
    at += recordHeader + length;
    // What was being written when tcpdump ended.
    if (bytes.length === length) yield { time, bytes };
  }
}

/** What `writeCapture` wrote. */
export function readCapture(capture: Buffer): Staged[] {
  return [...packetsIn(capture)];
}

/** Where the addresses stand in an IPv4 packet. */
export const addressPlaces: readonly number[] = [etherHeader + 12, etherHeader + 16];

function playOf(bytes: Buffer, network: number): number | undefined {
  if (bytes.length < etherHeader + 20 || bytes.readUInt16BE(12) !== 0x0800) return undefined;
  const place = addressPlaces.find((at) => bytes[at] === 127 && bytes[at + 1] === network);
  return place === undefined ? undefined : bytes[place + 2];
}

/** The packets at the times of the play, away from loopback. */
export function restage(packets: readonly Packet[], marks: readonly Mark[]): Staged[] {
  let at = 0;
  return packets.map(({ real, bytes }) => {
    while ((marks[at + 1]?.real ?? Number.POSITIVE_INFINITY) <= real) at++;
    const { real: began, played } = marks[at] ?? { real, played: 0 };
    const latest = marks[at + 1]?.played ?? Number.POSITIVE_INFINITY;
    const time = playsBegin + Math.min(played + Math.max(0, real - began), latest);
    return { time, bytes: moveAway(Buffer.from(bytes)) };
  });
}

/** In files of so many seconds each, as tcpdump's -G writes them. */
export function rotate(packets: readonly Staged[], seconds: number): Staged[][] {
  const files = new Map<number, Staged[]>();
  for (const packet of packets) {
    const number = Math.floor((packet.time - playsBegin) / (seconds * 1000));
    const file = files.get(number);
    if (file === undefined) files.set(number, [packet]);
    else file.push(packet);
  }
  return [...files.values()];
}

export function writeCapture(packets: readonly Staged[]): Buffer {
  const header = Buffer.alloc(fileHeader);
  header.writeUInt32LE(0xa1b2c3d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(262_144, 16);
  header.writeUInt32LE(1, 20);
  return Buffer.concat([header, ...packets.flatMap(record)]);
}

function record({ time, bytes }: Staged): Buffer[] {
  const header = Buffer.alloc(recordHeader);
  const micros = Math.round(time * 1000);
  header.writeUInt32LE(Math.floor(micros / 1e6), 0);
  header.writeUInt32LE(micros % 1e6, 4);
  header.writeUInt32LE(bytes.length, 8);
  header.writeUInt32LE(bytes.length, 12);
  return [header, bytes];
}

/** Clients into 10.0.0.0/24, servers into 198.51.100.0/24. */
function moveAway(packet: Buffer): Buffer {
  for (const at of addressPlaces) {
    const last = packet[at + 3] ?? 0;
    // A program that was not told where to call from calls from 127.0.0.1.
    const isClient = last < 100;
    packet.set(isClient ? [10, 0, 0, last] : [198, 51, 100, last], at);
  }
  return checksummed(packet);
}

/** The packet with its IP header's checksum made right. */
export function checksummed(packet: Buffer): Buffer {
  packet.writeUInt16BE(0, etherHeader + 10);
  packet.writeUInt16BE(checksum(packet.subarray(etherHeader, etherHeader + 20)), etherHeader + 10);
  return packet;
}

/** RFC 1071. */
function checksum(header: Buffer): number {
  let sum = 0;
  for (let at = 0; at < header.length; at += 2) sum += header.readUInt16BE(at);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
