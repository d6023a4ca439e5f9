/** What an event of Suricata's EVE log says of a TLS handshake and the certificate in it. */
import type { EveEvent, EvePart } from '../../codec/eve/event.ts';
import { isoTime, timeOfText } from '../../codec/log-lines/time.ts';
import type { TlsHandshake } from '../../model/network-payloads.ts';
import { present } from '../../model/present.ts';
import { sidesOf, writeSide } from './eve-sides.ts';
import type { SensorRecord } from './sensor-record.ts';

export function* handshake(event: EveEvent): Generator<SensorRecord> {
  const { client, server } = sidesOf(event);
  const [from, to] = [writeSide(client), writeSide(server)];
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
