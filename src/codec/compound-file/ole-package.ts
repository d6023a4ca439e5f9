/**
 * A file that was put into a document as an object (stream `\x01Ole10Native`, made by Windows' Packager).
 * Source: [MS-OLEDS] 2.3.6 (size and data); the layout within the data as oletools' oleobj reads it.
 * Does not see: objects of other programs, links to files elsewhere.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';

export interface OlePackage {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const olePackageStream = '\x01Ole10Native';

/** Size and type, before the label. */
const headBytes = 6;
const embedded = 3;

/** @param stream all of the stream */
export function readOlePackage(stream: Uint8Array): Result<OlePackage> {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.length);
  if (stream.length < headBytes || view.getUint16(4, true) !== 2) return notThisFormat;
  const labelEnd = stream.indexOf(0, headBytes);
  const pathEnd = labelEnd < 0 ? -1 : stream.indexOf(0, labelEnd + 1);
  const typeAt = pathEnd + 3;
  if (pathEnd < 0 || typeAt + 6 > stream.length) return malformed(headBytes, 'the embedded file has no name');
  if (view.getUint16(typeAt, true) !== embedded) return notThisFormat;
  const sizeAt = typeAt + 6 + view.getUint32(typeAt + 2, true);
  if (sizeAt + 4 > stream.length) return malformed(typeAt, 'the embedded file is cut short');
  const dataAt = sizeAt + 4;
  return ok({
    name: new TextDecoder('windows-1252').decode(stream.subarray(headBytes, labelEnd)),
    bytes: stream.subarray(dataAt, dataAt + view.getUint32(sizeAt, true)),
  });
}
