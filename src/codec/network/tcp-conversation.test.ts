import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Beginning, TcpConversation, type TcpSegment } from './tcp-conversation.ts';

const bounds = { bytes: 1 << 20, segments: 1000 };
const endpoints: Beginning['endpoints'] = [
  { address: '10.0.0.1', port: 50_000 },
  { address: '1.2.3.4', port: 3333 },
];

function segment(
  direction: number,
  sequence: number,
  value: string | Uint8Array,
  rest: Partial<TcpSegment> = {},
): TcpSegment {
  const source = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  const fixed = { at: 0, acknowledgement: 0, control: 24, packet: 1, time: Number.NaN, cut: false };
  return { direction, sequence: sequence | 0, source, length: source.length, ...fixed, ...rest };
}

function beginning(initial: number | undefined, lost = false): Beginning {
  const known = initial === undefined ? undefined : initial | 0;
  return { endpoints, syn: [known, undefined], synAck: [undefined, known], lost };
}

function sides(conversation: TcpConversation, from: Beginning): [client: string, server: string] {
  const { stream, bytes } = conversation.assemble(from);
  const latin = (part: Uint8Array): string => Buffer.from(part).toString('latin1');
  return [latin(bytes.subarray(0, stream.clientBytes)), latin(bytes.subarray(stream.clientBytes))];
}

/** A stream cut in pieces, some of them sent again, in any order. */
const delivery = fc
  .record({
    content: fc.uint8Array({ minLength: 1, maxLength: 300 }),
    cuts: fc.array(fc.nat(299), { maxLength: 12 }),
    again: fc.array(fc.record({ from: fc.nat(299), length: fc.integer({ min: 1, max: 60 }) }), { maxLength: 6 }),
    initial: fc.oneof(fc.integer(), fc.constantFrom(-100, -1, 0x7fffffff - 50, 0x80000000 - 5)),
  })
  .chain(({ content, cuts, again, initial }) => {
    const places = [...new Set([0, ...cuts.filter((cut) => cut < content.length), content.length])].sort(
      (a, b) => a - b,
    );
    const pieces = places.slice(1).map((end, i): [number, number] => [places[i] ?? 0, end]);
    for (const { from, length } of again)
      if (from < content.length) pieces.push([from, Math.min(content.length, from + length)]);
    const shuffled = fc.shuffledSubarray(pieces, { minLength: pieces.length });
    return fc.record({ content: fc.constant(content), initial: fc.constant(initial), pieces: shuffled });
  });

