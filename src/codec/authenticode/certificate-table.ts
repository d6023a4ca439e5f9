/**
 * The table of a Windows program's signatures: entries of a length, a revision, a kind and the signature itself.
 * Source: Microsoft, "PE Format", section "The Attribute Certificate Table (Image Only)".
 * Does not see: X.509 and Terminal Server entries, which nobody writes; catalogues, which are files of their own.
 */
import { notThisFormat, ok, type Result } from '../../model/result.ts';
import type { Extent } from '../pe/image.ts';
import { record } from '../pe/record.ts';
import { readSignedData, type SignedData } from './signed-data.ts';

export interface Signature extends SignedData {
  /** First byte of the signature, and the first one after its entry, padding and all. */
  readonly at: number;
  readonly entryEnd: number;
}

const headerSize = 8;
const pkcs7 = 2;
const mostEntries = 8;

/** Every signature in the table; `not-this-format` where it holds none, whatever else it may hold. */
export function readCertificateTable(bytes: Uint8Array, table: Extent): Result<Signature[]> {
  const signatures: Signature[] = [];
  let at = table.at;
  for (let i = 0; i < mostEntries; i++) {
    const header = at + headerSize <= table.end ? record(bytes, at, headerSize) : undefined;
    const length = header?.getUint32(0, true) ?? 0;
    if (!header || length <= headerSize) break;
    const entryEnd = Math.min(table.end, at + length);
    const data = header.getUint16(6, true) === pkcs7 ? readSignedData(bytes, at + headerSize, entryEnd) : notThisFormat;
    if (data.status === 'ok') signatures.push({ ...data.value, at: at + headerSize, entryEnd });
    at += 8 * Math.ceil(length / 8);
  }
  return signatures.length === 0 ? notThisFormat : ok(signatures);
}
