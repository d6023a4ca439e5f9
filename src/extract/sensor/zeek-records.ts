/** What a record of a Zeek log says, by the log it stands in. */
import { isoTime, timeOfSeconds, timeOfText } from '../../codec/log-lines/time.ts';
import type { ZeekRecord } from '../../codec/zeek-log/record.ts';
import { plainName, writeEndpoint } from '../../model/endpoint.ts';
import type {
  FlowCadence,
  HttpRequest,
  NameLookup,
  PassedFile,
  SensorAlert,
  TlsHandshake,
} from '../../model/network-payloads.ts';
import { present } from '../../model/present.ts';
import { hostAndPort, type SensorRecord } from './sensor-record.ts';

/** Nothing where the log tells of something else, or lacks who spoke with whom. */
export function sensorRecordOfZeek(record: ZeekRecord): SensorRecord | undefined {
  const value = reading(record);
  if (!value) return undefined;
  return { flow: record.text('uid'), ...value, time: timeOf(record) };
}

function timeOf(record: ZeekRecord): number | undefined {
  return timeIn(record, 'ts');
}

/** Seconds since 1970 or, in JSON where it was asked for, a date. */
function timeIn(record: ZeekRecord, field: string): number | undefined {
  return timeOfSeconds(record.number(field)) ?? timeOfText(record.text(field));
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

function sides(record: ZeekRecord): { client: string; server: string; from: string } | undefined {
  const from = record.text('id.orig_h');
  const to = record.text('id.resp_h');
  if (from === undefined || to === undefined) return undefined;
  const side = (address: string, port: number | undefined): string =>
    port !== undefined && port > 0 && port < 65_536 ? writeEndpoint({ address, port }) : address;
  return { client: side(from, record.number('id.orig_p')), server: side(to, record.number('id.resp_p')), from };
}

function countOf(record: ZeekRecord, field: string): number | undefined {
  const value = record.number(field);
  return value !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
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

function handshake(record: ZeekRecord): SensorRecord | undefined {
  const between = sides(record);
  if (!between) return undefined;
  const protocol = record.text('next_protocol');
  const subject = record.text('subject');
  const issuer = record.text('issuer');
  const certificates = [...record.list('cert_chain_fps'), ...record.list('cert_chain_fuids')];
  const value = present<TlsHandshake>({
    client: between.client,
    server: between.server,
    sensor: 'zeek',
    connection: record.text('uid'),
    version: versionOf(record.text('version')),
    serverName: record.text('server_name')?.toLowerCase(),
    alpn: protocol === undefined ? undefined : [protocol],
    cipher: record.text('cipher'),
    ja3: hash(record.text('ja3'), 32),
    ja3s: hash(record.text('ja3s'), 32),
    ja4: record.text('ja4'),
    certificate: subject === undefined && issuer === undefined ? undefined : certificateOf(record, subject, issuer),
    certificateIds: certificates.length > 0 ? certificates : undefined,
  });
  return { kind: 'tls-handshake', value, certificates };
}

function certificateOf(
  record: ZeekRecord,
  subject: string | undefined,
  issuer: string | undefined,
): TlsHandshake['certificate'] {
  const sha256 = record.list('cert_chain_fps')[0];
  return present<NonNullable<TlsHandshake['certificate']>>({
    subject,
    issuer,
    sha256: hash(sha256, 64),
    selfSigned: subject !== undefined && issuer !== undefined ? subject === issuer : undefined,
  });
}

/** One of x509.log, which says what it is called in ssl.log: by its fingerprint, and by its file before Zeek 4. */
function certificate(record: ZeekRecord): SensorRecord | undefined {
  const subject = record.text('certificate.subject');
  const issuer = record.text('certificate.issuer');
  const names = record.list('san.dns').map((name) => name.toLowerCase());
  if (subject === undefined && names.length === 0) return undefined;
  const fingerprint = record.text('fingerprint');
  const shown = present<NonNullable<TlsHandshake['certificate']>>({
    subject,
    issuer,
    names: names.length > 0 ? names : undefined,
    sha1: hash(fingerprint, 40),
    sha256: hash(fingerprint, 64),
    notBefore: isoTime(timeIn(record, 'certificate.not_valid_before')),
    notAfter: isoTime(timeIn(record, 'certificate.not_valid_after')),
    selfSigned: subject !== undefined && issuer !== undefined ? subject === issuer : undefined,
  });
  const certificates = [fingerprint, record.text('id')].filter((name) => name !== undefined);
  const value = present<TlsHandshake>({
    sensor: 'zeek',
    certificate: shown,
    certificateIds: certificates.length > 0 ? certificates : undefined,
  });
  return { kind: 'tls-handshake', value, certificates };
}

function hash(text: string | undefined, digits: number): string | undefined {
  return text?.length === digits && /^[0-9a-f]+$/.test(text) ? text : undefined;
}

/** Zeek writes TLSv12; observations say TLS 1.2. */
function versionOf(version: string | undefined): string | undefined {
  const digits = /^TLSv1([0-3])$/.exec(version ?? '')?.[1];
  return digits === undefined ? version : `TLS 1.${digits}`;
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
