/**
 * Segments in any order, with any numbers, against the simplest model there is: a map from position to the byte that
 * was seen there first. Each 8 bytes of input are one segment: direction, place (2), length, control, packet's own
 * byte, acknowledgement (2).
 */
import { TcpConversation } from '../../src/codec/network/tcp-conversation.ts';
import type { FuzzTarget } from '../target.ts';

const endpoints = [
  { address: '10.0.0.1', port: 50_000 },
  { address: '1.2.3.4', port: 3333 },
] as const;
const initial = 0xfffff000 | 0;

export const target: FuzzTarget = {
  id: 'tcp-reassembly',
  seeds: () => [
    Uint8Array.of(0, 0, 1, 9, 24, 65, 0, 0, 1, 0, 1, 30, 24, 66, 0, 10, 0, 0, 5, 20, 24, 67, 0, 0),
    Uint8Array.of(
      0,
      0,
      90,
      40,
      24,
      65,
      0,
      0,
      0,
      0,
      60,
      60,
      24,
      66,
      0,
      0,
      0,
      0,
      1,
      100,
      25,
      67,
      0,
      0,
      1,
      1,
      1,
      1,
      17,
      1,
      1,
      1,
    ),
    new Uint8Array(256).map((_, i) => (i * 37) & 255),
  ],
  run(bytes) {
    const conversation = new TcpConversation({ bytes: 1 << 20, segments: 10_000 });
    const models: [Map<number, number>, Map<number, number>] = [new Map(), new Map()];
    for (let i = 0; i + 8 <= bytes.length; i += 8) {
      const [side = 0, high = 0, low = 0, length = 0, control = 0, value = 0, ackHigh = 0, ackLow = 0] = bytes.subarray(
        i,
        i + 8,
      );
      const direction = side & 1;
      const place = (high << 8) | low;
      const flags = control & ~2;
      const acknowledgement = (initial + 1 + ((ackHigh << 8) | ackLow)) | 0;
      const sequence = (initial + 1 + place) | 0;
      const source = new Uint8Array(length).fill(value);
      const at = { at: 0, length, packet: i / 8 + 1, time: i, cut: false };
      conversation.add({ direction, source, sequence, acknowledgement, control: flags, ...at });
      const model = models[direction === 0 ? 0 : 1];
      for (let k = place; k < place + length; k++) if (!model.has(k)) model.set(k, value);
    }
    const known = [initial, undefined] as const;
    const beginning = { endpoints, syn: known, synAck: [undefined, initial] as const, lost: false };
    const { stream, bytes: got } = conversation.assemble(beginning);
    for (const [model, part] of [
      [models[0], got.subarray(0, stream.clientBytes)],
      [models[1], got.subarray(stream.clientBytes)],
    ] as const) {
      const expected = [...model].sort(([a], [b]) => a - b).map(([, value]) => value);
      if (expected.length !== part.length || expected.some((value, i) => part[i] !== value))
        throw new Error('other bytes');
    }
    const end = stream.segments.reduce((sum, { length }) => sum + length, 0);
    if (end !== got.length) throw new Error('segments do not add up');
  },
};
