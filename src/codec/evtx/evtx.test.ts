import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { target } from '../../../fuzz/targets/evtx.ts';
import { ChunkWriter } from '../../../tests/evtx-chunk-writer.ts';
import type { EvtxPart, EvtxWritten } from '../../../tests/evtx-values.ts';
import { type EvtxEventToWrite, evtxChunks, evtxFile } from '../../../tests/evtx-writer.ts';
import type { LogValue } from '../../model/log-event.ts';
import { type EvtxChunk, evtxEvent, readEvtxChunk, readEvtxHeader } from './evtx.ts';

const event: EvtxEventToWrite = {
  ...{ provider: 'Example', channel: 'Application', eventId: 1, time: '2026-11-23T16:31:56Z', computer: 'web01' },
  data: { Text: 'value' },
};

function chunkOf(bytes: Uint8Array | undefined): EvtxChunk {
  const read = readEvtxChunk(bytes ?? new Uint8Array(), 0);
  if (read.status !== 'ok') throw new Error(read.status);
  return read.value;
}

const firstChunk = (events: readonly EvtxEventToWrite[]): Buffer => Buffer.from(evtxChunks(events)[0] ?? []);

function fieldsOf(bytes: Uint8Array): Readonly<Record<string, LogValue>> {
  const [record] = chunkOf(bytes).records;
  return record ? evtxEvent(record).fields : {};
}

describe('the header of an event log', () => {
  it('says whether the log was closed', () => {
    expect(readEvtxHeader(evtxFile([event]))).toMatchObject({
      value: {
        version: '3.1',
        firstChunk: 4096,
        chunks: 1,
        nextRecord: 2,
        dirty: false,
        full: false,
        checksumHolds: true,
      },
    });
    expect(readEvtxHeader(evtxFile([event], { dirty: true }))).toMatchObject({ value: { dirty: true, chunks: 0 } });
  });

  it('may be none, or cut off', () => {
    expect(readEvtxHeader(new Uint8Array(200))).toEqual({ status: 'not-this-format' });
    expect(readEvtxHeader(evtxFile([]).subarray(0, 100))).toMatchObject({ status: 'malformed', at: 100 });
  });
});

