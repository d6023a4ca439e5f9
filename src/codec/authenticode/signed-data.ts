/**
 * Signatures of programs: the certificates that come along, which of them signed, with what digest, and when it says.
 * Sources: RFC 2315 (PKCS #7) and RFC 5652 (CMS), sections 5 and 11; RFC 3161 (time stamps); Microsoft, "Windows
 * Authenticode Portable Executable Signature Format" (2008).
 * Does not see: whether a signature holds, whether its certificates are trusted or were withdrawn. Nothing here is
 * verified, neither against the program's bytes nor against any authority.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { type Certificate, readCertificate } from '../x509/certificate.ts';
import { type Element, elementAt, elementsOf, objectText, tag, timeOf } from '../x509/der.ts';

export interface Signer {
  readonly certificate?: Certificate;
  /** sha1, sha256, …, or the object identifier of another. */
  readonly digest: string;
  /** When the signer, or a time-stamping service, says that it was signed. */
  readonly signedAt?: Date;
  /** `signedAt` is a time-stamping service's. */
  readonly timeStamped: boolean;
}

export interface SignedData {
  readonly signers: readonly Signer[];
  /** First byte after the data. */
  readonly end: number;
}

const object = {
  signedData: '1.2.840.113549.1.7.2',
  signingTime: '1.2.840.113549.1.9.5',
  countersignature: '1.2.840.113549.1.9.6',
  microsoftTimeStamp: '1.3.6.1.4.1.311.3.3.1',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
} as const;

const digestNames = new Map([
  ['1.2.840.113549.2.5', 'md5'],
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

/** Programs carry one signature, at times a second one within; certificates of a chain are three or four. */
const mostCertificates = 64;
const mostSigners = 16;

/** Reads the structure that begins at `at`; `not-this-format` where something else stands there. */
export function readSignedData(bytes: Uint8Array, at: number, end: number): Result<SignedData> {
  const outer = elementAt(bytes, at, end);
  const [kind, wrapped] = elementsOf(bytes, outer);
  if (outer?.tag !== tag.sequence || objectText(bytes, kind) !== object.signedData) return notThisFormat;
  const parts = elementsOf(bytes, wrapped && elementsOf(bytes, wrapped)[0]);
  const [, digests, content, ...rest] = parts;
  if (digests?.tag !== tag.set || content?.tag !== tag.sequence) return malformed(at, 'a signature without its parts');
  const certificates = elementsOf(
    bytes,
    rest.find((part) => part.tag === tag.context(0)),
  )
    .slice(0, mostCertificates)
    .flatMap((element) => readCertificate(bytes, element) ?? []);
  const signers = elementsOf(
    bytes,
    rest.find((part) => part.tag === tag.set),
  )
    .slice(0, mostSigners)
    .map((element) => readSigner(bytes, element, certificates));
  return ok({ signers, end: outer.end });
}

/** SignerInfo: version, issuer and serial number, digest, [0] signed attributes, algorithm, signature, [1] others. */
function readSigner(bytes: Uint8Array, element: Element, certificates: readonly Certificate[]): Signer {
  const parts = elementsOf(bytes, element);
  const [, identity, algorithm] = parts;
  const digest = objectText(bytes, elementsOf(bytes, algorithm)[0]);
  const certificate = certificates.find((candidate) => isNamed(bytes, candidate, elementsOf(bytes, identity)));
  const stamped = timeStamp(bytes, parts);
  const signedAt = stamped ?? signingTime(bytes, parts);
  return {
    ...(certificate && { certificate }),
    digest: digestNames.get(digest) ?? digest,
    ...(signedAt && { signedAt }),
    timeStamped: stamped !== undefined,
  };
}

function isNamed(bytes: Uint8Array, { issuerElement, serial }: Certificate, identity: readonly Element[]): boolean {
  const [issuer, number] = identity;
  return same(bytes, issuer, issuerElement) && same(bytes, number, serial);
}

function same(bytes: Uint8Array, a: Element | undefined, b: Element): boolean {
  if (!a || a.end - a.at !== b.end - b.at) return false;
  for (let i = 0; i < a.end - a.at; i++) if (bytes[a.at + i] !== bytes[b.at + i]) return false;
  return true;
}

/** The first value of an attribute in part `[number]` of a signer's parts. */
function attribute(bytes: Uint8Array, parts: readonly Element[], number: 0 | 1, wanted: string): Element | undefined {
  for (const entry of elementsOf(
    bytes,
    parts.find((part) => part.tag === tag.context(number)),
  )) {
    const [kind, values] = elementsOf(bytes, entry);
    if (objectText(bytes, kind) === wanted) return elementsOf(bytes, values)[0];
  }
  return undefined;
}

const signingTime = (bytes: Uint8Array, parts: readonly Element[]): Date | undefined =>
  timeOf(bytes, attribute(bytes, parts, 0, object.signingTime));

/** A countersignature's own time, or the time in an RFC 3161 token. */
function timeStamp(bytes: Uint8Array, parts: readonly Element[]): Date | undefined {
  const counter = attribute(bytes, parts, 1, object.countersignature);
  if (counter) return signingTime(bytes, elementsOf(bytes, counter));
  const token =
    attribute(bytes, parts, 1, object.microsoftTimeStamp) ?? attribute(bytes, parts, 1, object.timeStampToken);
  const [, wrapped] = elementsOf(bytes, token);
  const [, , content] = elementsOf(bytes, wrapped && elementsOf(bytes, wrapped)[0]);
  const octets = elementsOf(bytes, elementsOf(bytes, content)[1])[0];
  const info = octets && elementAt(bytes, octets.at, octets.end);
  return timeOf(
    bytes,
    elementsOf(bytes, info).find((part) => part.tag === tag.generalizedTime),
  );
}
