/**
 * What stands at the beginning of a gzip file, before the packed data.
 * Source: RFC 1952, section 2.3.
 */
import { latin1 } from '../latin1/latin1.ts';

const deflate = 8;
const reservedFlags = 0xe0;
const checksumFlag = 0x2;
const extraFlag = 0x4;
const nameFlag = 0x8;
const commentFlag = 0x10;
const fixedBytes = 10;
const longestName = 1_000;

export function beginsLikeGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === deflate && ((head[3] ?? 0xff) & reservedFlags) === 0;
}

/** The name that the file had when it was packed, where it is told within `head`. */
export function originalName(head: Uint8Array): string | undefined {
  if (((head[3] ?? 0) & nameFlag) === 0) return undefined;
  const at = extraEnd(head);
  const end = head.indexOf(0, at);
  return end <= at || end > at + longestName ? undefined : latin1(head.subarray(at, end));
}

/** Where the packed data begin, where the header ends within `head`. */
export function dataOffset(head: Uint8Array): number | undefined {
  const flags = head[3] ?? 0;
  let at = extraEnd(head);
  for (const flag of [nameFlag, commentFlag]) {
    if ((flags & flag) === 0) continue;
    const end = head.indexOf(0, at);
    if (end < 0) return undefined;
    at = end + 1;
  }
  if ((flags & checksumFlag) !== 0) at += 2;
  return at <= head.length ? at : undefined;
}

function extraEnd(head: Uint8Array): number {
  if (((head[3] ?? 0) & extraFlag) === 0) return fixedBytes;
  return fixedBytes + 2 + (head[fixedBytes] ?? 0) + 256 * (head[fixedBytes + 1] ?? 0);
}
