/** What an event of Suricata's EVE log says, by its type. */
import { type EveEvent, type EvePart, type EveSide, sideOf } from '../../codec/eve/event.ts';
import { isoTime, timeOfText } from '../../codec/log-lines/time.ts';
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

/** One event tells several things: an alert holds what it was raised at, and a question may ask for many names. */
export function* sensorRecordsOfEve(event: EveEvent): Generator<SensorRecord> {
  const { time, flow } = event;
  for (const record of readings(event)) yield { ...record, time, flow };
}

function* readings(event: EveEvent): Generator<SensorRecord> {
  switch (event.type) {
    case 'alert':
      return yield* alert(event);
    case 'dns':
      return yield* lookups(event, event.part('dns'));
    case 'tls':
      return yield* handshake(event);
    case 'http':
      return yield* request(event);
    case 'fileinfo':
      return yield* passedFile(event);
    case 'anomaly':
      return yield* oddity(event);
    case 'flow':
      return yield* flow(event);
    case 'netflow':
      return yield* halfFlow(event);
  }
}

/** Names of anomalies are shorter. */
const longestName = 100;

function write(side: EveSide | undefined): string | undefined {
  if (!side) return undefined;
  return side.port === undefined ? side.address : writeEndpoint({ address: side.address, port: side.port });
}

interface Sides {
  readonly client: EveSide | undefined;
  readonly server: EveSide | undefined;
}

/**
 * Who began: what the event's flow says, which is right whatever packet the event is about; or the direction that it
 * names; else its source.
 */
function sidesOf(event: EveEvent): Sides {
  const own = event.part('flow');
  const client = sideOf(own, 'src_ip', 'src_port');
  const server = sideOf(own, 'dest_ip', 'dest_port');
  if (client && server) return { client, server };
  const turned = event.text('direction') === 'to_client';
  const { source, destination } = event;
  return turned ? { client: destination, server: source } : { client: source, server: destination };
}

const namePorts: ReadonlySet<number | undefined> = new Set([53, 853, 5353]);

/** An answer's source is the client in older versions and the resolver in newer ones: its port tells. */
function lookupSides({ source, destination }: EveEvent): Sides {
  const turned = namePorts.has(source?.port) && !namePorts.has(destination?.port);
  return turned ? { client: destination, server: source } : { client: source, server: destination };
}

/** Version 1 writes one answer an event, 2 all of them, 3 puts the questions into a list and renames the types. */
function* lookups(event: EveEvent, dns: EvePart): Generator<SensorRecord> {
  const { client, server } = lookupSides(event);
  const asked = dns.parts('queries');
  const answers = answersOf(dns);
  const isAnswer = ['answer', 'response'].includes(dns.text('type') ?? '');
  for (const question of asked.length > 0 ? asked : [dns]) {
    const name = plainName(question.text('rrname') ?? '');
    if (name === '') continue;
    const value = present<NameLookup>({
      name,
      sensor: 'suricata',
      client: client?.address,
      resolver: write(server),
      type: question.text('rrtype'),
      answers: answers.length > 0 ? answers : undefined,
      outcome: isAnswer ? outcomeOf(dns.text('rcode'), answers.length > 0) : 'asked',
    });
    yield { kind: 'name-lookup', value };
  }
}

function answersOf(dns: EvePart): string[] {
  const single = dns.text('rdata');
  const all = [
    ...(single === undefined ? [] : [single]),
    ...dns.parts('answers').flatMap((answer) => answer.text('rdata') ?? []),
    ...['A', 'AAAA', 'CNAME'].flatMap((type) => dns.part('grouped').texts(type)),
  ];
  return [...new Set(all.map(plainName))];
}

function outcomeOf(code: string | undefined, answered: boolean): NameLookup['outcome'] {
  if (answered) return 'answered';
  return code === 'REFUSED' ? 'refused' : 'none';
}

