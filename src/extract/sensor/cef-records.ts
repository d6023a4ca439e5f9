/** What an event in the Common Event Format says, in the words that all sensors share. Codec: codec/cef. */
import type { CefEvent } from '../../codec/cef/read.ts';
import { isoTime, monthNumber, timeOfText } from '../../codec/log-lines/time.ts';
import { isMiningAlarm } from '../../intel/alarm-words.ts';
import { knownPool } from '../../intel/pools.ts';
import { isAddress, plainName, writeEndpoint } from '../../model/endpoint.ts';
import type { FlowCadence, HttpRequest, SensorAlert } from '../../model/network-payloads.ts';
import { present } from '../../model/present.ts';
import type { SensorRecord } from './sensor-record.ts';

/** Records about traffic: an event that names no machine is about the sensor itself, its rules or its updates. */
export function* cefRecords(event: CefEvent): Generator<SensorRecord> {
  const facts = factsOf(event);
  if (facts.client === undefined && facts.server === undefined) return;
  const alarm = alarmOf(event, facts);
  if (alarm !== undefined) yield { kind: 'sensor-alert', value: alarm, time: facts.start };
  yield* trafficOf(event, facts);
}

interface Facts {
  readonly client?: string | undefined;
  readonly server?: string | undefined;
  readonly port?: number | undefined;
  /** The server's name. */
  readonly name?: string | undefined;
  readonly blocked?: boolean | undefined;
  /** Milliseconds since 1970. */
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

function factsOf({ extension }: CefEvent): Facts {
  const of = (key: string): string | undefined => extension.get(key);
  const port = portIn(of('dpt'));
  const action = (of('act') ?? of('outcome') ?? '').toLowerCase();
  return {
    client: endpointIn(of('src') ?? of('c6a2'), portIn(of('spt'))),
    server: endpointIn(of('dst') ?? of('c6a3'), port),
    port,
    name: nameIn(of('dhost')) ?? nameIn(of('destinationDnsDomain')) ?? nameIn(of('query')),
    ...(action === ''
      ? {}
      : { blocked: /block|den(?:y|ied)|drop|reject|reset|clear_session|prevent|quarantin/.test(action) }),
    start: timeIn(of('start') ?? of('rt')),
    end: timeIn(of('end')),
  };
}

// --- alarms ---------------------------------------------------------------------------------------------------

/** What the event's own rule says. Fields that quote the traffic, such as `msg` and `request`, may hold anything. */
function alarmOf(event: CefEvent, { client, server, name, blocked, start, end }: Facts): SensorAlert | undefined {
  const { extension, vendor, product, classId, severity } = event;
  const category = extension.get('cat');
  const signature = signaturesIn(event).find((words) => isMiningAlarm(words)) ?? event.name;
  if (!isMiningAlarm(signature, category) || aboutTheSensor.test(event.name)) return undefined;
  return {
    sensor: 'cef',
    signature: signature.slice(0, 512),
    ...present<Partial<SensorAlert>>({
      product: `${vendor} ${product}`.trim().slice(0, 128),
      id: classId === '' ? undefined : classId.slice(0, 128),
      category: category?.slice(0, 256),
      severity: severity === '' ? undefined : severity.slice(0, 32),
      client,
      server,
      name,
      action: blocked === undefined ? undefined : blocked ? 'blocked' : 'allowed',
      times: countIn(extension.get('cnt')),
      start: isoTime(start),
      end: isoTime(end),
    }),
  };
}

/** Rules that come or change, not traffic that met one. */
const aboutTheSensor = /\b(?:update|updated|installed|enabled|disabled|import|imported|definitions?|ruleset)\b/i;

/** Labels of a vendor's own fields that hold the name of what was recognised. */
const signatureLabel = /signature|threat|attack|malware|virus|application/i;

function signaturesIn({ name, extension }: CefEvent): string[] {
  const own = ['FTNTFGTattack', 'app'].flatMap((key) => extension.get(key) ?? []);
  const labelled = ['cs1', 'cs2', 'cs3', 'cs4', 'cs5', 'cs6'].flatMap((key) =>
    signatureLabel.test(extension.get(`${key}Label`) ?? '') ? (extension.get(key) ?? []) : [],
  );
  return [name, ...own, ...labelled];
}

// --- traffic --------------------------------------------------------------------------------------------------

function* trafficOf(event: CefEvent, facts: Facts): Generator<SensorRecord> {
  const { extension } = event;
  const { client, server, port, name, start, end, blocked } = facts;
  const request = extension.get('request');
  const url = request === undefined ? undefined : urlParts(request);
  if (port === 53 || extension.get('app')?.toUpperCase() === 'DNS') {
    const asked = name ?? nameIn(request);
    const fields = { client: addressIn(extension.get('src')), resolver: addressIn(extension.get('dst')) };
    const outcome = blocked === true ? 'blocked' : 'asked';
    if (asked !== undefined)
      yield { kind: 'name-lookup', value: { name: asked, sensor: 'cef', outcome, ...present(fields) }, time: start };
    return;
  }
  if (url !== undefined || extension.has('requestMethod')) {
    yield { kind: 'http-request', value: requestOf(event, facts, url), time: start };
    return;
  }
  if (client === undefined || server === undefined || (name !== undefined && knownPool(name) === undefined)) return;
  const seconds = secondsIn(extension) ?? secondsBetween(start, end);
  const totals = { bytesUp: countIn(extension.get('in')), bytesDown: countIn(extension.get('out')) };
  const flow = { start: isoTime(start), seconds, ...totals, names: name === undefined ? undefined : [name] };
  const transport = /^(?:udp|17)$/i.test(extension.get('proto') ?? '') ? 'udp' : 'tcp';
  const ends = { client, server, transport, sensor: 'cef' } as const;
  yield { kind: 'flow-cadence', value: { ...ends, ...present<Partial<FlowCadence>>(flow) }, time: start };
}

function requestOf(
  { extension }: CefEvent,
  { client, server, port, name, blocked, start }: Facts,
  url: Url | undefined,
): HttpRequest {
  const method = extension.get('requestMethod')?.slice(0, 16);
  const fields = {
    ...{ client, server, method, host: url?.host ?? name, port: url?.port ?? port, path: url?.path },
    agent: extension.get('requestClientApplication')?.slice(0, 512),
    tunnel: method === 'CONNECT' ? true : undefined,
    bytesUp: countIn(extension.get('in')),
    bytesDown: countIn(extension.get('out')),
    seconds: secondsIn(extension),
    user: extension.get('suser')?.slice(0, 128),
    outcome: blocked === undefined ? undefined : blocked ? 'denied' : 'allowed',
    start: isoTime(start),
  } as const;
  return { sensor: 'cef', ...present<Partial<HttpRequest>>(fields) };
}

interface Url {
  readonly host: string;
  readonly port?: number | undefined;
  readonly path?: string | undefined;
}

function urlParts(text: string): Url | undefined {
  const parts = /^(?:(?:https?|wss?|tcp):\/\/)?([\w.-]{3,253})(?::(\d{1,5}))?([/?#].{0,512})?$/i.exec(
    text.slice(0, 1_024),
  );
  if (parts === null || parts[1] === undefined) return undefined;
  return { host: parts[1].toLowerCase(), port: portIn(parts[2]), path: parts[3] };
}

// --- values ---------------------------------------------------------------------------------------------------

function addressIn(text: string | undefined): string | undefined {
  return text !== undefined && isAddress(text) ? text : undefined;
}

function endpointIn(text: string | undefined, port: number | undefined): string | undefined {
  const address = addressIn(text);
  if (address === undefined) return undefined;
  return port === undefined ? address : writeEndpoint({ address, port });
}

function portIn(text: string | undefined): number | undefined {
  const port = text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

function nameIn(text: string | undefined): string | undefined {
  const name = plainName(text ?? '');
  return /^[\w-]{1,63}(?:\.[\w-]{1,63}){1,20}$/.test(name) && !/^[\d.]+$/.test(name) ? name : undefined;
}

function countIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** Seconds, where the sensor gives a length of its own. */
function secondsIn(extension: ReadonlyMap<string, string>): number | undefined {
  const labelled = ['cn1', 'cn2', 'cn3'].find((key) =>
    /^(?:duration|elapsed)/i.test(extension.get(`${key}Label`) ?? ''),
  );
  return countIn(extension.get('FTNTFGTduration') ?? (labelled === undefined ? undefined : extension.get(labelled)));
}

/** Clocks are put back at times: an end before its beginning tells no length. */
function secondsBetween(start: number | undefined, end: number | undefined): number | undefined {
  return start === undefined || end === undefined || end < start ? undefined : (end - start) / 1000;
}

const written = /^([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d)(\.\d{3})? (?:UTC|GMT)?([+-]\d\d:?\d\d)?$/;

/** Milliseconds since 1970, or `Nov 23 2026 16:00:01 GMT+00:00`. Without a zone it is none. */
function timeIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{13}$/.test(text)) return Number(text);
  const [, month = '', day, year, clock, fraction = '', zone = 'Z'] = written.exec(text) ?? [];
  if (day === undefined) return timeOfText(text);
  const zoned = zone === 'Z' && !/UTC|GMT/.test(text) ? '' : zone;
  return timeOfText(`${year}-${monthNumber(month)}-${day}T${clock}${fraction}${zoned}`);
}
