/**
 * The open part of a TLS conversation: what both sides said before they encrypted.
 * Sources: RFC 8446, section 4; RFC 5246, section 7.4 (certificates in the open).
 * Does not see: what is encrypted, in TLS 1.3 also the certificate; a TLS that begins in the middle (STARTTLS).
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { type ClientHello, readClientHello, readServerHello, type ServerHello } from './hello.ts';
import { greetingAt, handshakeType, type OpenMessage, type OpenMessages, readOpenMessages } from './records.ts';
import { vectorAt } from './vector.ts';

export interface Handshake {
  /** The first one, where the server asked for a second. */
  readonly client?: ClientHello;
  /** The one that the conversation goes on with, where there were two. */
  readonly server?: ServerHello;
  /** The server's own certificate, without the chain behind it: an X.509 certificate in DER. */
  readonly certificate?: Uint8Array;
  /** What could not be read. */
  readonly broken: readonly Broken[];
}

interface Broken {
  readonly side: 'client' | 'server';
  /** In a few words. */
  readonly what: string;
  /** The bytes end too early, so nothing is wrong with the rest. */
  readonly isCut: boolean;
}

/**
 * Reads what client and server sent from the beginning of their conversation on; either may be empty.
 * `not-this-format` where neither begins with its side's greeting, `malformed` where no greeting could be read.
 */
export function readHandshake(client: Uint8Array, server: Uint8Array): Result<Handshake> {
  const asked = greetingAt(client, 0) === 'client' ? readOpenMessages(client) : undefined;
  const answered = greetingAt(server, 0) === 'server' ? readOpenMessages(server) : undefined;
  if (!asked && !answered) return notThisFormat;
  const broken: Broken[] = [];
  const clientHello = asked && readClientSide(asked, broken);
  const serverHello = answered && readServerSide(answered, broken);
  if (!clientHello && !serverHello) return malformed(0, broken[0]?.what ?? 'a hello that breaks off');
  const certificate = answered && readCertificateMessage(answered, broken);
  return ok({
    ...(clientHello && { client: clientHello }),
    ...(serverHello && { server: serverHello }),
    ...(certificate && { certificate }),
    broken,
  });
}

function readClientSide(open: OpenMessages, broken: Broken[]): ClientHello | undefined {
  const hello = open.messages.find(({ type }) => type === handshakeType.clientHello);
  return hello && readMessage(open.bytes, hello, readClientHello, 'client', broken);
}

function readServerSide(open: OpenMessages, broken: Broken[]): ServerHello | undefined {
  const hellos = open.messages.filter(({ type }) => type === handshakeType.serverHello);
  const hello = hellos.findLast(({ isCut }) => !isCut) ?? hellos[0];
  return hello && readMessage(open.bytes, hello, readServerHello, 'server', broken);
}

function readMessage<Hello>(
  bytes: Uint8Array,
  message: OpenMessage,
  read: (bytes: Uint8Array, message: OpenMessage) => Result<Hello>,
  side: Broken['side'],
  broken: Broken[],
): Hello | undefined {
  const { isCut } = message;
  const hello = read(bytes, message);
  if (isCut) broken.push({ side, what: `a ${side} hello that breaks off`, isCut });
  else if (hello.status === 'malformed') broken.push({ side, what: hello.what, isCut });
  return hello.status === 'ok' ? hello.value : undefined;
}

/** Bytes of the length of a list of certificates. */
const listLengthSize = 3;

/** A list of certificates, each behind its length. The server's own comes first, so the chain may be cut. */
function readCertificateMessage({ bytes, messages }: OpenMessages, broken: Broken[]): Uint8Array | undefined {
  const message = messages.find(({ type }) => type === handshakeType.certificate);
  if (message === undefined) return undefined;
  const first = vectorAt(bytes, message.at + listLengthSize, message.end, 3);
  if (first && first.end > first.at) return bytes.subarray(first.at, first.end);
  if (!first) broken.push({ side: 'server', what: 'a certificate that breaks off', isCut: message.isCut });
  return undefined;
}