describe('a value', () => {
  const bytes = (...list: number[]): Uint8Array => Uint8Array.from(list);
  const eight = bytes(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
  const real = (size: 4 | 8, value: number): Uint8Array => {
    const view = new DataView(new ArrayBuffer(size));
    if (size === 4) view.setFloat32(0, value, true);
    else view.setFloat64(0, value, true);
    return new Uint8Array(view.buffer);
  };
  const cases: [string, EvtxWritten, LogValue][] = [
    ['text beyond ASCII', 'Büro 東京 😀', 'Büro 東京 😀'],
    ['text that counts its end', { type: 0x01, bytes: Buffer.from('ab\0\0', 'utf16le') }, 'ab'],
    ['a long text', 'x'.repeat(3000), 'x'.repeat(3000)],
    ['no text', '', ''],
    ['nothing', null, null],
    ['ANSI text', { type: 0x02, bytes: Buffer.from('caf\xe9\0', 'latin1') }, 'café'],
    ['a byte with sign', { type: 0x03, bytes: bytes(0xfe) }, -2],
    ['a byte', { type: 0x04, bytes: bytes(0xfe) }, 254],
    ['16 bits with sign', { type: 0x05, bytes: bytes(0xfe, 0xff) }, -2],
    ['16 bits', { type: 0x06, bytes: bytes(0x34, 0x12) }, 0x1234],
    ['32 bits with sign', { type: 0x07, bytes: bytes(0xfe, 0xff, 0xff, 0xff) }, -2],
    ['32 bits', { type: 0x08, bytes: bytes(0xfe, 0xff, 0xff, 0xff) }, 0xfffffffe],
    ['64 bits with sign', { type: 0x09, bytes: bytes(0xfe, ...eight.subarray(1)) }, -2],
    ['64 bits that no number holds', { type: 0x0a, bytes: eight }, '18446744073709551615'],
    ['the least of 64 bits', { type: 0x09, bytes: bytes(0, 0, 0, 0, 0, 0, 0, 0x80) }, '-9223372036854775808'],
    ['a short real number', { type: 0x0b, bytes: real(4, 1.5) }, 1.5],
    ['a long real number', { type: 0x0c, bytes: real(8, -0.1) }, -0.1],
    ['a real number that is none', { type: 0x0c, bytes: real(8, Number.NaN) }, 'NaN'],
    ['true', true, true],
    ['bytes', { type: 0x0e, bytes: bytes(0x00, 0xab, 0x10) }, '00AB10'],
    [
      'a GUID',
      { type: 'guid', value: '00112233-4455-6677-8899-AABBCCDDEEFF' },
      '{00112233-4455-6677-8899-aabbccddeeff}',
    ],
    ['a size of 32 bits', { type: 0x10, bytes: bytes(0, 0x10, 0, 0) }, '0x1000'],
    ['a size of 64 bits', { type: 0x10, bytes: bytes(0, 0x10, 0, 0, 1, 0, 0, 0) }, '0x100001000'],
    ['a FILETIME', { type: 'fileTime', value: Date.parse('2026-02-28T23:59:59.999Z') }, '2026-02-28T23:59:59.9990000Z'],
    ['a FILETIME of no calendar', { type: 0x11, bytes: eight }, '0xffffffffffffffff'],
    [
      'a SYSTEMTIME',
      { type: 0x12, bytes: bytes(0xea, 7, 11, 0, 1, 0, 23, 0, 16, 0, 5, 0, 9, 0, 7, 0) },
      '2026-11-23T16:05:09.007Z',
    ],
    ['a SID', { type: 'sid', value: 'S-1-5-21-4294967295-2-3-1001' }, 'S-1-5-21-4294967295-2-3-1001'],
    ['a SID that says more than it has', { type: 0x13, bytes: bytes(1, 9, 0, 0, 0, 0, 0, 5) }, '0109000000000005'],
    ['hexadecimal, 32 bits', { type: 'hex32', value: 0x80041003n }, '0x80041003'],
    ['hexadecimal, 64 bits', { type: 'hex64', value: 0x10n }, '0x10'],
    ['several texts', ['a', '', 'b'], ['a', '', 'b']],
    ['several ANSI texts', { type: 0x82, bytes: Buffer.from('a\0b') }, ['a', 'b']],
    ['several numbers', { type: 0x86, bytes: bytes(1, 0, 2, 0) }, [1, 2]],
    ['several SIDs', { type: 0x93, bytes: bytes(1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0) }, ['S-1-5-18']],
    ['no numbers', { type: 0x88, bytes: bytes() }, []],
    ['a number shorter than its type', { type: 0x08, bytes: bytes(1, 2) }, '0102'],
    ['a type that nobody knows', { type: 0x7e, bytes: bytes(1, 2) }, '0102'],
  ];

  it.each(cases)('%s', (_, written, read) => {
    expect(fieldsOf(firstChunk([{ ...event, data: { Value: written } }]))['Value']).toEqual(read);
  });
});

describe('the XML of a record', () => {
  const inData = (...content: EvtxPart[]): Readonly<Record<string, LogValue>> => {
    const writer = new ChunkWriter();
    const data = { name: 'Data', attributes: { Name: 'Value' }, content };
    const root = { name: 'Event', content: [{ name: 'EventData', content: [data] }] };
    expect(writer.record(1, 0, () => writer.fragment(root))).toBe(true);
    return fieldsOf(writer.finish());
  };
  const wide = (text: string): number[] => [text.length, 0, ...Buffer.from(text, 'utf16le')];

  it('is put together from text, characters, CDATA and values', () => {
    const cdata = { raw: [0x07, ...wide('<b>')] };
    const character = { raw: [0x08, 0x41, 0x00] };
    const number = { raw: [0x05, 0x08, 7, 0, 0, 0] };
    expect(inData('a', cdata, character, number)).toEqual({ Value: 'a<b>A7' });
    expect(inData(number)).toEqual({ Value: 7 });
  });

  it('is read where an element does not say what it depends on', () => {
    // The name `Event` of the root stands at 551; an element of that name, without the field.
    const short = [0x01, 1, 0, 0, 0, 0x27, 0x02, 0, 0, 0x03];
    expect(inData({ raw: short })).toEqual({ Event: null });
  });

  it('may have names that other tools wrote, with hashes that are none', () => {
    const bytes = firstChunk([event]);
    bytes.writeUInt16LE(0, bytes.indexOf(Buffer.from('Event\0', 'utf16le')) - 4);
    expect(fieldsOf(bytes)).toMatchObject({ EventID: 1, Text: 'value' });
  });

  it('has nothing of instructions for programs', () => {
    expect(inData({ raw: [0x0b, ...wide('x')] }, 'a')).toEqual({ Value: 'a' });
  });

  it.each([
    ['a token that is none', [0x3f]],
    ['a text longer than its record', [0x05, 0x01, 0xff, 0xff]],
    ['a value that does not say its size', [0x05, 0x0e, 1, 0, 0]],
    ['an element without a name', [0x01, 0xff, 0xff, 1, 0, 0, 0, 0xff, 0xff, 0, 0, 0x03]],
    ['a template that is nowhere', [0x0c, 1, 1, 0, 0, 0, 0xff, 0xff, 0, 0]],
  ])('costs its record where it holds %s', (_, raw) => {
    const writer = new ChunkWriter();
    writer.record(1, 0, () => writer.fragment({ name: 'Event', content: [{ raw }] }));
    writer.record(2, 0, () => writer.fragment({ name: 'Event', content: [] }));
    const { records, misses } = chunkOf(writer.finish());
    expect(records.map(({ id }) => id)).toEqual([2]);
    expect(misses).toMatchObject([{ gap: { code: 'malformed', offset: 512 } }]);
  });

  it('that nests without end ends', () => {
    const writer = new ChunkWriter();
    let root: EvtxPart = 'x';
    for (let i = 0; i < 200; i++) root = { name: 'a', content: [root] };
    writer.record(1, 0, () => writer.fragment(root));
    expect(chunkOf(writer.finish()).misses).toMatchObject([{ gap: { code: 'limit-count' } }]);
  });
});

describe('templates within templates', () => {
  it('that reach deeper than elements may, together, are a limit', () => {
    const writer = new ChunkWriter();
    let part: EvtxPart = 'x';
    for (let record = 1; record <= 12; record++) {
      let deep: EvtxPart = part;
      for (let i = 0; i < 8; i++) deep = { name: 'a', content: [deep] };
      writer.record(record, 0, () => writer.fragment({ template: deep }));
      part = { template: deep };
    }
    const { records, misses } = chunkOf(writer.finish());
    expect(records.length).toBeGreaterThan(4);
    expect(records.length).toBeLessThan(8);
    expect(misses[0]).toMatchObject({ gap: { code: 'limit-count' } });
  });
});

describe('a name of the data', () => {
  it('that is one of the system’s is told from it', () => {
    const fields = fieldsOf(firstChunk([{ ...event, data: { EventID: 'x', Level: 'y', Channel: 'z' } }]));
    expect(fields).toMatchObject({ EventID: 1, Level: 4, Channel: 'Application' });
    expect(fields).toMatchObject({ EventData_EventID: 'x', EventData_Level: 'y', EventData_Channel: 'z' });
  });

  it('may be any word', () => {
    const data = Object.fromEntries(['__proto__', 'constructor', '0', ''].map((name) => [name, name]));
    const fields = fieldsOf(firstChunk([{ ...event, data }]));
    expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
    expect(Object.entries(fields)).toEqual(expect.arrayContaining(Object.entries(data)));
  });
});

describe('a damaged chunk', () => {
  const events = Array.from({ length: 20 }, (_, i) => ({ ...event, data: { Text: `value ${i}` } }));
  const whole = firstChunk(events);
  const { records } = chunkOf(whole);
  const places = records.map(({ offset }) => offset);
  const idsOf = (bytes: Uint8Array): number[] => chunkOf(bytes).records.map(({ id }) => id);
  const without = (...lost: number[]): number[] => records.map(({ id }) => id).filter((id) => !lost.includes(id));

  it('loses only the record whose length is a lie', () => {
    const bytes = Buffer.from(whole);
    bytes.writeUInt32LE(0x7fffffff, (places[4] ?? 0) + 4);
    expect(idsOf(bytes)).toEqual(without(5));
    expect(chunkOf(bytes).misses).toMatchObject([{ gap: { code: 'malformed', offset: places[4] } }]);
  });

  it('loses those that need a template that is lost', () => {
    const bytes = Buffer.from(whole);
    bytes.fill(0xff, (places[0] ?? 0) + 40, places[1]);
    const { records, misses } = chunkOf(bytes);
    expect(records).toEqual([]);
    // Sixteen are told each for itself.
    expect(misses).toHaveLength(17);
    expect(misses.at(-1)?.gap.what).toContain('4 more');
  });

  it('is read to its own end where its header knows of none, or of too early a one', () => {
    const bytes = Buffer.from(whole);
    bytes.writeUInt32LE(0xffffffff, 48);
    expect(idsOf(bytes)).toEqual(without());
    expect(chunkOf(bytes).misses).toEqual([]);
    bytes.writeUInt32LE(places[7] ?? 0, 48);
    expect(idsOf(bytes)).toEqual(without());
  });

  it('says where records were made zeros', () => {
    const bytes = Buffer.from(whole);
    bytes.fill(0, places[18], places[19]);
    expect(idsOf(bytes)).toEqual(without(19));
    expect(chunkOf(bytes)).toMatchObject({ checksumsHold: false, misses: [{ gap: { offset: places[18] } }] });
  });

  it('with a template that holds itself, or one that many records repeat, is read in time', () => {
    const bytes = Buffer.from(whole);
    // The instance within the first record's template: 0x0c, one byte, the template's id, its place.
    const at = (places[0] ?? 0) + 24 + 4;
    const id = bytes.readUInt32LE(at + 2);
    const place = bytes.readUInt32LE(at + 6);
    bytes.set([0x0c, 1], place + 24 + 4);
    bytes.writeUInt32LE(id, place + 24 + 6);
    bytes.writeUInt32LE(place, place + 24 + 10);
    expect(chunkOf(bytes).records).toEqual([]);
    expect(chunkOf(bytes).misses[0]?.gap.what).toContain('holds itself');
  });

  it('has no more work than its limit, however large its template and many its records', () => {
    const writer = new ChunkWriter();
    const large = { name: 'Event', content: Array.from({ length: 2000 }, () => ({ name: 'a' })) };
    let written = 0;
    while (writer.record(written + 1, 0, () => writer.templated(() => large))) written++;
    const { records, misses } = chunkOf(writer.finish());
    expect(written).toBeGreaterThan(500);
    expect(records.length).toBeLessThan(150);
    expect(misses[0]).toMatchObject({ gap: { code: 'limit-count' } });
  });
});

describe('any bytes', () => {
  const file = evtxFile([event, { ...event, templated: false }, { ...event, data: ['a', ['b', 'c']] }]);

  it('in the place of a log’s own never make it throw', () => {
    const change = fc.tuple(fc.nat(4096), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const bytes = file.slice(0, 8192);
        for (const [at, byte] of changes) bytes[4095 + at] = byte;
        target.run(bytes);
      }),
      { numRuns: 500 },
    );
  });

  it('may be missing at the end', () => {
    for (let cut = 0; cut < 8000; cut += 7) target.run(file.subarray(0, cut));
  });
});
