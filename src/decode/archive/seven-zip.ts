/**
 * Files in the archives that 7-Zip reads and that we have no reader of our own for: 7z, RAR, cabinets, RPM packages,
 * disc images (ISO 9660, UDF), ARJ, LZH, WIM, SquashFS, XAR, CHM, and what xz, bzip2, lzma, lzip or compress packed.
 * Encrypted ones are tried with the passwords under which samples are passed around, which is said.
 * Short xz streams are unpacked by our own reader.
 * Source: 7-Zip 24.09 (7z-wasm). It runs in memory of its own, and everything it unpacks is counted as it comes.
 * Does not see: other volumes of a split archive; comments; what stands between or behind the files; where links lead.
 */
import { mayBeVolume, typeByHead, volumeType } from '../../codec/seven-zip/format.ts';
import { lzmaOfLzip } from '../../codec/seven-zip/lzip.ts';
import { rpmLeadBytes, rpmPayloadAt } from '../../codec/seven-zip/rpm-header.ts';
import { unpackShortXz } from '../../codec/xz/short-stream.ts';
import { type Child, type DecodeContext, defineDecoder, type Miss, type WholeDecoder } from '../../model/units.ts';
import { packedName } from './packed-name.ts';
import { openStreams, openWithSevenZip } from './seven-zip-open.ts';

/** 7-Zip starts in some 15 ms (its memory is new each time), in which our own reader unpacks about so much. */
const shortUnpackedBytes = 256 * 1024;
const shortBytes = 128 * 1024;

export const sevenZip: WholeDecoder = defineDecoder({
  id: 'seven-zip',
  title: 'files in 7z, RAR, CAB, RPM, ISO, ARJ, LZH, WIM, SquashFS, XAR and CHM; what xz, bzip2, lzma or lzip packed',
  mode: 'whole',
  accepts: (head, name, size) => typeByHead(head) !== undefined || mayBeVolume(head, name, size),
  async *decode(bytes, context) {
    const type = typeByHead(bytes) ?? volumeType(bytes);
    if (type === undefined) return;
    const short = type === 'xz' ? shortXz(bytes, context) : undefined;
    if (short?.length === 0) return;
    if (short !== undefined) return yield { name: packedName(context.name), bytes: short };
    if (type === 'rpm') yield* headerOfRpm(bytes);
    // 7-Zip does not know lzip, but the streams within it.
    if (type === 'lzip') yield* openStreams(lzmaOfLzip(bytes), 'lzma', context);
    else yield* openWithSevenZip(bytes, type, context);
  },
});

/** Undefined where 7-Zip is to do it. */
function shortXz(bytes: Uint8Array, { limits }: DecodeContext): Uint8Array | undefined {
  if (bytes.length > shortBytes) return undefined;
  return unpackShortXz(bytes, Math.min(shortUnpackedBytes, limits.unpackedBytes));
}

function* headerOfRpm(bytes: Uint8Array): Generator<Child | Miss> {
  const end = rpmPayloadAt(bytes);
  // Without the lead, which says nothing and would make it a package.
  if (end.status === 'ok') yield { name: 'header', bytes: bytes.subarray(rpmLeadBytes, end.value) };
  else if (end.status === 'malformed') yield { gap: { code: 'malformed', what: end.what, offset: end.at } };
}
