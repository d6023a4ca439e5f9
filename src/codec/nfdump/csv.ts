/**
 * nfdump's CSV: `-o csv` of 1.6 and 1.7 with its short names of columns, and of 1.7.4 and later with its long ones.
 * Sources: nfdump 1.7.1 as it writes; nfdump(1), output formats; https://github.com/phaag/nfdump.
 *
 *     ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt,…
 *     2026-11-23 14:19:40,2026-11-23 14:19:41,0.207,192.0.2.10,198.51.100.7,50496,3333,TCP,...AP.S.,0,0,5,259,0,0,…
 *     firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort,packets,bytes,flows
 *
 * Does not see: numbers that are written with a unit (`1.2 M`, nfdump without -N), and statistics (-s), which are no flows.
 */
import { isAddress } from '../../model/endpoint.ts';
import { type FlowRecord, localTime, portNumber, transportOf, wholeNumber } from './record.ts';

/** Where each value stands among the columns; -1 where it does not. */
export interface CsvColumns {
  readonly first: number;
  readonly last: number;
  readonly seconds: number;
  readonly source: number;
  readonly destination: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly protocol: number;
  readonly packets: number;
  readonly bytes: number;
  readonly packetsBack: number;
  readonly bytesBack: number;
  /** How many columns there are. */
  readonly count: number;
}

/** All names under which a column is known. */
const names: Readonly<Record<Exclude<keyof CsvColumns, 'count'>, readonly string[]>> = {
  first: ['ts', 'firstSeen', 'first'],
  last: ['te', 'lastSeen', 'last'],
  seconds: ['td', 'duration'],
  source: ['sa', 'srcAddr'],
  destination: ['da', 'dstAddr'],
  sourcePort: ['sp', 'srcPort'],
  destinationPort: ['dp', 'dstPort'],
  protocol: ['pr', 'proto'],
  packets: ['ipkt', 'pkt', 'packets', 'inPackets'],
  bytes: ['ibyt', 'byt', 'bytes', 'inBytes'],
  packetsBack: ['opkt', 'outPackets'],
  bytesBack: ['obyt', 'outBytes'],
};

/** No form has as many. */
const mostColumns = 256;

/** The columns that a header names; nothing where the line is none, or lacks what makes a flow. */
export function csvColumns(line: string): CsvColumns | undefined {
  if (!/^[a-zA-Z][\w ]{1,20},[\w ,]{20,4096}$/.test(line)) return undefined;
  const columns = line.split(',', mostColumns).map((name) => name.trim());
  const at = (key: Exclude<keyof CsvColumns, 'count'>): number =>
    columns.findIndex((name) => names[key].includes(name));
  const found: CsvColumns = {
    ...{ first: at('first'), last: at('last'), seconds: at('seconds'), protocol: at('protocol') },
    ...{ source: at('source'), destination: at('destination') },
    ...{ sourcePort: at('sourcePort'), destinationPort: at('destinationPort') },
    ...{ packets: at('packets'), bytes: at('bytes'), packetsBack: at('packetsBack'), bytesBack: at('bytesBack') },
    count: columns.length,
  };
  const { first, last, seconds, source, destination, sourcePort, destinationPort, protocol, bytes } = found;
  const needed = [first, source, destination, sourcePort, destinationPort, protocol, bytes, Math.max(last, seconds)];
  return needed.every((column) => column >= 0) ? found : undefined;
}

/**
 * A record of a line. Nothing where it is no flow of TCP or UDP; `malformed` where it has the columns and holds what
 * cannot stand in them.
 */
export function csvRecord(line: string, columns: CsvColumns): FlowRecord | 'malformed' | undefined {
  const values = line.split(',', mostColumns);
  if (values.length !== columns.count) return undefined;
  const of = (column: number): string => values[column] ?? '';
  const transport = transportOf(of(columns.protocol));
  if (transport === undefined) return undefined;
  const [source, destination] = [of(columns.source).trim(), of(columns.destination).trim()];
  const [sourcePort, destinationPort] = [portNumber(of(columns.sourcePort)), portNumber(of(columns.destinationPort))];
  const times = timesOf(of(columns.first), of(columns.last), of(columns.seconds));
  const bytes = wholeNumber(of(columns.bytes));
  if (sourcePort === undefined || destinationPort === undefined || bytes === undefined || times === undefined)
    return 'malformed';
  if (!isAddress(source) || !isAddress(destination)) return 'malformed';
  const packets = wholeNumber(of(columns.packets)) ?? 0;
  const back = {
    packetsBack: wholeNumber(of(columns.packetsBack)) ?? 0,
    bytesBack: wholeNumber(of(columns.bytesBack)) ?? 0,
  };
  return { source, sourcePort, destination, destinationPort, transport, ...times, packets, bytes, ...back };
}

/** The length is given to a thousandth, the times may be cut to whole seconds. */
function timesOf(from: string, to: string, length: string): { first: number; last: number } | undefined {
  const first = localTime(from.trim());
  const seconds = /^ *\d{1,9}(?:\.\d{1,6})?$/.test(length) ? Number(length) : undefined;
  if (first === undefined) return undefined;
  const last = seconds === undefined ? localTime(to.trim()) : first + 1000 * seconds;
  return last === undefined || last < first ? undefined : { first, last };
}

const comma = 0x2c;

/** The ports of a line, read from its bytes: asked of every flow, and most are at no port that matters. */
export function csvPorts(bytes: Uint8Array, start: number, end: number, columns: CsvColumns): [number, number] {
  const { sourcePort, destinationPort } = columns;
  const ports: [number, number] = [0, 0];
  let column = 0;
  for (let at = start; at < end && column <= Math.max(sourcePort, destinationPort); at++) {
    if (bytes[at] === comma) column++;
    else if (column === sourcePort) ports[0] = withDigit(ports[0], bytes[at]);
    else if (column === destinationPort) ports[1] = withDigit(ports[1], bytes[at]);
  }
  return ports;
}

/** Ports of ICMP are written `8.0`, and are none. */
function withDigit(port: number, byte = 0): number {
  const digit = byte - 0x30;
  return digit >= 0 && digit <= 9 ? Math.min(10 * port + digit, 1e6) : port;
}