function* handshake(event: EveEvent): Generator<SensorRecord> {
  const { client, server } = sidesOf(event);
  const [from, to] = [write(client), write(server)];
  const tls = event.part('tls');
  if (from === undefined || to === undefined || !tls.exists) return;
  const alpn = tls.texts('client_alpns');
  const value = present<TlsHandshake>({
    client: from,
    server: to,
    sensor: 'suricata',
    version: tls.text('version'),
    serverName: tls.text('sni')?.toLowerCase(),
    alpn: alpn.length > 0 ? [...alpn] : undefined,
    ja3: digest(tls.part('ja3').text('hash')),
    ja3s: digest(tls.part('ja3s').text('hash')),
    ja4: tls.text('ja4'),
    certificate: certificateOf(tls),
  });
  yield { kind: 'tls-handshake', value };
}

function digest(text: string | undefined): string | undefined {
  return text !== undefined && /^[0-9a-f]{32}$/.test(text) ? text : undefined;
}

function certificateOf(tls: EvePart): TlsHandshake['certificate'] {
  const subject = tls.text('subject');
  const issuer = tls.text('issuerdn');
  if (subject === undefined && issuer === undefined) return undefined;
  const names = tls.texts('subjectaltname').map((name) => name.toLowerCase());
  const sha1 = tls.text('fingerprint')?.replaceAll(':', '').toLowerCase();
  return present<NonNullable<TlsHandshake['certificate']>>({
    subject,
    issuer,
    names: names.length > 0 ? names : undefined,
    sha1: sha1 !== undefined && /^[0-9a-f]{40}$/.test(sha1) ? sha1 : undefined,
    notBefore: certificateTime(tls.text('notbefore')),
    notAfter: certificateTime(tls.text('notafter')),
    selfSigned: subject !== undefined && issuer !== undefined ? subject === issuer : undefined,
  });
}

/** A certificate's times are UTC by their definition (RFC 5280), and Suricata leaves the zone out. */
function certificateTime(text: string | undefined): string | undefined {
  return isoTime(timeOfText(text !== undefined && /[0-9]$/.test(text) ? `${text.replace(/\+0000$/, '')}Z` : text));
}

function* request(event: EveEvent): Generator<SensorRecord> {
  const http = event.part('http');
  if (http.exists) yield { kind: 'http-request', value: requestOf(http, sidesOf(event)) };
}

function requestOf(http: EvePart, { client, server }: Sides): HttpRequest {
  const method = http.text('http_method');
  const [host, named] = hostAndPort(http.text('hostname'));
  const port = http.count('http_port');
  return present<HttpRequest>({
    client: write(client),
    server: write(server),
    sensor: 'suricata',
    method,
    host,
    port: port !== undefined && port > 0 && port < 65_536 ? port : named,
    path: http.text('url'),
    agent: http.text('http_user_agent'),
    status: http.count('status'),
    tunnel: method === 'CONNECT' ? true : undefined,
    bytesDown: http.count('length'),
  });
}

/** The event's source is who sent the file. */
function* passedFile(event: EveEvent): Generator<SensorRecord> {
  const own = event.part('fileinfo');
  const { source, destination } = event;
  const isUp = isFromClient(event);
  const over = event.text('app_proto');
  const digits = (name: string, count: number): string | undefined => {
    const text = own.text(name)?.toLowerCase();
    return text?.length === count && /^[0-9a-f]+$/.test(text) ? text : undefined;
  };
  const file = present<PassedFile>({
    name: own.text('filename'),
    sender: isUp ? 'client' : 'server',
    over: over === undefined || over.startsWith('http') ? undefined : over.toUpperCase(),
    bytes: own.count('size'),
    md5: digits('md5', 32),
    sha1: digits('sha1', 40),
    sha256: digits('sha256', 64),
  });
  const sides = isUp ? { client: source, server: destination } : { client: destination, server: source };
  yield { kind: 'http-request', value: { ...requestOf(event.part('http'), sides), file } };
}

/** What Suricata calls an event of this kind: `APPLAYER_DETECT_PROTOCOL_ONLY_ONE_DIRECTION`. */
function* oddity(event: EveEvent): Generator<SensorRecord> {
  const { client, server } = sidesOf(event);
  const [from, to] = [write(client), write(server)];
  const transport = transportOf(event);
  const name = event.part('anomaly').text('event')?.slice(0, longestName);
  if (from === undefined || to === undefined || transport === undefined || name === undefined) return;
  yield {
    kind: 'flow-cadence',
    value: { client: from, server: to, transport, sensor: 'suricata', oddities: [name] },
  };
}

