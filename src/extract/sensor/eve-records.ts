/** What an event of Suricata's EVE log says, by its type. */
import type { EveEvent, EvePart } from '../../codec/eve/event.ts';
import { plainName } from '../../model/endpoint.ts';
import type { HttpRequest, NameLookup, PassedFile, SensorAlert } from '../../model/network-payloads.ts';
import { present } from '../../model/present.ts';
import { flow, halfFlow, oddity } from './eve-flows.ts';
import { handshake } from './eve-handshakes.ts';
import { isFromClient, lookupSides, type Sides, sidesOf, writeSide } from './eve-sides.ts';
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
      resolver: writeSide(server),
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

function* request(event: EveEvent): Generator<SensorRecord> {
  const http = event.part('http');
  if (http.exists) yield { kind: 'http-request', value: requestOf(http, sidesOf(event)) };
}

function requestOf(http: EvePart, { client, server }: Sides): HttpRequest {
  const method = http.text('http_method');
  const [host, named] = hostAndPort(http.text('hostname'));
  const port = http.count('http_port');
  return present<HttpRequest>({
    client: writeSide(client),
    server: writeSide(server),
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
    client: writeSide(client),
    server: writeSide(server),
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
