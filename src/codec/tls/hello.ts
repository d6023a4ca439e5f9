/**
 * The greetings of client and server.
 * Sources: RFC 8446, sections 4.1.2 and 4.1.3; RFC 5246, section 7.4.1.
 */
import { malformed, ok, type Result } from '../../model/result.ts';
import { u16be } from '../network/integers.ts';
import {
  contentOf,
  type Extensions,
  extensionType,
  readAlpn,
  readExtensions,
  readNumberList,
  readPointFormats,
  readServerName,
} from './extensions.ts';
import { isRetry } from './records.ts';
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

/** The body of a client hello in bytes[at, end). */
export function readClientHello(bytes: Uint8Array, { at, end }: Span): Result<ClientHello> {
  const session = vectorAt(bytes, at + randomEnd, end, 1);
  const ciphers = session && vectorAt(bytes, session.end, end, 2);
  const compression = ciphers && vectorAt(bytes, ciphers.end, end, 1);
  if (compression === undefined) return malformed(at, 'a client hello that breaks off');
  const extensions = extensionsBehind(bytes, compression.end, end);
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
  });
}

/** The body of a server hello in bytes[at, end). */
export function readServerHello(bytes: Uint8Array, { at, end }: Span): Result<ServerHello> {
  const session = vectorAt(bytes, at + randomEnd, end, 1);
  if (session === undefined || session.end + 3 > end) return malformed(at, 'a server hello that breaks off');
  const extensions = extensionsBehind(bytes, session.end + 3, end);
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

/** Old hellos end without any. */
function extensionsBehind(bytes: Uint8Array, at: number, end: number): Extensions | undefined {
  if (at === end) return [];
  const span = vectorAt(bytes, at, end, 2);
  return span && readExtensions(bytes, span);
}

/** The newest version that a client offers. */
export function newestOffered({ legacyVersion, offeredVersions }: ClientHello): number {
  const offered = offeredVersions.filter((version) => !isGrease(version));
  return offered.reduce((newest, version) => Math.max(newest, version), offered[0] ?? legacyVersion);
}
