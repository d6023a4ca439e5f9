/**
 * The signature of a Mach-O program: the identifier and the team that it names, and who signed.
 * Source: Apple, XNU, osfmk/kern/cs_blobs.h (SuperBlob, CodeDirectory); the signature itself is CMS.
 * Does not see: whether it holds. Nothing is verified. Requirements and entitlements are left alone.
 */
import { notThisFormat, ok, type Result } from '../../model/result.ts';
import { readSignedData, type Signer } from '../authenticode/signed-data.ts';
import { record, textUntilNul } from '../pe/record.ts';

export interface CodeSignature {
  /** `com.example.program`. */
  readonly identifier?: string;
  /** Ten characters that Apple gives a developer's team. */
  readonly team?: string;
  /** Signed by nobody: the linker makes such signatures, since ARM Macs ask for one. */
  readonly adHoc: boolean;
  readonly signers: readonly Signer[];
  readonly at: number;
  readonly length: number;
}

const superBlob = 0xfade0cc0;
const codeDirectory = 0xfade0c02;
const cmsWrapper = 0xfade0b01;
const adHocFlag = 0x2;
const teamSince = 0x20200;
const mostBlobs = 64;
const longestText = 256;

/** Reads the signature that stands at `at`; all numbers are big-endian. */
export function readCodeSignature(bytes: Uint8Array, at: number, end: number): Result<CodeSignature> {
  const header = record(bytes, at, 12);
  if (header?.getUint32(0, false) !== superBlob) return notThisFormat;
  let directory: Pick<CodeSignature, 'identifier' | 'team' | 'adHoc'> = { adHoc: false };
  let signers: readonly Signer[] = [];
  for (let i = 0; i < Math.min(header.getUint32(8, false), mostBlobs); i++) {
    const blobAt = at + (record(bytes, at + 12 + 8 * i, 8)?.getUint32(4, false) ?? 0);
    const blob = record(bytes, blobAt, 8);
    const blobEnd = Math.min(end, bytes.length, blobAt + (blob?.getUint32(4, false) ?? 0));
    const magic = blob?.getUint32(0, false);
    if (magic === codeDirectory && directory.identifier === undefined)
      directory = readDirectory(bytes, blobAt, blobEnd) ?? directory;
    const signed = magic === cmsWrapper ? readSignedData(bytes, blobAt + 8, blobEnd) : notThisFormat;
    if (signed.status === 'ok') signers = signed.value.signers;
  }
  const length = Math.min(header.getUint32(4, false), Math.max(0, Math.min(end, bytes.length) - at));
  return ok({ ...directory, signers, at, length });
}

function readDirectory(
  bytes: Uint8Array,
  at: number,
  end: number,
): Pick<CodeSignature, 'identifier' | 'team' | 'adHoc'> | undefined {
  const fields = at + 44 <= end ? record(bytes, at, 44) : undefined;
  if (!fields) return undefined;
  const textAt = (offset: number): string =>
    offset === 0 ? '' : textUntilNul(bytes, at + offset, end, longestText).text;
  const identifier = textAt(fields.getUint32(20, false));
  const teamOffset = fields.getUint32(8, false) >= teamSince ? record(bytes, at + 48, 4)?.getUint32(0, false) : 0;
  const team = textAt(teamOffset ?? 0);
  return {
    ...(identifier && { identifier }),
    ...(team && { team }),
    adHoc: (fields.getUint32(12, false) & adHocFlag) !== 0,
  };
}
