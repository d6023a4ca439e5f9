/**
 * One header block of a tape archive (tar).
 * Source: POSIX.1-2017 pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format" (base-256 numbers, prefix
 * that is none).
 */
import { notThisFormat, ok, type Result } from '../../model/result.ts';
import { latin1 } from '../latin1/latin1.ts';

export const blockBytes = 512;

export interface TarHeader {
  readonly name: string;
  /** Bytes of what follows the header, as it says. */
  readonly size: number;
  /** One character: `0` file, `5` folder, `L` a long name for the next one, … */
  readonly type: string;
}

const checksum = { at: 148, end: 156 };
const space = 0x20;
const typeAt = 156;
const prefix = { at: 345, end: 500 };
/** Larger numbers are not exact. */
const mostBytes = 2 ** 53;

/** A block that is one of the zeros at an archive's end. */
export function isZero(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

/** Cheap enough to ask of every file: the signature of newer ones, the checksum's usual ends in older ones. */
export function beginsLikeTar(head: Uint8Array): boolean {
  if (head.length < blockBytes) return false;
  const isNew = head[257] === 0x75 && latin1(head.subarray(257, 262)) === 'ustar';
  const isOld = head[0] !== 0 && head[154] === 0 && head[155] === space && head[107] === 0;
  return (isNew || isOld) && readHeader(head.subarray(0, blockBytes)).status === 'ok';
}

/** A header is one whose checksum holds. */
export function readHeader(block: Uint8Array): Result<TarHeader> {
  const size = number(block.subarray(124, 136));
  if (block.length < blockBytes || size === undefined || !checksumHolds(block)) return notThisFormat;
  const name = text(block.subarray(0, 100));
  // GNU's own format ends its signature with a space and keeps times where the prefix would be.
  const isPosix = latin1(block.subarray(257, 263)) === 'ustar\0';
  const folder = isPosix ? text(block.subarray(prefix.at, prefix.end)) : '';
  const type = String.fromCharCode(block[typeAt] ?? 0);
  return ok({ name: folder === '' ? name : `${folder}/${name}`, size, type });
}

/** Old programs summed signed bytes. */
function checksumHolds(block: Uint8Array): boolean {
  const told = number(block.subarray(checksum.at, checksum.end));
  let unsigned = 0;
  let signed = 0;
  for (let i = 0; i < blockBytes; i++) {
    const byte = i >= checksum.at && i < checksum.end ? space : (block[i] ?? 0);
    unsigned += byte;
    signed += byte < 0x80 ? byte : byte - 0x100;
  }
  return told === unsigned || told === signed;
}

/** Octal digits, or a binary number where the first bit is set; undefined where it is neither or negative. */
export function number(field: Uint8Array): number | undefined {
  const first = field[0] ?? 0;
  if (first >= 0x80) return first === 0x80 ? binary(field.subarray(1)) : undefined;
  const digits = /^[ \0]*([0-7]*)(?:[ \0]|$)/.exec(latin1(field))?.[1];
  return digits === undefined ? undefined : Number.parseInt(`0${digits}`, 8);
}

function binary(bytes: Uint8Array): number | undefined {
  const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  return value < mostBytes ? value : undefined;
}

/** Up to the first zero byte; UTF-8 where it is that. */
export function text(field: Uint8Array): string {
  const end = field.indexOf(0);
  const bytes = end < 0 ? field : field.subarray(0, end);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return latin1(bytes);
  }
}
