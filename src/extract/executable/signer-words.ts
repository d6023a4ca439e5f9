/** Who signed a program, in words that claim no more than what stands there. */

import type { Signer } from '../../codec/authenticode/signed-data.ts';
import type { Name } from '../../codec/x509/certificate.ts';
import { isoSeconds } from './trace.ts';

/** `Example Ltd (C=GB), certificate issued by Example CA, digest sha256; not verified`. */
export function signerInWords({ certificate, digest, signedAt, timeStamped }: Signer): string {
  const when = timeStamped ? 'time-stamped' : 'says it signed on';
  return [
    certificate ? nameInWords(certificate.subject) : 'somebody whose certificate is not enclosed',
    ...(certificate ? [`certificate issued by ${issuerInWords(certificate.issuer, certificate.subject)}`] : []),
    ...(digest === '' ? [] : [`digest ${digest}`]),
    ...(signedAt ? [`${when} ${isoSeconds(signedAt)}`] : []),
    'not verified',
  ].join(', ');
}

function nameInWords({ commonName, organization, country }: Name): string {
  const name = commonName ?? organization ?? 'nameless';
  const aside = [
    ...(organization !== undefined && organization !== name ? [`O=${organization}`] : []),
    ...(country === undefined ? [] : [`C=${country}`]),
  ];
  return aside.length === 0 ? name : `${name} (${aside.join(', ')})`;
}

function issuerInWords(issuer: Name, subject: Name): string {
  const same = issuer.commonName === subject.commonName && issuer.organization === subject.organization;
  return same ? 'itself' : nameInWords(issuer);
}
