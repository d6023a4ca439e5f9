import { isObject, parseDocument } from '../../src/codec/json/document.ts';
import { eachLine } from '../../src/codec/log-lines/lines.ts';
import { jsonRecord, type ZeekRecord } from '../../src/codec/zeek-log/record.ts';
import { emptyHeader, isDirective, readDirective, tabbedRecord } from '../../src/codec/zeek-log/tab-separated.ts';
import { zeekJson } from '../../src/extract/sensor/zeek-json.ts';
import { sensorRecordOfZeek } from '../../src/extract/sensor/zeek-records.ts';
import { zeekTsv } from '../../src/extract/sensor/zeek-tsv.ts';
import { payloads } from '../../src/model/payloads.ts';
import { runSweep } from '../../tests/harness.ts';
import type { FuzzTarget } from '../target.ts';

const text = new TextEncoder();
const tabbed = `#separator \\x09
#set_separator	,
#empty_field	(empty)
#unset_field	-
#path	conn
#fields	ts	uid	id.orig_h	id.orig_p	id.resp_h	id.resp_p	proto	duration	orig_bytes	resp_bytes
1795428000.250000	CConnx1aaaaaaaaaa1	192.0.2.10	49152	203.0.113.7	3333	tcp	3600.5	40000	90000
#separator \\x09
#path	dns
#fields	ts	uid	id.orig_h	id.orig_p	id.resp_h	id.resp_p	query	qtype_name	answers
1795428001.250000	CDnsxx1aaaaaaaaaa1	192.0.2.10	49153	192.0.2.53	53	pool.supportxmr.com	A	203.0.113.7,2001:db8::1
`;
const connections = `${tabbed.slice(0, tabbed.indexOf('3333'))}443	tcp	36000.5	400000	900000
#separator \\x09
#path	x509
#fields	ts	id	fingerprint	certificate.subject
1	FC	FP-of-a-certificate	CN=pool.hashvault.pro
#separator \\x09
#path	ssl
#fields	ts	uid	id.orig_h	id.orig_p	id.resp_h	id.resp_p	cert_chain_fps
2	C4	192.0.2.10	1	203.0.113.7	443	FP-of-a-certificate
`;
const long =
  '{"ts":1,"uid":"C2","id.orig_h":"192.0.2.10","id.orig_p":1,"id.resp_h":"203.0.113.7","id.resp_p":443,"proto":"tcp","duration":36000,"orig_bytes":400000,"resp_bytes":900000,"conn_state":"SF"}\n';
const json = [
  '{"_path":"dns","ts":1795428000.25,"uid":"C1","id.orig_h":"192.0.2.10","id.orig_p":1,"id.resp_h":"192.0.2.53","id.resp_p":53,"query":"pool.supportxmr.com","answers":["203.0.113.7"]}',
  '{"ts":"2026-11-23T10:00:00Z","uid":"C2","id.orig_h":"192.0.2.10","id.orig_p":1,"id.resp_h":"203.0.113.7","id.resp_p":3333,"proto":"tcp","duration":3600,"orig_bytes":40000,"resp_bytes":90000,"conn_state":"SF"}',
  '{"ts":1,"uid":"C3","id.orig_h":"192.0.2.10","id.orig_p":1,"id.resp_h":"203.0.113.7","id.resp_p":443,"server_name":"pool.supportxmr.com","ja3":"x","cert_chain_fps":["y"],"subject":"CN=a"}',
  '{"_path":"x509","ts":1,"fingerprint":"FP","certificate.subject":"CN=pool.hashvault.pro","certificate.not_valid_after":9,"san.dns":["pool.hashvault.pro"]}',
  '{"_path":"ssl","ts":1,"uid":"C4","id.orig_h":"192.0.2.10","id.orig_p":1,"id.resp_h":"203.0.113.7","id.resp_p":443,"cert_chain_fps":["FP"]}',
  '{"ts":1,"fuid":"F1","tx_hosts":["203.0.113.7"],"rx_hosts":["192.0.2.10"],"conn_uids":["C4"],"source":"SMB","filename":"xmrig.exe","is_orig":true,"seen_bytes":5,"md5":"0123456789abcdef0123456789abcdef"}',
  '{"message":"{\\"ts\\":1,\\"uid\\":\\"C5\\",\\"name\\":\\"coinminer\\",\\"notice\\":false}"}',
].join('\n');

/** What was read is what observations may hold, and the whole sweep comes to an end whatever the stretches. */
export const target: FuzzTarget = {
  id: 'zeek-log',
  seeds: () => [tabbed, connections, json, long].map((log) => text.encode(log)),
  run(bytes) {
    let header = emptyHeader;
    for (const line of eachLine({ bytes, base: 0, from: 0, to: bytes.length, last: true })) {
      if (line.status !== 'ok') continue;
      const { start, end } = line.value;
      if (isDirective(bytes, start, end))
        header = readDirective(header, new TextDecoder().decode(bytes.subarray(start, end)));
      else check(tabbedRecord(header, bytes, start, end));
      const value = parseDocument(bytes, start, end);
      if (isObject(value)) check(jsonRecord(value));
    }
    if (bytes.length > 100_000) return;
    for (const sweep of [zeekJson, zeekTsv])
      for (const { kind, value } of runSweep(sweep, { name: 'fuzz', input: bytes }, 777).sightings)
        payloads[kind].parse(value);
  },
};

function check(record: ZeekRecord): void {
  const read = sensorRecordOfZeek(record);
  if (read) payloads[read.kind].parse(read.value);
}
