/**
 * Zeek's logs as JSON, one record a line: conn, dns, ssl, x509, http, files, notice, weird and socks, each in its file or
 * all in one (json-streaming-logs). Sees names of pools in lookups, handshakes, certificates and requests, agents of
 * miners, files with a miner's name, notices about mining, and connections: beside one of those, at a pool's port with
 * a miner's totals, or so long and slow that another file may say more of them (zeek-long-connections.ts). Also where the
 * records were written anew by another program, or stand in what carried them (wrapped-object.ts).
 * Source: https://docs.zeek.org/en/master/log-formats.html#zeek-json-format-logs.
 * Does not see: handshakes that only x509.log, a file of its own, would name; short or quick connections that only
 * another file would.
 */
import { eachLine, lineAround } from '../../codec/log-lines/lines.ts';
import { jsonRecord } from '../../codec/zeek-log/record.ts';
import {
  defineSweep,
  type Miss,
  type Sweep,
  type SweepBeginning,
  type SweepExtractor,
  type SweepSighting,
  type SweepView,
} from '../../model/units.ts';
import { JsonLinesSweep, type JsonLog, jsonHead, objectIn } from './json-lines.ts';
import { placeOf } from './place.ts';
import { portAnchors, wordAnchors } from './sensor-anchors.ts';
import { type SensorKind, sensorKinds } from './sensor-record.ts';
import { ownObject } from './wrapped-object.ts';
import { longDurations } from './zeek-durations.ts';
import { LongConnections, leastSeconds } from './zeek-long-connections.ts';
import { sensorRecordOfZeek } from './zeek-records.ts';

export const zeekJson: SweepExtractor<SensorKind> = defineSweep({
  id: 'zeek-json',
  title: "Zeek's logs as JSON",
  emits: sensorKinds,
  anchors: [...wordAnchors, ...portAnchors],
  accepts: (head) => {
    const text = jsonHead(head);
    return text !== undefined && /ts\\{0,3}"\s?:/.test(text) && zeekKeys.test(text);
  },
  open: (beginning) => new ZeekJsonSweep(beginning),
});

/** A connection's sides, or what else every record of one of the logs has. */
const zeekKeys = /"(?:id[._]orig_h|_path|note|fuid|certificate[._]version|orig_h)\\{0,3}"\s?:/;

const zeekLog: JsonLog = {
  isOwn: (object) => object['ts'] !== undefined,
  keys: { port: '(?:id[._])?resp_p', usual: 'ts' },
  *read({ object }) {
    const record = sensorRecordOfZeek(jsonRecord(object));
    if (record) yield record;
  },
};

/** Lines that matter by themselves, and connections that may matter beside another file. */
class ZeekJsonSweep implements Sweep<SensorKind> {
  readonly #lines: JsonLinesSweep;
  readonly #long = new LongConnections();
  /** Where other records stand in the log as well, it tells by itself what stands beside a connection. */
  readonly #isOfConnections: boolean;

  constructor(beginning: SweepBeginning) {
    this.#lines = new JsonLinesSweep(zeekLog, beginning);
    this.#isOfConnections = tellsOfConnections(beginning.head);
  }

  *push(view: SweepView): Generator<SweepSighting<SensorKind> | Miss> {
    yield* this.#lines.push(view);
    if (!this.#isOfConnections) return;
    for (const offset of longDurations(view.bytes, view.from, view.to, leastSeconds)) this.#takeLong(view, offset);
  }

  /** Of a log that grows, what may matter beside another is told at its end: by then most of it has. */
  flush(): Iterable<SweepSighting<SensorKind> | Miss> {
    return this.#lines.flush();
  }

  *end(): Generator<SweepSighting<SensorKind> | Miss> {
    yield* this.#long.behind(this.#lines.end());
  }

  #takeLong(view: SweepView, offset: number): void {
    const { bytes, base } = view;
    const line = lineAround(view, offset);
    const found = line.status === 'ok' ? objectIn(bytes, line.value) : undefined;
    const own = found && ownObject(found, zeekLog.isOwn);
    if (line.status !== 'ok' || !own) return;
    const record = jsonRecord(own.object);
    this.#long.take(record, sensorRecordOfZeek(record), () => placeOf(bytes, base, line.value.start, line.value.end));
  }
}

/** True where every whole line among the log's first ones is of conn.log. */
function tellsOfConnections(head: Uint8Array): boolean {
  const lines = [...eachLine({ bytes: head, base: 0, from: 0, to: head.length, last: true })];
  const paths = lines.flatMap((line) => {
    const found = line.status === 'ok' ? objectIn(head, line.value) : undefined;
    const own = found && ownObject(found, zeekLog.isOwn);
    return own ? [jsonRecord(own.object).path] : [];
  });
  return paths.length > 0 && paths.every((path) => path === 'conn');
}
