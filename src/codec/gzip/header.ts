/**
 * What stands at the beginning of a gzip file, before the packed data.
 * Source: RFC 1952, section 2.3.
 */
import { latin1 } from '../latin1/latin1.ts';

const deflate = 8;
const reservedFlags = 0xe0;
const extraFlag = 0x4;
const nameFlag = 0x8;
const fixedBytes = 10;
const longestName = 1_000;

export function beginsLikeGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === deflate && ((head[3] ?? 0xff) & reservedFlags) === 0;
}

/** The name that the file had when it was packed, where it is told within `head`. */
export function originalName(head: Uint8Array): string | undefined {
  const flags = head[3] ?? 0;
  if ((flags & nameFlag) === 0) return undefined;
  const extra = (flags & extraFlag) === 0 ? 0 : 2 + (head[fixedBytes] ?? 0) + 256 * (head[fixedBytes + 1] ?? 0);
  const end = head.indexOf(0, fixedBytes + extra);
  if (end <= fixedBytes + extra || end > fixedBytes + extra + longestName) return undefined;
  return latin1(head.subarray(fixedBytes + extra, end));
}
