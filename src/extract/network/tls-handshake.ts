/**
 * What a conversation under TLS shows before it is encrypted: the name asked for, the certificate, and what client and
 * server can do. It says whom somebody talks to, not what about.
 * Source: codec/tls. Does not see: the certificate in TLS 1.3, TLS that begins in the middle (STARTTLS), QUIC. Tells only
 * of conversations behind which a miner may be (conversation-company.ts): all others in a network are nobody's business.
 */
import { readClientPrelude } from '../../codec/stratum/prelude.ts';
import type { Handshake } from '../../codec/tls/handshake.ts';
import { type ClientHello, newestOffered, type ServerHello } from '../../codec/tls/hello.ts';
import { cipherName, versionName } from '../../codec/tls/names.ts';
import { greetingAt } from '../../codec/tls/records.ts';
import type { CertificateIdentity } from '../../codec/x509/identity.ts';
import type { TlsHandshake } from '../../model/network-payloads.ts';
import type { Segment, Stream } from '../../model/stream.ts';
import { defineExtractor, type Extractor, type Miss } from '../../model/units.ts';
import { companyOf, loadCertificates } from './conversation-company.ts';
import type { Sides } from './tls-sides.ts';

type Fingerprints = typeof import('../../codec/tls/fingerprints.ts');

/** Few conversations need the hash functions, so they are loaded with the first one. */
let fingerprints: Fingerprints | undefined;

export const tlsHandshake: Extractor<'tls-handshake'> = defineExtractor({
  id: 'tls-handshake',
  title: 'the open part of a conversation under TLS behind which a miner may be: names, certificate, fingerprints',
  emits: ['tls-handshake'],
  kinds: ['stream'],
  accepts: (head) => greetingAt(head, 0) !== undefined || isGreetingBehindProxy(head),
  async load() {
    await loadCertificates();
    fingerprints ??= await import('../../codec/tls/fingerprints.ts');
  },
  *extract({ stream, bytes, base, whole }) {
    if (stream === undefined || fingerprints === undefined || base > 0) return;
    const { sides, handshake: read, identity, isOfInterest } = companyOf(bytes, stream);
    if (!isOfInterest) return;
    if (read.status === 'malformed') yield miss('malformed', read.what, sides.client.at);
    if (read.status !== 'ok') return;
    const { certificate, broken } = read.value;
    const place = placeOf(read.value.client ? sides.client.at : sides.server.at, stream);
    yield { kind: 'tls-handshake', value: describe(read.value, identity, sides, place.time, fingerprints), ...place };
    for (const { side, what, isCut } of broken) yield miss(isCut ? 'truncated' : 'malformed', what, sides[side].at);
    if (certificate && !identity) yield miss('malformed', 'a certificate that is none', sides.server.at);
    if (!whole && stream.clientBytes >= bytes.length)
      yield miss('limit-bytes', 'a TLS conversation too long for its server to be heard');
  },
});

/** What clients tell proxies begins with one of these: SOCKS4, SOCKS5, CONNECT. */
const firstOfPrelude: ReadonlySet<number | undefined> = new Set([4, 5, 0x43]);

/** Asked for every file: the first byte rules nearly all of them out. */
function isGreetingBehindProxy(head: Uint8Array): boolean {
  return firstOfPrelude.has(head[0]) && greetingAt(head, readClientPrelude(head).end) !== undefined;
}

function miss(code: Miss['gap']['code'], what: string, offset?: number): Miss {
  return { gap: { code, what, ...(offset !== undefined && { offset }) } };
}

/** Bytes of a hello that are shown. */
const shownBytes = 256;

interface Place {
  readonly offset: number;
  readonly length: number;
  readonly packet?: number;
  readonly time?: number;
}

function placeOf(offset: number, { segments }: Stream): Place {
  const holds = (segment: Segment): boolean => offset >= segment.offset && offset < segment.offset + segment.length;
  const segment = segments.find(holds);
  const length = segment ? Math.min(shownBytes, segment.offset + segment.length - offset) : 0;
  const { packet, time } = segment ?? {};
  return { offset, length, ...(packet !== undefined && { packet }), ...(time !== undefined && { time }) };
}

function describe(
  { client, server }: Handshake,
  identity: CertificateIdentity | undefined,
  sides: Sides,
  time: number | undefined,
  { ja3, ja3s, ja4 }: Fingerprints,
): TlsHandshake {
  const version = server?.version ?? (client && newestOffered(client));
  const alpn = protocolsOf(client, server);
  return {
    client: sides.client.endpoint,
    server: sides.server.endpoint,
    sensor: 'capture',
    ...(version !== undefined && { version: versionName(version) }),
    ...(client?.serverName !== undefined && { serverName: client.serverName }),
    ...(alpn.length > 0 && { alpn }),
    ...(server && { cipher: cipherName(server.cipher) }),
    ...(client && !client.isCut && { ja3: ja3(client), ja4: ja4(client) }),
    // A hello that asks for another one says little of the server.
    ...(server && !server.isRetry && { ja3s: ja3s(server) }),
    ...(identity && { certificate: describeCertificate(identity) }),
    ...(time !== undefined && { start: new Date(time).toISOString() }),
  };
}

/** What the client offers, which tells more of it than what the server picks. */
function protocolsOf(client: ClientHello | undefined, server: ServerHello | undefined): string[] {
  return [...(client?.alpn.length ? client.alpn : (server?.alpn ?? []))];
}

function describeCertificate(identity: CertificateIdentity): NonNullable<TlsHandshake['certificate']> {
  const { subject, issuer, names, sha1, sha256, from, until, selfSigned } = identity;
  return {
    ...(subject !== '' && { subject }),
    ...(issuer !== '' && { issuer }),
    ...(names.length > 0 && { names: [...names] }),
    sha1,
    sha256,
    ...(from && { notBefore: from.toISOString() }),
    ...(until && { notAfter: until.toISOString() }),
    selfSigned,
  };
}
