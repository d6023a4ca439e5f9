/**
 * Where an RPM package's headers end and its files begin. The headers hold the scripts that run when it is installed,
 * as plain text, which 7-Zip does not give.
 * Source: RPM 4 file format, https://rpm-software-management.github.io/rpm/manual/format_v4.html
 */
import { malformed, ok, type Result } from '../../model/result.ts';

/** What stands before the headers. */
export const rpmLeadBytes = 96;
const introBytes = 16;
const indexEntryBytes = 16;
const headerMagic = 0x8eade801;

/** Offset of the first byte behind both headers. */
export function rpmPayloadAt(bytes: Uint8Array): Result<number> {
  const signature = headerEnd(bytes, rpmLeadBytes);
  if (signature.status !== 'ok') return signature;
  // The signature is padded to a multiple of eight bytes, the header is not.
  return headerEnd(bytes, Math.ceil(signature.value / 8) * 8);
}

function headerEnd(bytes: Uint8Array, at: number): Result<number> {
  if (at + introBytes > bytes.length) return malformed(at, 'the package ends before its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, introBytes);
  if (view.getUint32(0) !== headerMagic) return malformed(at, 'no header stands where one should');
  const end = at + introBytes + view.getUint32(8) * indexEntryBytes + view.getUint32(12);
  return end > bytes.length ? malformed(at, 'the header is longer than the package') : ok(end);
}
