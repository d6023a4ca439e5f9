/** What must hold of whatever a capture decoder gives, and frames of many kinds to begin with. */
import { ethernet, type Frame, ipv4, ipv6, join, numbers, Talk, tagged, tcp, text, udp } from './make-capture.ts';
import type { Walked } from './walk-capture.ts';

export function frames(): Frame[] {
  const segment = tcp(text('mining.subscribe in three fragments'));
  const parts = [0, 16, 32].map((offset) =>
    ipv4(segment.subarray(offset, offset + 16), { offset, more: offset < 32, identification: 9 }),
  );
  const fragment6 = join([17, 0], numbers(2, false, 1), numbers(4, false, 5), udp(text('mining')));
  const question = join(text('\x0bmoneroocean\x06stream\0'), numbers(2, false, 1, 1));
  const record = join([0xc0, 12], numbers(2, false, 1, 1, 0, 60, 4), [1, 2, 3, 4]);
  const lookUp = join(numbers(2, false, 7, 0x8180, 1, 1, 0, 0), question, record);
  return [
    ...new Talk().open().send(0, 'mining.subscribe').send(1, 'yes').send(0, 'more').close().frames,
    ...parts.map((bytes) => ({ bytes: ethernet(bytes) })),
    { bytes: ethernet(tagged(tagged(ipv4(segment)), 0x8100), 0x88a8) },
    { bytes: ethernet(ipv4(udp(text('mining')), { protocol: 17 })) },
    { bytes: ethernet(ipv6(fragment6, { protocol: 44 })) },
    { bytes: ethernet(ipv4(join(numbers(2, false, 0x2000, 0x6558, 0, 1), ethernet(ipv4(segment))), { protocol: 47 })) },
    {
      bytes: ethernet(
        ipv4(udp(join([8, 0, 0, 0, 0, 0, 1, 0], ethernet(ipv4(segment))), 5_000, 4_789), { protocol: 17 }),
      ),
    },
    { bytes: ethernet(ipv4(udp(lookUp, 53, 5_000), { protocol: 17 })) },
    { bytes: ethernet(ipv6(join([6, 1, ...new Array<number>(14).fill(0)], segment), { protocol: 0 })) },
  ];
}

/** Throws where the decoder breaks its contract. */
export function checkWalked(capture: Uint8Array, { streams, strays, gaps, packets }: Walked): void {
  if (packets * 16 > capture.length) throw new Error(`${packets} packets in ${capture.length} bytes`);
  for (const { name, bytes, stream } of streams) {
    let client = 0;
    let server = stream.clientBytes;
    for (const { from, offset, length, packet } of stream.segments) {
      const expected = from === 'client' ? client : server;
      if (offset !== expected || length <= 0) throw new Error(`${name}: a segment at ${offset}, not ${expected}`);
      if (packet < 1 || packet > packets) throw new Error(`${name}: packet ${packet} of ${packets}`);
      if (from === 'client') client += length;
      else server += length;
    }
    if (client !== stream.clientBytes || server !== bytes.length) throw new Error(`${name}: segments do not add up`);
    if (stream.complete && stream.segments.some(({ afterHole }) => afterHole))
      throw new Error(`${name}: complete with a hole`);
  }
  const held = [...streams, ...strays].reduce((sum, { bytes }) => sum + bytes.length, 0);
  // A fragmented datagram may count twice: its zero-length pieces cost nothing, its bytes are copied once. What packets
  // disagree about is handed on in both readings.
  if (held > 4 * capture.length) throw new Error(`${held} bytes out of ${capture.length}`);
  for (const { offset } of gaps)
    if (offset !== undefined && (offset < 0 || offset > capture.length)) throw new Error(`a gap at ${offset}`);
}
