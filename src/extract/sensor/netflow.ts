/**
 * Conversations at ports of pools in what nfdump writes of NetFlow and IPFIX, as CSV and as JSON. Records of one
 * conversation are joined, and told where they are together what a miner's would be (intel/long-and-slow.ts). What that
 * means is for detectors to say.
 * Sources: codec/nfdump, intel/pool-ports.ts.
 * Does not see: pools at other ports; names, which flow records lack; the time, whose zone nfdump does not write;
 * conversations of which an exporter saw one direction alone.
 */
import { LateTexts } from '../../codec/log-lines/late-texts.ts';
import { eachLine, longestLine } from '../../codec/log-lines/lines.ts';
import { type CsvColumns, csvColumns, csvPorts, csvRecord } from '../../codec/nfdump/csv.ts';
import { jsonRecord, recordAround } from '../../codec/nfdump/json.ts';
import type { FlowRecord } from '../../codec/nfdump/record.ts';
import { poolPort, poolPorts } from '../../intel/pool-ports.ts';
import type { Limits } from '../../model/limits.ts';
import {
  defineSweep,
  type Miss,
  type Sweep,
  type SweepExtractor,
  type SweepSighting,
  type SweepView,
} from '../../model/units.ts';
import { mostOfPair } from './flow-ledger.ts';
import { JoinedFlows } from './joined-flows.ts';
import { type Place, placeOf } from './place.ts';

/** Conversations at pools' ports that are kept in mind. */
const mostKept = 20_000;
/** Clients and servers that are told of. */
const mostTold = 1_000;
const openingBrace = 0x7b;
const latin = new TextDecoder('latin1');

export const netflow: SweepExtractor<'flow-cadence'> = defineSweep({
  id: 'netflow',
  title: 'Conversations at ports of pools in flow records (nfdump CSV and JSON)',
  emits: ['flow-cadence'],
  accepts: (head) => isCsv(head) || isJson(head),
  open: ({ head, limits }): Sweep<'flow-cadence'> => new FlowSweep(isCsv(head), limits),
});

/** A header of short names (`ts,te,td,`) or long ones (`firstSeen,`). */
function isCsv(head: Uint8Array): boolean {
  const [first] = head;
  if (first !== 0x74 && first !== 0x66) return false;
  return csvColumns(latin.decode(head).split(/\r?\n/, 1)[0] ?? '') !== undefined;
}

function isJson(head: Uint8Array): boolean {
  const [first] = head;
  if (first !== 0x5b && first !== openingBrace && first !== 0x0a) return false;
  return /^\s{0,4}(?:\[\s{0,4})?\{\s{0,4}"type" ?: ?"(?:FLOW|EVENT)"/.test(latin.decode(head.subarray(0, 128)));
}

/**
 * A pool's port in JSON, of either side. The sieve is not asked for these: it would stop at the ports of every other
 * log of JSON as well.
 */
const portTexts: readonly string[] = poolPorts.flatMap((port) =>
  [' : ', ': ', ':'].flatMap((colon) => [',', '}', ' ', '\r', '\n'].map((behind) => `port"${colon}${port}${behind}`)),
);

class FlowSweep implements Sweep<'flow-cadence'> {
  readonly #flows: JoinedFlows<Place>;
  readonly #isCsv: boolean;
  readonly #ports = new LateTexts(portTexts.length);
  #columns: CsvColumns | undefined;
  /** Offset in the artifact behind the last JSON record. */
  #done = 0;
  #broken = 0;
  #firstBroken = 0;

  constructor(csv: boolean, { observationsPerKind }: Limits) {
    this.#isCsv = csv;
    if (!csv) for (const text of portTexts) this.#ports.add(text, -1);
    this.#flows = new JoinedFlows(mostKept, Math.min(mostTold, Math.floor(observationsPerKind / mostOfPair)));
  }

  push(view: SweepView): readonly Miss[] {
    if (this.#isCsv) this.#readLines(view);
    else this.#readRecords(view);
    return [];
  }

  flush(): Iterable<SweepSighting<'flow-cadence'> | Miss> {
    return this.end();
  }

  *end(): Generator<SweepSighting<'flow-cadence'> | Miss> {
    for (const { value, place } of this.#flows.flows()) yield { kind: 'flow-cadence', value, ...place };
    const { dropped } = this.#flows;
    const short = `of more conversations at pools' ports than ${mostKept} the longest were kept; ${dropped} shorter ones were not`;
    if (dropped > 0) yield { gap: { code: 'limit-count', what: short } };
    const broken = `${this.#broken} records of flows could not be read`;
    if (this.#broken > 0) yield { gap: { code: 'malformed', what: broken, offset: this.#firstBroken } };
  }

  #readLines(view: SweepView): void {
    const { bytes, base } = view;
    for (const line of eachLine(view)) {
      if (line.status !== 'ok') {
        if (line.status === 'limit') this.#miss(base + line.at);
        continue;
      }
      const { start, end } = line.value;
      // `ts,te,` or `firstSeen,`, and `Summary` behind the flows.
      if (isLetter(bytes[start])) this.#columns = csvColumns(latin.decode(bytes.subarray(start, end)));
      else if (this.#columns !== undefined && csvPorts(bytes, start, end, this.#columns).some(isPools))
        this.#take(csvRecord(latin.decode(bytes.subarray(start, end)), this.#columns), view, start, end);
    }
  }

  #readRecords(view: SweepView): void {
    for (const offset of this.#ports.find(view.bytes, view.base, view.from, view.to)) this.#readRecord(view, offset);
  }

  /** The record that holds the byte at `offset`, unless it was read. */
  #readRecord(view: SweepView, offset: number): void {
    const { bytes, base } = view;
    if (base + offset < this.#done) return;
    const found = recordAround(bytes, offset);
    if (found === undefined) {
      this.#miss(base + offset);
      this.#done = base + offset + longestLine;
      return;
    }
    this.#done = base + found.end;
    this.#take(jsonRecord(bytes, found.start, found.end), view, found.start, found.end);
  }

  #take(record: FlowRecord | 'malformed' | undefined, { bytes, base }: SweepView, start: number, end: number): void {
    if (record === 'malformed') this.#miss(base + start);
    else if (record !== undefined) this.#flows.add(record, () => placeOf(bytes, base, start, end));
  }

  #miss(offset: number): void {
    if (this.#broken++ === 0) this.#firstBroken = offset;
  }
}

function isPools(port: number): boolean {
  return poolPort(port) !== undefined;
}

function isLetter(byte = 0): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}
