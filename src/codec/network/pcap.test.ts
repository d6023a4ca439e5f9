import { describe, expect, it } from 'vitest';
import { type PcapForm, pcap, text } from '../../../tests/make-capture.ts';
import { notThisFormat } from '../../model/result.ts';
import { openCapture } from './capture.ts';
import { readPcapHeader } from './pcap.ts';

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
  for (let at = opened.value.at; reader.next(capture, at) === 'packet'; at = reader.end) {
    const bytes = capture.subarray(reader.dataAt, reader.dataAt + reader.captured);
    records.push({ data: new TextDecoder().decode(bytes), time: reader.time, link: reader.link });
  }
  return records;
}

const forms: [string, PcapForm, number][] = [
  ['little-endian microseconds', {}, 1_700_000_000_123.456],
  ['big-endian microseconds', { little: false }, 1_700_000_000_123.456],
  ['little-endian nanoseconds', { nano: true }, 1_700_000_000_123.4568],
  ['big-endian nanoseconds', { nano: true, little: false }, 1_700_000_000_123.4568],
  ["Kuznetzov's longer records", { modified: true }, 1_700_000_000_123.456],
];

describe('pcap', () => {
  it.each(forms)('reads %s', (_, form, time) => {
    const frames = [
      { bytes: text('one'), time },
      { bytes: text('second'), time: time + 1 },
    ];
    const records = readAll(pcap(frames, { ...form, link: 101 }));
    expect(records.map(({ data }) => data)).toEqual(['one', 'second']);
    expect(records[0]?.time).toBeCloseTo(time, 3);
    expect(records[0]?.link).toBe(101);
  });

  it('leaves frame check sequence flags out of the link type', () => {
    const capture = pcap([{ bytes: text('x') }]);
    capture[23] = 0x24;
    expect(readAll(capture)[0]?.link).toBe(1);
  });

  it('refuses a version it does not know, and what ends within the header', () => {
    const capture = pcap([]);
    expect(readPcapHeader(capture.subarray(0, 10))).toMatchObject({ status: 'malformed', at: 10 });
    capture[4] = 9;
    expect(readPcapHeader(capture)).toMatchObject({ status: 'malformed', at: 4 });
    expect(readPcapHeader(text('MZ and whatever follows it'))).toBe(notThisFormat);
    expect(readPcapHeader(new Uint8Array(0))).toBe(notThisFormat);
  });

  it('asks for more where a record is not whole', () => {
    const capture = pcap([{ bytes: text('one') }, { bytes: text('second') }]);
    for (let length = 24 + 16 + 3; length < capture.length; length++)
      expect(readAll(capture.subarray(0, length)).map(({ data }) => data)).toEqual(['one']);
  });
});