function* alert(event: EveEvent): Generator<SensorRecord> {
  const own = event.part('alert');
  const signature = own.text('signature');
  if (signature === undefined) return;
  const { client, server } = sidesOf(event);
  const action = own.text('action');
  const value = present<SensorAlert>({
    sensor: 'suricata',
    product: 'Suricata',
    signature,
    id: own.text('signature_id'),
    category: own.text('category'),
    severity: own.text('severity'),
    client: write(client),
    server: write(server),
    name: nameIn(event),
    action: action === 'allowed' || action === 'blocked' ? action : undefined,
  });
  yield { kind: 'sensor-alert', value };
}

/** The name that the alarm's own traffic shows. */
function nameIn(event: EveEvent): string | undefined {
  const dns = event.part('dns');
  const asked = [...dns.parts('queries'), ...dns.parts('query'), dns].flatMap((part) => part.text('rrname') ?? []);
  const [host] = hostAndPort(event.part('http').text('hostname'));
  return plainName(event.part('tls').text('sni') ?? host ?? asked[0] ?? '') || undefined;
}

function transportOf(event: EveEvent): 'tcp' | 'udp' | undefined {
  const { protocol } = event;
  return protocol === 'tcp' || protocol === 'udp' ? protocol : undefined;
}

/** `age` is in whole seconds. */
function secondsOf(own: EvePart): number | undefined {
  const [start, end] = [timeOfText(own.text('start')), timeOfText(own.text('end'))];
  return start !== undefined && end !== undefined && end >= start ? (end - start) / 1000 : own.count('age');
}

/** Where nothing says who began, the smaller port is the server's. */
function isFromClient({ source, destination }: EveEvent): boolean {
  return (destination?.port ?? 65_536) <= (source?.port ?? 65_536);
}

function* flow(event: EveEvent): Generator<SensorRecord> {
  const own = event.part('flow');
  const [client, server] = [write(event.source), write(event.destination)];
  const transport = transportOf(event);
  if (client === undefined || server === undefined || transport === undefined) return;
  const value = present<FlowCadence>({
    client,
    server,
    transport,
    sensor: 'suricata',
    start: isoTime(timeOfText(own.text('start'))),
    seconds: secondsOf(own),
    bytesUp: own.count('bytes_toserver'),
    bytesDown: own.count('bytes_toclient'),
    packetsUp: own.count('pkts_toserver'),
    packetsDown: own.count('pkts_toclient'),
    encrypted: event.text('app_proto') === 'tls' ? true : undefined,
  });
  yield { kind: 'flow-cadence', value };
}

/** `netflow` events tell one direction each: see joinedHalves. */
function* halfFlow(event: EveEvent): Generator<SensorRecord> {
  const value = halfOf(event);
  if (value) yield { kind: 'flow-cadence', value };
}

function halfOf(event: EveEvent): FlowCadence | undefined {
  const own = event.part('netflow');
  const { source, destination } = event;
  const transport = transportOf(event);
  const [from, to] = [write(source), write(destination)];
  if (from === undefined || to === undefined || transport === undefined) return undefined;
  const isUp = isFromClient(event);
  const [bytes, packets] = [own.count('bytes'), own.count('pkts')];
  return present<FlowCadence>({
    client: isUp ? from : to,
    server: isUp ? to : from,
    transport,
    sensor: 'suricata',
    start: isoTime(timeOfText(own.text('start'))),
    seconds: secondsOf(own),
    bytesUp: isUp ? bytes : undefined,
    bytesDown: isUp ? undefined : bytes,
    packetsUp: isUp ? packets : undefined,
    packetsDown: isUp ? undefined : packets,
  });
}

/** Both directions of a flow, which `netflow` writes as two events that follow each other. */
export function joinedHalves(event: EveEvent, next: EveEvent | undefined): SensorRecord | undefined {
  if (event.type !== 'netflow' || next?.type !== 'netflow' || event.flow !== next.flow) return undefined;
  const [one, other] = [halfOf(event), halfOf(next)];
  if (!one || !other || one.client !== other.client || one.server !== other.server) return undefined;
  return { kind: 'flow-cadence', value: { ...other, ...one, records: 2 }, time: event.time, flow: event.flow };
}
