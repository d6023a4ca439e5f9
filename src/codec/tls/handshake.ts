/**
 * The open part of a TLS conversation: what both sides said before they encrypted.
 * Sources: RFC 8446, section 4; RFC 5246, section 7.4 (certificates in the open).
 * Does not see: what is encrypted, in TLS 1.3 also the certificate; a TLS that begins in the middle (STARTTLS).
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { type ClientHello, readClientHello, readServerHello, type ServerHello } from './hello.ts';
import { beginsHandshake, handshakeType, type OpenMessages, readOpenMessages } from './records.ts';
import { type Span, vectorAt } from './vector.ts';

export interface Handshake {
  /** The first one, where the server asked for a second. */
  readonly client?: ClientHello;
  /** The one that the conversation goes on with, where there were two. */
  readonly server?: ServerHello;
  /** The server's own certificate, without the chain behind it: an X.509 certificate in DER. */
  readonly certificate?: Uint8Array;
  /** What could not be read of a side, in a few words. */
  readonly broken: readonly string[];
}

/**
 * Reads what client and server sent from the beginning of their conversation on; either may be empty.
 * `not-this-format` where neither begins with a greeting, `malformed` where no greeting could be read.
 */
export function readHandshake(client: Uint8Array, server: Uint8Array): Result<Handshake> {
  const asked = beginsHandshake(client, 0) ? readOpenMessages(client) : undefined;
  const answered = beginsHandshake(server, 0) ? readOpenMessages(server) : undefined;
  if (!asked && !answered) return notThisFormat;
  const clientHello = asked ? readHello(asked, handshakeType.clientHello, 0, readClientHello) : notThisFormat;
  const serverHello = answered ? readHello(answered, handshakeType.serverHello, -1, readServerHello) : notThisFormat;
  const broken = [clientHello, serverHello].flatMap((hello) => (hello.status === 'malformed' ? [hello.what] : []));
  if (clientHello.status !== 'ok' && serverHello.status !== 'ok') return malformed(0, broken.join(', ') || 'no hello');
  const certificate = answered && readCertificateMessage(answered);
  return ok({
    ...(clientHello.status === 'ok' && { client: clientHello.value }),
    ...(serverHello.status === 'ok' && { server: serverHello.value }),
    ...(certificate && { certificate }),
    broken,
  });
}

/** Of the hellos of one side, a retry and all, the one that stands at `index`. */
function readHello<Hello>(
  { bytes, messages, isCut }: OpenMessages,
  type: number,
  index: 0 | -1,
  read: (bytes: Uint8Array, span: Span) => Result<Hello>,
): Result<Hello> {
  const message = messages.filter((candidate) => candidate.type === type).at(index);
  if (message) return read(bytes, message);
  return isCut ? malformed(0, 'a hello that breaks off') : notThisFormat;
}

/** A list of certificates, each behind its length; the server's own comes first. */
function readCertificateMessage({ bytes, messages }: OpenMessages): Uint8Array | undefined {
  const message = messages.find(({ type }) => type === handshakeType.certificate);
  const list = message && vectorAt(bytes, message.at, message.end, 3);
  const first = list && vectorAt(bytes, list.at, list.end, 3);
  return first && first.end > first.at ? bytes.subarray(first.at, first.end) : undefined;
}
