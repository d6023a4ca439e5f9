/**
 * Writes event logs of Windows for tests: `evtxFile([{ provider, channel, eventId, time, computer, data }])`. Headers,
 * tables and checksums are those that Windows writes; evtxexport reads the files (tests/evtx-writer.test.ts).
 * Source: libevtx, "Windows XML Event Log (EVTX) format", https://github.com/libyal/libevtx/tree/main/documentation.
 */
import { crc32 } from '../src/codec/crc32/crc32.ts';
import { ChunkWriter } from './evtx-chunk-writer.ts';
import { type EvtxPart, type EvtxWritten, valueText } from './evtx-values.ts';

export interface EvtxEventToWrite {
  readonly provider: string;
  readonly channel: string;
  readonly eventId: number;
  /** ISO 8601, or milliseconds since 1970. */
  readonly time: string | number;
  readonly computer: string;
  /** Counted from 1 where absent. */
  readonly recordId?: number;
  /** By name; a list: values without names, as older events have them. */
  readonly data?: Readonly<Record<string, EvtxWritten>> | readonly EvtxWritten[];
  /** Instead of `data`: an element of the provider's own with elements in it. */
  readonly userData?: { readonly name: string; readonly values: Readonly<Record<string, EvtxWritten>> };
  readonly providerGuid?: string;
  readonly level?: number;
  readonly task?: number;
  readonly processId?: number;
  readonly userId?: string;
  /** False: the record's XML stands in it whole, without a template. */
  readonly templated?: boolean;
}

export interface EvtxFileHow {
  /** As found on a machine that runs: the header does not know of the last chunk. */
  readonly dirty?: boolean;
}

const fileHeaderBytes = 4096;
const eventNamespace = 'http://schemas.microsoft.com/win/2004/08/events/event';

/** A whole file. */
export function evtxFile(events: readonly EvtxEventToWrite[], how: EvtxFileHow = {}): Uint8Array {
  const chunks = evtxChunks(events);
  const bytes = new Uint8Array(fileHeaderBytes + chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  bytes.set(header(chunks.length, events.length, how.dirty ?? false));
  for (const [i, chunk] of chunks.entries()) bytes.set(chunk, fileHeaderBytes + i * 0x1_0000);
  return bytes;
}

/** The chunks alone, 64 KiB each. */
export function evtxChunks(events: readonly EvtxEventToWrite[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let writer = new ChunkWriter();
  for (const [i, event] of events.entries()) {
    const id = event.recordId ?? i + 1;
    const time = typeof event.time === 'number' ? event.time : Date.parse(event.time);
    if (add(writer, event, id, time)) continue;
    chunks.push(writer.finish());
    writer = new ChunkWriter();
    if (!add(writer, event, id, time)) throw new Error(`event ${id} is larger than a chunk`);
  }
  if (writer.count > 0) chunks.push(writer.finish());
  return chunks;
}

function add(writer: ChunkWriter, event: EvtxEventToWrite, id: number, time: number): boolean {
  return writer.record(id, time, () => {
    if (event.templated === false) writer.fragment(eventElement(event, id, time, (value) => valueText(value)));
    else writer.templated((place) => eventElement(event, id, time, place));
  });
}

/** What turns a value into text, or into a place that the record fills. */
type Placing = (value: EvtxWritten) => EvtxPart;

function eventElement(event: EvtxEventToWrite, id: number, time: number, place: Placing): EvtxPart {
  const uint16 = (value: number): EvtxPart => place({ type: 'uint16', value });
  const uint8 = (value: number): EvtxPart => place({ type: 'uint8', value });
  const guid = event.providerGuid === undefined ? {} : { Guid: place({ type: 'guid', value: event.providerGuid }) };
  const user = event.userId === undefined ? {} : { UserID: place({ type: 'sid', value: event.userId }) };
  const system: EvtxPart[] = [
    { name: 'Provider', attributes: { Name: event.provider, ...guid } },
    { name: 'EventID', content: [uint16(event.eventId)] },
    { name: 'Version', content: [uint8(0)] },
    { name: 'Level', content: [uint8(event.level ?? 4)] },
    { name: 'Task', content: [uint16(event.task ?? 0)] },
    { name: 'Opcode', content: [uint8(0)] },
    { name: 'Keywords', content: [place({ type: 'hex64', value: 0x8000000000000000n })] },
    { name: 'TimeCreated', attributes: { SystemTime: place({ type: 'fileTime', value: time }) } },
    { name: 'EventRecordID', content: [place({ type: 'uint64', value: BigInt(id) })] },
    { name: 'Correlation' },
    { name: 'Execution', attributes: { ProcessID: place(event.processId ?? 4), ThreadID: place(8) } },
    { name: 'Channel', content: [event.channel] },
    { name: 'Computer', content: [event.computer] },
    { name: 'Security', attributes: user },
  ];
  return {
    name: 'Event',
    attributes: { xmlns: eventNamespace },
    content: [{ name: 'System', content: system }, dataElement(event, place)],
  };
}

function dataElement({ data = {}, userData }: EvtxEventToWrite, place: Placing): EvtxPart {
  if (userData) {
    const content = Object.entries(userData.values).map(([name, value]) => ({ name, content: [place(value)] }));
    return { name: 'UserData', content: [{ name: userData.name, attributes: { xmlns: 'urn:example' }, content }] };
  }
  const isList = (value: typeof data): value is readonly EvtxWritten[] => Array.isArray(value);
  if (isList(data))
    return { name: 'EventData', content: data.map((value) => ({ name: 'Data', content: [place(value)] })) };
  const named = Object.entries(data);
  const content = named.map(([name, value]) => ({ name: 'Data', attributes: { Name: name }, content: [place(value)] }));
  return { name: 'EventData', content };
}

function header(chunks: number, records: number, dirty: boolean): Uint8Array {
  const bytes = new Uint8Array(128);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('ElfFile\0'));
  const known = dirty ? chunks - 1 : chunks;
  view.setBigUint64(16, BigInt(Math.max(0, known - 1)), true);
  view.setBigUint64(24, BigInt(records + 1), true);
  view.setUint32(32, 128, true);
  view.setUint16(36, 1, true);
  view.setUint16(38, 3, true);
  view.setUint16(40, fileHeaderBytes, true);
  view.setUint16(42, known, true);
  view.setUint32(120, dirty ? 1 : 0, true);
  view.setUint32(124, crc32(bytes.subarray(0, 120)), true);
  return bytes;
}
