import { describe, expect, it } from 'vitest';
import {
  block,
  describeInterface,
  join,
  packetBlock,
  pcapng,
  sectionHeader,
  text,
} from '../../../tests/make-capture.ts';
import { openCapture } from './capture.ts';
import { isPcapng } from './pcapng.ts';

interface Record {
  data: string;
  time: number;
  link: number;
}

function readAll(capture: Uint8Array): Record[] {
  const opened = openCapture(capture);
  if (opened.status !== 'ok') throw new Error(opened.status);
  const { reader } = opened.value;
  const records: Record[] = [];
  for (let at = 0; reader.next(capture, at) === 'packet'; at = reader.end) {
    const bytes = capture.subarray(reader.dataAt, reader.dataAt + reader.captured);
    records.push({ data: new TextDecoder().decode(bytes), time: reader.time, link: reader.link });
  }
  return records;
}

const time = 1_700_000_000_250;
const frames = [
  { bytes: text('one'), time },
  { bytes: text('second'), time: time + 1 },
];

describe('pcapng', () => {
  it.each([true, false])('reads enhanced packets, little-endian %s', (little) => {
    expect(readAll(pcapng(frames, { little }))).toEqual([
      { data: 'one', time, link: 1 },
      { data: 'second', time: time + 1, link: 1 },
    ]);
  });

  it.each([true, false])('reads the obsolete packet block, little-endian %s', (little) => {
    expect(readAll(pcapng(frames, { little, kind: 'obsolete' })).map(({ data }) => data)).toEqual(['one', 'second']);
  });

  it('reads simple packets, which have no time, as far as the interface snaps them', () => {
    const records = readAll(pcapng(frames, { kind: 'simple', interfaces: [{ snap: 4, link: 101 }] }));
    expect(records).toEqual([
      { data: 'one', time: Number.NaN, link: 101 },
      { data: 'seco', time: Number.NaN, link: 101 },
    ]);
  });

  it.each([
    ['nanoseconds', { resolution: 9 }],
    ['whole powers of two', { resolution: 0x80 | 20 }],
    ['milliseconds', { resolution: 3 }],
    ['an offset', { offsetSeconds: 1_600_000_000 }],
    ['a negative offset', { offsetSeconds: -3600 }],
  ])('counts time in %s', (_, form) => {
    expect(readAll(pcapng(frames, { interfaces: [form] }))[0]?.time).toBeCloseTo(time, 2);
    expect(readAll(pcapng(frames, { interfaces: [form], little: false }))[0]?.time).toBeCloseTo(time, 2);
  });

  it.each([
    ['beyond the last year of four digits', 253_402_300_800_000],
    ['beyond what a date can hold', 8.64e15 + 1000],
    ['before 1970', -1000],
  ])('takes a time %s for none, so that nobody stumbles over it', (_, time) => {
    const offsetSeconds = Math.floor(time / 1000) - 1;
    const capture = pcapng([{ bytes: text('one'), time }], { interfaces: [{ resolution: 0, offsetSeconds }] });
    expect(readAll(capture)).toEqual([{ data: 'one', time: Number.NaN, link: 1 }]);
  });

  it('keeps interfaces apart, and forgets them with their section', () => {
    const first = pcapng([{ bytes: text('a'), from: 1 }, { bytes: text('b') }], {
      interfaces: [{ link: 113 }, { link: 276 }],
    });
    const second = pcapng([{ bytes: text('c') }, { bytes: text('d'), from: 1 }], { little: false });
    expect(readAll(join(first, second)).map(({ link }) => link)).toEqual([276, 113, 1, -1]);
  });

  it('stops at blocks that lie about their length', () => {
    const lie = (bytes: Uint8Array): string => {
      const capture = join(sectionHeader(), describeInterface({}), bytes);
      const opened = openCapture(capture);
      if (opened.status !== 'ok') return opened.status;
      return opened.value.reader.next(capture, 0) === 'bad' ? opened.value.reader.problem : 'taken';
    };
    const sound = packetBlock({ bytes: text('hello') }, 0, {}, 'enhanced');
    expect(lie(sound)).toBe('taken');
    const longPacket = sound.slice();
    longPacket[20] = 200;
    expect(lie(longPacket)).toBe('a packet longer than its block');
    const lengthsDiffer = sound.slice();
    lengthsDiffer[4] = 36;
    expect(lie(lengthsDiffer)).toBe('a block whose two lengths differ');
    expect(lie(Uint8Array.of(6, 0, 0, 0, 2, 0, 0, 0, 1, 2, 3, 4))).toBe('a block of 2 bytes');
    expect(lie(Uint8Array.of(99, 0, 0, 0, 0, 0, 0, 0xf0, 1, 2, 3, 4))).toBe(`a block of ${0xf0000000} bytes`);
  });

  it('steps over a block that reaches beyond the bytes at hand', () => {
    const capture = join(sectionHeader(), describeInterface({}), block(0x0bad, new Uint8Array(1000)));
    const opened = openCapture(capture);
    if (opened.status !== 'ok') throw new Error(opened.status);
    expect(opened.value.reader.next(capture.subarray(0, capture.length - 500), 0)).toBe('more');
    expect(opened.value.reader.end).toBe(capture.length);
  });

  it('is known by its byte order, too', () => {
    expect(isPcapng(sectionHeader(true))).toBe(true);
    expect(isPcapng(sectionHeader(false))).toBe(true);
    expect(isPcapng(text('\n\r\r\n and then some text'))).toBe(false);
    expect(isPcapng(sectionHeader().subarray(0, 8))).toBe(false);
  });
});
