/** What a record of a Zeek log says, by the log it stands in. */
import { isoTime } from '../../codec/log-lines/time.ts';
import type { ZeekRecord } from '../../codec/zeek-log/record.ts';
import { plainName } from '../../model/endpoint.ts';
import type { FlowCadence, HttpRequest, NameLookup, PassedFile, SensorAlert } from '../../model/network-payloads.ts';
import { present } from '../../model/present.ts';
import { hostAndPort, type SensorRecord } from './sensor-record.ts';
import { countOf, hash, sides, timeOf } from './zeek-fields.ts';
import { certificate, handshake } from './zeek-handshakes.ts';

/** Nothing where the log tells of something else, or lacks who spoke with whom. */
export function sensorRecordOfZeek(record: ZeekRecord): SensorRecord | undefined {
  const value = reading(record);
  if (!value) return undefined;
  return { flow: record.text('uid'), ...value, time: timeOf(record) };
}

function reading(record: ZeekRecord): SensorRecord | undefined {
  switch (record.path) {
    case 'conn':
      return flow(record);
    case 'dns':
      return lookup(record);
    case 'ssl':
      return handshake(record);
    case 'http':
      return request(record);
    case 'socks':
      return tunnel(record);
    case 'notice':
      return notice(record);
    case 'x509':
      return certificate(record);
    case 'files':
      return passedFile(record);
    case 'weird':
      return weird(record);
    default:
      return undefined;
  }
}

function secondsOf(record: ZeekRecord): number | undefined {
  const seconds = record.number('duration');
  return seconds !== undefined && seconds >= 0 ? seconds : undefined;
}

function flow(record: ZeekRecord): SensorRecord | undefined {
  const between = sides(record);
  const transport = record.text('proto');
  if (!between || (transport !== 'tcp' && transport !== 'udp')) return undefined;
  const value = present<FlowCadence>({
    client: between.client,
    server: between.server,
    transport,
    sensor: 'zeek',
    connection: record.text('uid'),
    start: isoTime(timeOf(record)),
    seconds: secondsOf(record),
    bytesUp: countOf(record, 'orig_bytes'),
    bytesDown: countOf(record, 'resp_bytes'),
    packetsUp: countOf(record, 'orig_pkts'),
    packetsDown: countOf(record, 'resp_pkts'),
    encrypted: record.text('service')?.split(',').includes('ssl') ? true : undefined,
  });
  return { kind: 'flow-cadence', value };
}

function lookup(record: ZeekRecord): SensorRecord | undefined {
  const name = plainName(record.text('query') ?? '');
  if (name === '') return undefined;
  const between = sides(record);
  const answers = record.list('answers').map(plainName);
  const value = present<NameLookup>({
    name,
    sensor: 'zeek',
    client: between?.from,
    resolver: between?.server,
    type: record.text('qtype_name'),
    answers: answers.length > 0 ? answers : undefined,
    outcome: outcomeOf(record.text('rcode_name'), answers.length > 0),
  });
  return { kind: 'name-lookup', value };
}

function outcomeOf(code: string | undefined, answered: boolean): NameLookup['outcome'] {
  if (answered) return 'answered';
  if (code === undefined) return 'asked';
  return code === 'REFUSED' ? 'refused' : 'none';
}

function request(record: ZeekRecord): SensorRecord | undefined {
  const between = sides(record);
  const method = record.text('method');
  const [host, port] = hostAndPort(record.text('host'));
  const status = countOf(record, 'status_code');
  const value = present<HttpRequest>({
    client: between?.client,
    server: between?.server,
    sensor: 'zeek',
    method,
    host,
    port,
    path: record.text('uri'),
    agent: record.text('user_agent'),
    status,
    tunnel: method === 'CONNECT' ? true : undefined,
    bytesUp: countOf(record, 'request_body_len'),
    bytesDown: countOf(record, 'response_body_len'),
  });
  return { kind: 'http-request', value };
}

/**
 * A file of files.log. Certificates, which stand there in older versions, are x509.log's. Before Zeek 5.1 it names who
 * sent and who got the file, and not who began.
 */
function passedFile(record: ZeekRecord): SensorRecord | undefined {
  const over = record.text('source');
  if (over === 'SSL') return undefined;
  const isUp = record.flag('is_orig') === true;
  const between = sides(record);
  const [sender, receiver] = [record.list('tx_hosts')[0], record.list('rx_hosts')[0]];
  const file = present<PassedFile>({
    name: record.text('filename'),
    sender: record.flag('is_orig') === undefined ? undefined : isUp ? 'client' : 'server',
    over: over === 'HTTP' ? undefined : over,
    mimeType: record.text('mime_type'),
    bytes: countOf(record, 'total_bytes') ?? countOf(record, 'seen_bytes'),
    md5: hash(record.text('md5'), 32),
    sha1: hash(record.text('sha1'), 40),
    sha256: hash(record.text('sha256'), 64),
  });
  const value = present<HttpRequest>({
    client: between?.client ?? (isUp ? sender : receiver),
    server: between?.server ?? (isUp ? receiver : sender),
    sensor: 'zeek',
    file,
  });
  return { kind: 'http-request', value, flow: record.text('uid') ?? record.list('conn_uids')[0] };
}

/** By its own name alone: what it adds may quote the traffic. */
function weird(record: ZeekRecord): SensorRecord | undefined {
  const name = record.text('name');
  if (name === undefined) return undefined;
  const between = sides(record);
  const value = present<SensorAlert>({
    sensor: 'zeek',
    product: 'Zeek',
    signature: name,
    category: 'weird',
    client: between?.client,
    server: between?.server,
  });
  return { kind: 'sensor-alert', value };
}

/** What a client asked a SOCKS proxy to connect it to: the flow's own server is the proxy. */
function tunnel(record: ZeekRecord): SensorRecord | undefined {
  const between = sides(record);
  const name = record.text('request.name') ?? record.text('request.host');
  if (!between || name === undefined) return undefined;
  const { client, server } = between;
  const start = isoTime(timeOf(record));
  const value = present<FlowCadence>({
    client,
    server,
    transport: 'tcp',
    sensor: 'zeek',
    connection: record.text('uid'),
    start,
    names: [name.toLowerCase()],
  });
  return { kind: 'flow-cadence', value };
}

function notice(record: ZeekRecord): SensorRecord | undefined {
  const note = record.text('note');
  if (note === undefined) return undefined;
  const between = sides(record);
  const message = record.text('msg');
  const value = present<SensorAlert>({
    sensor: 'zeek',
    product: 'Zeek',
    signature: message === undefined ? note : `${note}: ${message}`,
    client: between?.client ?? record.text('src'),
    server: between?.server ?? record.text('dst'),
  });
  return { kind: 'sensor-alert', value };
}
