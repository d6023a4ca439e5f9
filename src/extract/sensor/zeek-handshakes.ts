/** What Zeek's logs say of TLS: handshakes in ssl.log, certificates in x509.log. */
import { isoTime } from '../../codec/log-lines/time.ts';
import type { ZeekRecord } from '../../codec/zeek-log/record.ts';
import type { TlsHandshake } from '../../model/network-payloads.ts';
import { present } from '../../model/present.ts';
import type { SensorRecord } from './sensor-record.ts';
import { hash, sides, timeIn } from './zeek-fields.ts';

export function handshake(record: ZeekRecord): SensorRecord | undefined {
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
export function certificate(record: ZeekRecord): SensorRecord | undefined {
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

/** Zeek writes TLSv12; observations say TLS 1.2. */
function versionOf(version: string | undefined): string | undefined {
  const digits = /^TLSv1([0-3])$/.exec(version ?? '')?.[1];
  return digits === undefined ? version : `TLS 1.${digits}`;
}
