import { readEvent } from '../../src/codec/eve/event.ts';
import { isObject, parseDocument } from '../../src/codec/json/document.ts';
import { sensorRecordsOfEve } from '../../src/extract/sensor/eve-records.ts';
import { suricataEve } from '../../src/extract/sensor/suricata-eve.ts';
import { payloads } from '../../src/model/payloads.ts';
import { runSweep } from '../../tests/harness.ts';
import { eveEvent, eveFlow, jsonLines } from '../../tests/make-sensor-logs.ts';
import type { FuzzTarget } from '../target.ts';

const event = (type: string, parts: object): string =>
  jsonLines({ ...eveEvent(type, 1_000_001, '192.0.2.10:49152', '203.0.113.7:3333'), ...parts });
const seeds = [
  event('flow', { flow: eveFlow(3600, 40_000, 90_000) }),
  event('dns', {
    dns: { type: 'answer', rrname: 'pool.supportxmr.com', rrtype: 'A', answers: [{ rdata: '203.0.113.7' }] },
  }),
  event('dns', { dns: { version: 3, type: 'request', queries: [{ rrname: 'pool.supportxmr.com', rrtype: 'A' }] } }),
  event('tls', {
    tls: { sni: 'pool.supportxmr.com', subject: 'CN=a', issuerdn: 'CN=a', notbefore: '2026-01-01T00:00:00' },
  }),
  event('http', {
    http: { hostname: 'pool.supportxmr.com:80', http_user_agent: 'XMRig/6.21', status: 200, http_port: 80 },
  }),
  event('alert', { alert: { signature: 'ET COINMINER x', signature_id: 1, severity: 2, action: 'allowed' } }),
  event('anomaly', { anomaly: { type: 'applayer', event: 'APPLAYER_DETECT_PROTOCOL_ONLY_ONE_DIRECTION' } }),
  event('fileinfo', {
    app_proto: 'smb',
    fileinfo: { filename: 'xmrig.exe', size: 5, md5: '0123456789abcdef'.repeat(2) },
  }),
  jsonLines({ event: { original: event('flow', { flow: eveFlow(3600, 40_000, 90_000) }) } }),
  jsonLines({ _source: { timestamp: 'x', event_type: 'tls', dest_port: 3333, tls: { sni: 'pool.supportxmr.com' } } }),
  event('netflow', { netflow: { pkts: 1, bytes: 2, start: '2026-11-23T10:00:00.000000+0000', age: 3 } }),
];

/** What was read is what observations may hold, and the whole sweep comes to an end whatever the stretches. */
export const target: FuzzTarget = {
  id: 'eve',
  seeds: () => [...seeds, seeds.join('')].map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    const value = parseDocument(bytes, 0, bytes.length);
    const read = isObject(value) ? readEvent(value, new TextDecoder().decode(bytes)) : undefined;
    for (const record of read ? sensorRecordsOfEve(read) : []) payloads[record.kind].parse(record.value);
    if (bytes.length > 100_000) return;
    for (const sighting of runSweep(suricataEve, { name: 'fuzz', input: bytes }, 777).sightings)
      payloads[sighting.kind].parse(sighting.value);
  },
};
