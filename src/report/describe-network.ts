/** What stood beside traffic that can't be read, and what sensors wrote down, each in one line for people. */
import type { PassedFile, Rhythm, Sensor } from '../model/network-payloads.ts';
import type { ObservationKind, Payload } from '../model/observation.ts';
import { byteSize, counted, readableSpan, readableTime } from './words.ts';

type NetworkKind = 'flow-cadence' | 'tls-handshake' | 'name-lookup' | 'http-request' | 'sensor-alert';
type Describers<K extends ObservationKind> = { readonly [P in K]: (value: Payload<P>) => string };

export const networkDescribers: Describers<NetworkKind> = {
  'flow-cadence': (flow) =>
    phrase(
      `${flow.encrypted ? 'encrypted ' : ''}${flow.transport} conversation ${flow.client} to ${flow.server}`,
      flow.names?.[0] && `named ${flow.names[0]}`,
      (flow.records ?? 1) > 1 && `${flow.records} records joined`,
      flow.seconds !== undefined && `${lasting(flow.seconds)} long`,
      since(flow.start, flow.sensor),
      flow.bytesUp !== undefined && flow.bytesDown !== undefined && traffic(flow.bytesUp, flow.bytesDown),
      flow.rhythm && rhythmInWords(flow.rhythm),
      flow.oddities && `found odd in it: ${flow.oddities.join(', ')}`,
      toldBy(flow.sensor),
    ),
  'tls-handshake': (tls) =>
    phrase(
      tls.server === undefined
        ? 'a server showed its certificate'
        : `${tls.version ?? 'TLS'} ${tls.client} to ${tls.server}`,
      tls.serverName !== undefined && `asked for ${tls.serverName}`,
      tls.certificate?.subject && `certificate of ${tls.certificate.subject}`,
      tls.certificate?.selfSigned && 'signed by itself',
      tls.ja3 && `JA3 ${tls.ja3}`,
      toldBy(tls.sensor),
    ),
  'name-lookup': (lookup) =>
    phrase(
      `${lookup.client ?? 'somebody'} asked for ${lookup.name}`,
      (lookup.times ?? 1) > 1 && `${lookup.times} times`,
      during(lookup),
      lookup.outcome === 'blocked' && 'blocked by the resolver',
      lookup.outcome === 'refused' && 'refused',
      lookup.outcome === 'none' && 'and got nothing',
      lookup.answers?.[0] && `answered ${lookup.answers.slice(0, 3).join(', ')}`,
      toldBy(lookup.sensor),
    ),
  'http-request': (request) =>
    phrase(
      request.file?.name === undefined
        ? `${request.client ?? 'somebody'} ${askedFor(request)} ${target(request)}`
        : passing(request, request.file),
      request.agent && `as ${request.agent}`,
      request.outcome === 'denied' && 'denied by the proxy',
      request.tunnel && (request.seconds ?? 0) > 0 && `${lasting(request.seconds ?? 0)} long`,
      toldBy(request.sensor),
    ),
  'sensor-alert': (alert) =>
    phrase(
      `${alert.product ?? alert.sensor} raised “${alert.signature}”`,
      (alert.times ?? 1) > 1 && `${alert.times} times`,
      during(alert),
      alert.client && `on ${alert.client}${alert.server === undefined ? '' : ` to ${alert.server}`}`,
      alert.action === 'blocked' && 'and blocked it',
    ),
};

function rhythmInWords({ pushes, requests, answers, pushSeconds }: Rhythm): string {
  const every = pushSeconds === undefined ? '' : ` about every ${lasting(pushSeconds.median)}`;
  return `${counted(pushes, 'message')} unasked from the server${every}, ${counted(requests, 'message')} from the client, ${answers} answered`;
}

/** `192.0.2.10:49152 got the file xmrig.exe from 203.0.113.7:445 over SMB, SHA-256 …`. */
function passing({ client, host, server }: Payload<'http-request'>, file: PassedFile): string {
  const far = host ?? server ?? 'a server';
  const way = file.sender === 'client' ? `sent the file ${file.name} to` : `got the file ${file.name} from`;
  const hash = file.sha256 ?? file.sha1 ?? file.md5;
  return phrase(
    `${client ?? 'somebody'} ${way} ${far}${file.over === undefined ? '' : ` over ${file.over}`}`,
    file.bytes !== undefined && byteSize(file.bytes),
    hash !== undefined && `hash ${hash}`,
  );
}

function askedFor({ tunnel, outcome }: Payload<'http-request'>): string {
  if (!tunnel) return 'asked';
  return outcome === 'denied' ? 'wanted a tunnel to' : 'had a tunnel to';
}

/** From the first to the last of what was joined. */
function during({
  start,
  end,
}: {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}): string | false {
  return start !== undefined && end !== undefined && start !== end && readableSpan(start, end);
}

/** When a sensor's record begins; of packets the place says it. */
function since(start: string | undefined, sensor: Sensor): string | false {
  return start !== undefined && sensor !== 'capture' && `from ${readableTime(start)} on`;
}

function target({ host, port, path, server }: Payload<'http-request'>): string {
  return `${host ?? server ?? 'a server'}${port === undefined ? '' : `:${port}`}${path ?? ''}`;
}

function traffic(up: number, down: number): string {
  return `${byteSize(up)} up, ${byteSize(down)} down`;
}

/** Seconds as a person says them. */
function lasting(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 360) / 10} h`;
}

const tellers: Readonly<Record<Sensor, string>> = {
  capture: '',
  zeek: 'as Zeek wrote',
  suricata: 'as Suricata wrote',
  netflow: 'as the flow records say',
  cef: 'as a CEF log says',
  'dns-log': 'as the DNS log says',
  'proxy-log': 'as the proxy log says',
};

function toldBy(sensor: Sensor): string {
  return tellers[sensor];
}

function phrase(...parts: (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(', ');
}
