/**
 * Who a certificate is for, who issued it, and for what time.
 * Source: RFC 5280, section 4.1.
 * Does not see: keys, and what extensions say; whether anything in it is true: nothing is verified.
 */
import { type Element, elementsOf, objectText, stringText, tag, timeOf } from './der.ts';

/** A distinguished name, as far as people use it. */
export interface Name {
  readonly commonName?: string;
  readonly organization?: string;
  readonly country?: string;
}

export interface Certificate {
  readonly subject: Name;
  readonly issuer: Name;
  /** The issuer's name as it is encoded, by which signatures refer to a certificate. */
  readonly issuerElement: Element;
  readonly subjectElement: Element;
  readonly serial: Element;
  /** The sequence of extensions. */
  readonly extensions?: Element;
  readonly from?: Date;
  readonly until?: Date;
  readonly at: number;
  readonly length: number;
}

/** Reads a certificate's element; undefined where it is none. */
export function readCertificate(bytes: Uint8Array, element: Element): Certificate | undefined {
  const parts = elementsOf(bytes, elementsOf(bytes, element)[0]);
  const first = parts[0]?.tag === tag.context(0) ? 1 : 0; // the version, absent in the oldest
  const [serial, , issuerElement, validity, subjectElement] = parts.slice(first);
  if (serial?.tag !== tag.integer || issuerElement?.tag !== tag.sequence || subjectElement?.tag !== tag.sequence)
    return undefined;
  const [from, until] = elementsOf(bytes, validity).map((part) => timeOf(bytes, part));
  const wrapped = parts.find((part) => part.tag === tag.context(3));
  const [extensions] = elementsOf(bytes, wrapped);
  return {
    ...{ subject: readName(bytes, subjectElement), issuer: readName(bytes, issuerElement) },
    ...{ subjectElement, issuerElement, serial },
    ...(extensions && { extensions }),
    ...(from && { from }),
    ...(until && { until }),
    ...{ at: element.start, length: element.end - element.start },
  };
}

const fieldOf = new Map<string, keyof Name>([
  ['2.5.4.3', 'commonName'],
  ['2.5.4.10', 'organization'],
  ['2.5.4.6', 'country'],
]);

/** A sequence of sets of pairs; where a part stands twice the first one counts. */
function readName(bytes: Uint8Array, name: Element): Name {
  const found: { -readonly [K in keyof Name]: Name[K] } = {};
  for (const part of elementsOf(bytes, name).flatMap((set) => elementsOf(bytes, set))) {
    const [kind, value] = elementsOf(bytes, part);
    const field = fieldOf.get(objectText(bytes, kind));
    if (field && value) found[field] ??= stringText(bytes, value);
  }
  return found;
}
