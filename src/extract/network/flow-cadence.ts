/**
 * What a conversation looked like from outside, where nothing in it can be read that would say what it was: under TLS or
 * any other cipher, or in a protocol of somebody's own. Times and sizes were counted by the capture decoder.
 * Source: model/stream.ts (`Cadence`). Does not see: conversations in words (HTTP, JSON), which other extractors read;
 * short ones, and those that were too many to be kept.
 */
import type { FlowCadence } from '../../model/network-payloads.ts';
import type { Stream } from '../../model/stream.ts';
import { defineExtractor, type Extractor } from '../../model/units.ts';
import { writeEndpoint } from './endpoint.ts';

/** Seconds; what is over sooner has no rhythm. */
const leastSeconds = 60;
/** Bytes of each direction that are looked at in order to tell words from a cipher. */
const sampleBytes = 2048;
/** Part of the bytes that are printable where people or programs speak in words. */
const leastWords = 0.95;

export const flowCadence: Extractor<'flow-cadence'> = defineExtractor({
  id: 'flow-cadence',
  title: 'how a conversation that cannot be read goes on: who speaks when, and how much',
  emits: ['flow-cadence'],
  kinds: ['stream'],
  *extract({ stream, bytes, base }) {
    const { cadence } = stream ?? {};
    if (stream === undefined || cadence?.rhythm === undefined || base > 0) return;
    if (cadence.last - cadence.first < leastSeconds * 1000 || isInWords(bytes, stream)) return;
    const packet = stream.segments[0]?.packet;
    yield {
      kind: 'flow-cadence',
      value: describe(stream, cadence, isTls(bytes, stream)),
      offset: 0,
      length: Math.min(bytes.length, 256),
      ...(isDate(cadence.first) && { time: cadence.first }),
      ...(packet !== undefined && { packet }),
    };
  },
});

function describe(stream: Stream, cadence: NonNullable<Stream['cadence']>, encrypted: boolean): FlowCadence {
  const { first, last, rhythm, ...totals } = cadence;
  return {
    client: writeEndpoint(stream.client),
    server: writeEndpoint(stream.server),
    transport: 'tcp',
    sensor: 'capture',
    ...(isDate(first) && { start: new Date(first).toISOString() }),
    seconds: Math.round(last - first) / 1000,
    ...totals,
    ...(encrypted && { encrypted }),
    ...(stream.serverNames?.length ? { names: [...stream.serverNames] } : {}),
    ...(rhythm && { rhythm }),
  };
}

/** A capture may claim any time; a date goes so far only (ECMA-262, time values). */
function isDate(time: number): boolean {
  return Math.abs(time) <= 8.64e15;
}

/** A TLS record stands at the beginning, or behind what a proxy was told. */
function isTls(bytes: Uint8Array, { clientBytes }: Stream): boolean {
  return (
    hasRecord(bytes.subarray(0, Math.min(clientBytes, sampleBytes))) ||
    hasRecord(bytes.subarray(clientBytes, clientBytes + sampleBytes))
  );
}

/** A handshake or data in a record of TLS 1.0 to 1.3 (RFC 8446, section 5.1) with a length that fits. */
function hasRecord(bytes: Uint8Array): boolean {
  for (let at = 0; at + 5 <= bytes.length; at++) {
    const [type, major, minor = 9, high = 255] = bytes.subarray(at, at + 4);
    const isBeginning = at === 0 ? type === 22 || type === 23 : type === 22 && bytes[at + 5] === 1;
    if (isBeginning && major === 3 && minor <= 4 && high <= 0x41) return true;
  }
  return false;
}

function isInWords(bytes: Uint8Array, { clientBytes }: Stream): boolean {
  const sides = [
    bytes.subarray(0, Math.min(clientBytes, sampleBytes)),
    bytes.subarray(clientBytes, clientBytes + sampleBytes),
  ];
  const said = sides.filter(({ length }) => length > 0);
  return said.length > 0 && said.every((side) => side.filter(isPrintable).length >= leastWords * side.length);
}

function isPrintable(byte: number): boolean {
  return (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13;
}
