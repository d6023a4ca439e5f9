/**
 * Zeek's logs as JSON, one record a line: conn, dns, ssl, http, notice and socks, each in its file or all in one
 * (json-streaming-logs). Sees names of pools in lookups, handshakes and requests, agents of miners, notices about
 * mining, and connections: beside one of those, or at a pool's port with a miner's totals.
 * Source: https://docs.zeek.org/en/master/log-formats.html#zeek-json-format-logs.
 * Does not see: what only another file tells, as Zeek writes dns.log beside conn.log; certificates in x509.log, which
 * names no connection.
 */
import { jsonRecord } from '../../codec/zeek-log/record.ts';
import { defineSweep, type SweepExtractor } from '../../model/units.ts';
import { JsonLinesSweep, jsonHead } from './json-lines.ts';
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
    if (text === undefined || !text.includes('"ts":')) return false;
    return text.includes('"id.orig_h":') || text.includes('"_path":') || text.includes('"note":');
  },
  open: ({ limits }) =>
    new JsonLinesSweep(limits, function* (object) {
      const record = sensorRecordOfZeek(jsonRecord(object));
      if (record) yield record;
    }),
});
