/**
 * Extensions of hellos: their types in order, and what the ones that tell something hold.
 * Sources: RFC 8446, section 4.2; RFC 6066, section 3 (server name); RFC 7301, section 3.1 (ALPN); RFC 8422,
 * section 5.1 (groups and point formats).
 * Does not see: the inner hello of Encrypted Client Hello: what is read is what stands outside.
 */
import { latin1 } from '../latin1/latin1.ts';
import { u8, u16be } from '../network/integers.ts';
import { numbersOf, type Span, vectorAt } from './vector.ts';

export const extensionType = {
  serverName: 0,
  groups: 10,
  pointFormats: 11,
  signatureAlgorithms: 13,
  alpn: 16,
  supportedVersions: 43,
} as const;

/** Where the content of each extension stands, in the order of the hello. */
export type Extensions = readonly { readonly type: number; readonly content: Span }[];

/**
 * The extensions at the end of a hello, in bytes[at, end); old ones end without any. Undefined where one of them is
 * broken; where the hello `isCut`, those before the cut.
 */
export function readExtensions(bytes: Uint8Array, at: number, end: number, isCut: boolean): Extensions | undefined {
  const span = isCut ? { at: Math.min(at + 2, end), end } : at === end ? { at, end } : vectorAt(bytes, at, end, 2);
  if (span === undefined) return undefined;
  const extensions: { type: number; content: Span }[] = [];
  for (let here = span.at; here < span.end; ) {
    const content = vectorAt(bytes, here + 2, span.end, 2);
    if (content === undefined) return isCut ? extensions : undefined;
    extensions.push({ type: u16be(bytes, here), content });
    here = content.end;
  }
  return extensions;
}

/** The content of the first extension of a type. */
export function contentOf(extensions: Extensions, type: number): Span | undefined {
  return extensions.find((extension) => extension.type === type)?.content;
}

/** A longer name is no host's. */
const longestName = 255;

/** The host in a server name extension, lower case. */
export function readServerName(bytes: Uint8Array, content: Span | undefined): string | undefined {
  const list = content && vectorAt(bytes, content.at, content.end, 2);
  const name = list && u8(bytes, list.at) === 0 ? vectorAt(bytes, list.at + 1, list.end, 2) : undefined;
  if (name === undefined || name.at === name.end || name.end - name.at > longestName) return undefined;
  return latin1(bytes.subarray(name.at, name.end)).toLowerCase();
}

/** Clients offer two or three; the fingerprint needs the first alone. */
const mostProtocols = 16;

/** Names of protocols within, one character a byte. */
export function readAlpn(bytes: Uint8Array, content: Span | undefined): string[] {
  const list = content && vectorAt(bytes, content.at, content.end, 2);
  const names: string[] = [];
  for (let at = list?.at ?? 0; list && at < list.end && names.length < mostProtocols; ) {
    const name = vectorAt(bytes, at, list.end, 1);
    if (name === undefined) break;
    names.push(latin1(bytes.subarray(name.at, name.end)));
    at = name.end;
  }
  return names;
}

/** The numbers of two bytes in a list behind a length of so many bytes. */
export function readNumberList(bytes: Uint8Array, content: Span | undefined, lengthSize: 1 | 2): number[] {
  return numbersOf(bytes, content && vectorAt(bytes, content.at, content.end, lengthSize));
}

export function readPointFormats(bytes: Uint8Array, content: Span | undefined): number[] {
  const list = content && vectorAt(bytes, content.at, content.end, 1);
  return list ? [...bytes.subarray(list.at, list.end)] : [];
}
