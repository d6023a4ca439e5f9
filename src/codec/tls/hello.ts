/**
 * The greetings of client and server.
 * Sources: RFC 8446, sections 4.1.2 and 4.1.3; RFC 5246, section 7.4.1.
 */
import { malformed, ok, type Result } from '../../model/result.ts';
import { u16be } from '../network/integers.ts';
import {
  contentOf,
  extensionType,
  readAlpn,
  readExtensions,
  readNumberList,
  readPointFormats,
  readServerName,
} from './extensions.ts';
import { isRetry, type OpenMessage } from './records.ts';
import { isGrease, numbersOf, type Span, vectorAt } from './vector.ts';

/** Numbers are as they stand in the hello, values that mean nothing (GREASE) included. */
export interface ClientHello {
  /** The version field of old: at most TLS 1.2, whatever is offered. */
  readonly legacyVersion: number;
  /** Of the extension that offers versions; empty without it. */
  readonly offeredVersions: readonly number[];
  readonly ciphers: readonly number[];
  readonly extensions: readonly number[];
  readonly groups: readonly number[];
  readonly pointFormats: readonly number[];
  readonly signatureAlgorithms: readonly number[];
  readonly serverName?: string;
  /** One character a byte. */
  readonly alpn: readonly string[];
  /** It breaks off within its extensions: those behind are not known. */
  readonly isCut: boolean;
}

export interface ServerHello {
  readonly legacyVersion: number;
  /** The version agreed on. */
  readonly version: number;
  readonly cipher: number;
  readonly extensions: readonly number[];
  readonly alpn: readonly string[];
  /** It asks for another client hello. */
  readonly isRetry: boolean;
}

const randomEnd = 34;

/** The body of a client hello, which may break off where its extensions stand. */
export function readClientHello(bytes: Uint8Array, { at, end, isCut }: OpenMessage): Result<ClientHello> {
  const session = vectorAt(bytes, at + randomEnd, end, 1);
  const ciphers = session && vectorAt(bytes, session.end, end, 2);
  const compression = ciphers && vectorAt(bytes, ciphers.end, end, 1);
  if (compression === undefined) return malformed(at, 'a client hello that breaks off');
  const extensions = readExtensions(bytes, compression.end, end, isCut);
  if (extensions === undefined) return malformed(compression.end, 'extensions that reach beyond the client hello');
  const content = (type: number): Span | undefined => contentOf(extensions, type);
  const serverName = readServerName(bytes, content(extensionType.serverName));
  return ok({
    legacyVersion: u16be(bytes, at),
    offeredVersions: readNumberList(bytes, content(extensionType.supportedVersions), 1),
    ciphers: numbersOf(bytes, ciphers),
    extensions: extensions.map(({ type }) => type),
    groups: readNumberList(bytes, content(extensionType.groups), 2),
    pointFormats: readPointFormats(bytes, content(extensionType.pointFormats)),
    signatureAlgorithms: readNumberList(bytes, content(extensionType.signatureAlgorithms), 2),
    ...(serverName !== undefined && { serverName }),
    alpn: readAlpn(bytes, content(extensionType.alpn)),
    isCut,
  });
}

/** The body of a server hello; its extensions say too much to be missed. */
export function readServerHello(bytes: Uint8Array, { at, end, isCut }: OpenMessage): Result<ServerHello> {
  const session = vectorAt(bytes, at + randomEnd, end, 1);
  if (isCut || session === undefined || session.end + 3 > end) return malformed(at, 'a server hello that breaks off');
  const extensions = readExtensions(bytes, session.end + 3, end, false);
  if (extensions === undefined) return malformed(session.end + 3, 'extensions that reach beyond the server hello');
  const legacyVersion = u16be(bytes, at);
  const chosen = contentOf(extensions, extensionType.supportedVersions);
  return ok({
    legacyVersion,
    version: chosen && chosen.end - chosen.at === 2 ? u16be(bytes, chosen.at) : legacyVersion,
    cipher: u16be(bytes, session.end),
    extensions: extensions.map(({ type }) => type),
    alpn: readAlpn(bytes, contentOf(extensions, extensionType.alpn)),
    isRetry: isRetry(bytes, at),
  });
}

/** The newest version that a client offers; undefined where its hello breaks off before it says so. */
export function newestOffered({ legacyVersion, offeredVersions, isCut }: ClientHello): number | undefined {
  const offered = offeredVersions.filter((version) => !isGrease(version));
  if (offered.length === 0) return isCut ? undefined : legacyVersion;
  return offered.reduce((newest, version) => Math.max(newest, version), 0);
}
