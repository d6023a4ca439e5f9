/**
 * nfdump's JSON: `-o json`, an array with one value a line, and `-o ndjson` or `json-log`, one object a line. 1.6 wrote
 * `t_first` and `t_last` where 1.7 writes `first` and `last`.
 * Sources: nfdump 1.7.1 as it writes; nfdump(1), output formats.
 *
 *     {
 *     	"first" : "2026-11-23T14:19:40.359",
 *     	"in_packets" : 5,
 *     	"src4_addr" : "192.0.2.10",
 *     },
 *
 * Does not see: keys that other tools write into IPFIX as JSON.
 */

import { isAddress } from '../../model/endpoint.ts';
import { isObject, type JsonObject, type JsonValue, parseDocument } from '../json/document.ts';
import { type FlowRecord, localTime, transportOf } from './record.ts';

/** A record has some 40 values, none of them an object, so it ends at its first closing brace. Bytes. */
const longestRecord = 16_384;
const openingBrace = 0x7b;
const closingBrace = 0x7d;

/** Where the record stands that holds the byte at `offset`; nothing where its ends are not near. */
export function recordAround(bytes: Uint8Array, offset: number): { start: number; end: number } | undefined {
  const lowest = Math.max(0, offset - longestRecord);
  const start = bytes.subarray(lowest, offset).lastIndexOf(openingBrace);
  const end = bytes.subarray(offset, offset + longestRecord).indexOf(closingBrace);
  return start < 0 || end < 0 ? undefined : { start: lowest + start, end: offset + end + 1 };
}

/** The record in `bytes[start, end)`; nothing where it is no flow of TCP or UDP, `malformed` where it is no JSON. */
export function jsonRecord(bytes: Uint8Array, start: number, end: number): FlowRecord | 'malformed' | undefined {
  const value = parseDocument(bytes, start, end);
  return isObject(value) ? recordOf(value) : 'malformed';
}

function recordOf(object: JsonObject): FlowRecord | 'malformed' | undefined {
  const transport = transportOf(String(object['proto'] ?? ''));
  if (transport === undefined) return undefined;
  const [source, destination] = [addressIn(object, 'src'), addressIn(object, 'dst')];
  const [sourcePort, destinationPort] = [portIn(object['src_port']), portIn(object['dst_port'])];
  const [first, last] = [timeIn(object['first'] ?? object['t_first']), timeIn(object['last'] ?? object['t_last'])];
  if (source === undefined || destination === undefined || first === undefined || last === undefined || last < first)
    return 'malformed';
  if (sourcePort === undefined || destinationPort === undefined) return 'malformed';
  const totals = {
    packets: countIn(object['in_packets']),
    bytes: countIn(object['in_bytes']),
    packetsBack: countIn(object['out_packets']),
    bytesBack: countIn(object['out_bytes']),
  };
  return { source, sourcePort, destination, destinationPort, transport, first, last, ...totals };
}

function addressIn(object: JsonObject, side: 'src' | 'dst'): string | undefined {
  const value = object[`${side}4_addr`] ?? object[`${side}6_addr`] ?? object[`${side}_addr`];
  return typeof value === 'string' && isAddress(value) ? value : undefined;
}

function timeIn(value: JsonValue | undefined): number | undefined {
  return typeof value === 'string' ? localTime(value) : undefined;
}

function portIn(value: JsonValue | undefined): number | undefined {
  return isCount(value) && value <= 65_535 ? value : undefined;
}

function countIn(value: JsonValue | undefined): number {
  return isCount(value) ? value : 0;
}

function isCount(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
