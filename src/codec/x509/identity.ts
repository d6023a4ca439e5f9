/**
 * What a certificate says of itself, as people compare certificates: names, times and hashes.
 * Sources: RFC 5280, sections 4.1 and 4.2.1.6 (alternative names).
 * Does not see: whether any of it is true: no signature is verified, no authority asked.
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { latin1 } from '../latin1/latin1.ts';
import { formatAddress } from '../network/addresses.ts';
import { type Certificate, readCertificate } from './certificate.ts';
import { type Element, elementAt, elementsOf, objectText, tag } from './der.ts';
import { nameText } from './name-text.ts';

export interface CertificateIdentity {
  readonly subject: string;
  readonly issuer: string;
  /** Hosts and addresses it is for, the first ones of very many. */
  readonly names: readonly string[];
  readonly from?: Date;
  readonly until?: Date;
  /** Subject and issuer are the same. */
  readonly selfSigned: boolean;
  /** Hashes of the whole certificate, lower-case hex. */
  readonly sha1: string;
  readonly sha256: string;
}

/** Reads a certificate that fills `bytes`; undefined where they hold none. */
export function readIdentity(bytes: Uint8Array): CertificateIdentity | undefined {
  const outer = elementAt(bytes, 0, bytes.length);
  const certificate = outer && readCertificate(bytes, outer);
  if (certificate === undefined) return undefined;
  const { subjectElement, issuerElement, from, until } = certificate;
  return {
    subject: nameText(bytes, subjectElement),
    issuer: nameText(bytes, issuerElement),
    names: alternativeNames(bytes, certificate),
    ...(from && { from }),
    ...(until && { until }),
    selfSigned: same(bytes, subjectElement, issuerElement),
    sha1: bytesToHex(sha1(bytes)),
    sha256: bytesToHex(sha256(bytes)),
  };
}

const alternativeNameObject = '2.5.29.17';
const dnsName = 0x82;
const ipAddress = 0x87;
/** Certificates of large hosters name about a hundred hosts. */
const mostNames = 100;
const longestName = 255;

function alternativeNames(bytes: Uint8Array, { extensions }: Certificate): string[] {
  const extension = elementsOf(bytes, extensions).find(
    (one) => objectText(bytes, elementsOf(bytes, one)[0]) === alternativeNameObject,
  );
  const octets = elementsOf(bytes, extension).find((part) => part.tag === tag.octets);
  const list = octets && elementAt(bytes, octets.at, octets.end);
  return elementsOf(bytes, list)
    .flatMap((name) => hostIn(bytes, name) ?? [])
    .slice(0, mostNames);
}

function hostIn(bytes: Uint8Array, { tag: kind, at, end }: Element): string | undefined {
  const length = end - at;
  if (kind === dnsName && length > 0 && length <= longestName) return latin1(bytes.subarray(at, end)).toLowerCase();
  return kind === ipAddress && (length === 4 || length === 16) ? formatAddress(bytes, at, length) : undefined;
}

function same(bytes: Uint8Array, a: Element, b: Element): boolean {
  const length = a.end - a.start;
  if (length !== b.end - b.start) return false;
  for (let i = 0; i < length; i++) if (bytes[a.start + i] !== bytes[b.start + i]) return false;
  return true;
}
