/** What a conversation looked like from outside, in the words of an observation, out of what the capture decoder counted. */
import { readClientPrelude } from '../../codec/stratum/prelude.ts';
import { writeEndpoint } from '../../model/endpoint.ts';
import type { FlowCadence } from '../../model/network-payloads.ts';
import type { Stream } from '../../model/stream.ts';

/** Seconds; what is over sooner has no rhythm. */
const leastSeconds = 60;
/** Bytes of each direction that are looked at in order to tell words from a cipher. */
const sampleBytes = 2048;
/** Part of the bytes that are printable where people or programs speak in words. */
const leastWords = 0.95;

/** Undefined where it has no rhythm, was soon over, or is in words (HTTP, JSON), which other extractors read. */
export function describeFlow(bytes: Uint8Array, stream: Stream): FlowCadence | undefined {
  const { cadence } = stream;
  if (cadence?.rhythm === undefined) return undefined;
  const { first, last, rhythm, ...totals } = cadence;
  if (last - first < leastSeconds * 1000 || isInWords(bytes, stream)) return undefined;
  const names = namesOf(bytes, stream);
  return {
    client: writeEndpoint(stream.client),
    server: writeEndpoint(stream.server),
    transport: 'tcp',
    sensor: 'capture',
    start: new Date(first).toISOString(),
    seconds: Math.round(last - first) / 1000,
    ...totals,
    ...(isTls(bytes, stream) && { encrypted: true }),
    ...(names.length > 0 && { names: [...names] }),
    rhythm,
  };
}

/** Names of the far end: behind a proxy the one that it was asked for, for its own names say nothing. */
function namesOf(bytes: Uint8Array, { clientBytes, serverNames = [] }: Stream): readonly string[] {
  const { host } = readClientPrelude(bytes.subarray(0, clientBytes));
  if (host === undefined) return serverNames;
  return isAddress(host) ? [] : [host];
}

function isAddress(host: string): boolean {
  return host.includes(':') || /^[\d.]+$/.test(host);
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