describe('a TCP conversation', () => {
  it('gives the same bytes however they were cut, ordered and repeated, across sequence wrap-around', () => {
    fc.assert(
      fc.property(delivery, fc.boolean(), ({ content, initial, pieces }, handshake) => {
        const conversation = new TcpConversation(bounds);
        pieces.forEach(([from, to], i) => {
          conversation.add(
            segment(0, initial + 1 + from, content.subarray(from, to), { packet: i + 1, acknowledgement: initial + 1 }),
          );
        });
        const { stream, bytes } = conversation.assemble(beginning(handshake ? initial : undefined));
        // Without a handshake a first byte of 0 alone is taken for a keep-alive's probe.
        const probe = !handshake && bytes.length === content.length - 1 && content[0] === 0;
        expect(Buffer.from(bytes)).toEqual(Buffer.from(probe ? content.subarray(1) : content));
        expect(stream.segments.every(({ afterHole }) => !afterHole)).toBe(true);
        expect(stream.segments.reduce((sum, { length }) => sum + length, 0)).toBe(stream.clientBytes);
        expect(stream.complete).toBe(handshake);
      }),
    );
  });

  it('orders both sides by when their bytes could be delivered', () => {
    const conversation = new TcpConversation(bounds);
    conversation.add(segment(0, 104, 'late', { packet: 1 }));
    conversation.add(segment(1, 500, 'before', { packet: 2 }));
    conversation.add(segment(0, 100, 'miss', { packet: 3, time: 5 }));
    conversation.add(segment(1, 506, 'after', { packet: 4 }));
    const { stream } = conversation.assemble(beginning(undefined));
    expect(stream.segments).toEqual([
      { from: 'server', offset: 8, length: 6, packet: 2 },
      { from: 'client', offset: 0, length: 4, packet: 3, time: 5 },
      { from: 'client', offset: 4, length: 4, packet: 1 },
      { from: 'server', offset: 14, length: 5, packet: 4 },
    ]);
  });

  it('marks holes, and is then not complete', () => {
    const conversation = new TcpConversation(bounds);
    conversation.add(segment(0, 101, 'one'));
    conversation.add(segment(0, 110, 'two'));
    const { stream } = conversation.assemble(beginning(100));
    expect(stream.segments.map(({ afterHole }) => afterHole ?? false)).toEqual([false, true]);
    expect(stream.complete).toBe(false);
  });

  it.each<[string, TcpSegment]>([
    ['the peer acknowledged more than was seen', segment(1, 901, 'ok', { acknowledgement: 300 })],
    ['a FIN stands behind bytes that are missing', segment(0, 300, '', { control: 17 })],
    ['the sniffer cut a segment', segment(0, 104, 'tw', { cut: true })],
  ])('is not complete where %s', (_, last) => {
    const conversation = new TcpConversation(bounds);
    const from = { ...beginning(100), synAck: [undefined, 900] } as const;
    conversation.add(segment(0, 101, 'one'));
    expect(conversation.assemble(from).stream.complete).toBe(true);
    conversation.add(last);
    expect(conversation.assemble(from).stream.complete).toBe(false);
  });

  it('drops keep-alives: repeated bytes, and a lone zero before the first byte', () => {
    const conversation = new TcpConversation(bounds);
    conversation.add(segment(0, 99, '\0'));
    conversation.add(segment(0, 100, 'hello'));
    conversation.add(segment(0, 104, '\0'));
    expect(sides(conversation, beginning(undefined))[0]).toBe('hello');
  });

  it('drops what lies before the SYN or beyond any window', () => {
    const conversation = new TcpConversation(bounds);
    conversation.add(segment(0, 101, 'hello'));
    conversation.add(segment(0, 90, 'old'));
    conversation.add(segment(0, 101 + 2 ** 30 + 100, 'far'));
    expect(sides(conversation, beginning(100))[0]).toBe('hello');
  });

  it('takes data that came with the SYN', () => {
    const conversation = new TcpConversation(bounds);
    conversation.add(segment(0, 100, 'fast', { control: 2 }));
    conversation.add(segment(0, 105, ' open'));
    const { stream } = conversation.assemble(beginning(100));
    expect([sides(conversation, beginning(100))[0], stream.complete]).toEqual(['fast open', true]);
  });

  it('ends when both sides have, and nothing before that is missing', () => {
    const conversation = new TcpConversation(bounds);
    conversation.add(segment(0, 101, 'bye', { control: 25 }));
    conversation.add(segment(1, 205, '', { control: 17 }));
    expect(conversation.ended).toBe(true);
    const gap = new TcpConversation(bounds);
    gap.add(segment(0, 101, 'one'));
    gap.add(segment(0, 110, 'two', { control: 25 }));
    gap.add(segment(1, 205, '', { control: 17 }));
    expect(gap.ended).toBe(false);
    gap.add(segment(0, 104, 'filler'));
    expect(gap.ended).toBe(true);
  });

  it('guesses who is the client where no SYN was seen: not the lower port; else who spoke first', () => {
    const guess = (ports: [number, number], first: number): number => {
      const conversation = new TcpConversation(bounds);
      conversation.add(segment(first, 1, 'hello', { packet: 1 }));
      conversation.add(segment(1 - first, 1, 'hi', { packet: 2 }));
      const at = (port: number, host: number) => ({ address: `10.0.0.${host}`, port });
      const from = { ...beginning(undefined), endpoints: [at(ports[0], 0), at(ports[1], 1)] } as const;
      const { stream } = conversation.assemble(from);
      expect(stream.handshake).toBe(false);
      return stream.client.address === '10.0.0.0' ? 0 : 1;
    };
    expect(guess([40_000, 3333], 1)).toBe(0);
    expect(guess([443, 50_000], 0)).toBe(1);
    expect(guess([7777, 7777], 1)).toBe(1);
  });

  it('says which bound it reached', () => {
    const conversation = new TcpConversation({ bytes: 8, segments: 10 });
    conversation.add(segment(0, 101, 'longer than that'));
    conversation.add(segment(1, 1, 'short'));
    const { stream } = conversation.assemble(beginning(100));
    expect([conversation.full, stream.complete, stream.clientBytes]).toEqual(['limit-bytes', false, 0]);
  });
});
