import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { target as pcapTarget } from '../../../fuzz/targets/pcap.ts';
import { target as pcapngTarget } from '../../../fuzz/targets/pcapng.ts';
import { target as reassemblyTarget } from '../../../fuzz/targets/tcp-reassembly.ts';
import { ethernet, type Frame, ipv4, join, pcap, Talk, tcp, text, udp } from '../../../tests/make-capture.ts';
import { walkCapture } from '../../../tests/walk-capture.ts';

/** A seed with some octets changed, pieces cut out or doubled. */
function mutated(seeds: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const change = fc.record({
    at: fc.nat(100_000),
    value: fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 127, 128, 255)),
    kind: fc.constantFrom('set', 'set', 'set', 'cut', 'double'),
    length: fc.integer({ min: 1, max: 60 }),
  });
  return fc.tuple(fc.constantFrom(...seeds), fc.array(change, { maxLength: 8 })).map(([seed, changes]) => {
    let bytes = new Uint8Array(seed);
    for (const { at, value, kind, length } of changes) {
      const place = at % Math.max(1, bytes.length);
      if (kind === 'set') bytes[place] = value;
      else if (kind === 'cut') bytes = new Uint8Array(join(bytes.subarray(0, place), bytes.subarray(place + length)));
      else bytes = new Uint8Array(join(bytes.subarray(0, place + length), bytes.subarray(place)));
    }
    return bytes;
  });
}

describe('a hostile capture', () => {
  it.each([pcapTarget, pcapngTarget, reassemblyTarget])(
    'neither throws nor breaks the contract: $id',
    ({ seeds, run }) => {
      fc.assert(fc.property(mutated(seeds()), run), { numRuns: 1500 });
    },
  );

  it('gives the same streams in chunks of any size, as long as every packet fits', () => {
    const talks = Array.from({ length: 5 }, (_, i) =>
      new Talk({ clientPort: 4000 + i }).open().send(0, 'hello').send(1, 'x'.repeat(90)).close(),
    );
    const frames = fc.shuffledSubarray(
      talks.flatMap((talk) => talk.frames),
      { minLength: 20 },
    );
    fc.assert(
      fc.property(frames, fc.integer({ min: 200, max: 3000 }), (some, chunk) => {
        const text = (walked: ReturnType<typeof walkCapture>): string[] =>
          walked.streams.map(({ name, bytes }) => `${name} ${Buffer.from(bytes).toString()}`).sort();
        const joined = pcap(some);
        // A conversation that has ended is handed on with its chunk: what comes later for it is another.
        const open = pcap(some.filter(({ bytes }) => (bytes[47] ?? 0) !== 17));
        expect(text(walkCapture(open, { chunk }))).toEqual(text(walkCapture(open)));
        expect(walkCapture(joined, { chunk }).packets).toBe(some.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a capture made to be slow', () => {
  const many = Array.from({ length: 20_000 }, (_, i) => i);
  const address = (i: number): string => `10.${(i >> 14) & 127}.${(i >> 7) & 127}.${i & 127}`;

  it.each<[string, () => Frame[]]>([
    [
      'a flood of SYNs',
      () => many.map((i) => ({ bytes: ethernet(ipv4(tcp(text(''), { flags: 2 }), { source: address(i) })) })),
    ],
    [
      'SYNs that each begin anew',
      () => many.map((i) => ({ bytes: ethernet(ipv4(tcp(text('a'), { flags: 2, sequence: i * 7 }))) })),
    ],
    [
      'single bytes backwards',
      () => many.map((i) => ({ bytes: ethernet(ipv4(tcp(text('a'), { sequence: 90_000 - 2 * i }))) })),
    ],
    [
      'overlaps',
      () => many.map((i) => ({ bytes: ethernet(ipv4(tcp(text('a'.repeat(60)), { sequence: (i * 7919) & 0xffff }))) })),
    ],
    [
      'fragments that never end',
      () =>
        many.map((i) => ({
          bytes: ethernet(ipv4(text('12345678'), { offset: 8 * (i & 4095), more: true, identification: i >> 9 })),
        })),
    ],
    ['datagrams with hits', () => many.map(() => ({ bytes: ethernet(ipv4(udp(text('mining')), { protocol: 17 })) }))],
  ])(
    'is read to its end: %s',
    (_, make) => {
      const frames = make();
      expect(walkCapture(pcap(frames), { chunk: 1 << 20 }).packets).toBe(frames.length);
    },
    // Not a measurement: each takes well under a second, and quadratic growth would take minutes.
    30_000,
  );
});
