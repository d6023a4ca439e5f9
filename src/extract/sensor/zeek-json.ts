/**
 * Zeek's logs as JSON, one record a line: conn, dns, ssl, x509, http, files, notice, weird and socks, each in its file or
 * all in one (json-streaming-logs). Sees names of pools in lookups, handshakes, certificates and requests, agents of
 * miners, files with a miner's name, notices about mining, and connections: beside one of those, or at a pool's port with
 * a miner's totals. Also where the records were written anew by another program, or stand in what carried them
 * (wrapped-object.ts).
 * Source: https://docs.zeek.org/en/master/log-formats.html#zeek-json-format-logs.
 * Does not see: what only another file tells, as Zeek writes dns.log beside conn.log, and x509.log, which names no
 * connection, beside ssl.log.
 */
import { jsonRecord } from '../../codec/zeek-log/record.ts';
import { defineSweep, type SweepExtractor } from '../../model/units.ts';
import { JsonLinesSweep, type JsonLog, jsonHead } from './json-lines.ts';
import { portAnchors, wordAnchors } from './sensor-anchors.ts';
import { type SensorKind, sensorKinds } from './sensor-record.ts';
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
  open: (beginning) => new JsonLinesSweep(zeekLog, beginning),
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
