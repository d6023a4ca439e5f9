/**
 * The files in a cpio archive of the "new ASCII" form: the first system of a Linux machine (initramfs), the payload of
 * an RPM package.
 * Source: Linux, Documentation/driver-api/early-userspace/buffer-format.rst; cpio(5).
 * Does not see: the older forms (binary, six octal digits); links, folders and devices, which hold no bytes.
 */
import { malformed, ok, type Result } from '../../model/result.ts';
import type { ByteReader } from '../../model/units.ts';
import { latin1 } from '../latin1/latin1.ts';
import type { SeriesMember } from '../series/member.ts';
import { joined } from '../series/piece-reader.ts';
import { text } from '../tar/header.ts';

const headerBytes = 110;
const longestName = 4096;
/** Bytes between two archives: what is more is no padding. */
const mostZeros = 1024 * 1024;
const trailer = 'TRAILER!!!';
const fileType = 0o170000;
const symbolicLink = 0o120000;

export function beginsLikeCpio(head: Uint8Array): boolean {
  return head[0] === 0x30 && header(head) !== undefined;
}

interface CpioHeader {
  readonly mode: number;
  readonly size: number;
  readonly nameBytes: number;
}

function header(bytes: Uint8Array): CpioHeader | undefined {
  const fields = /^07070[12]([0-9a-fA-F]{104})$/.exec(latin1(bytes.subarray(0, headerBytes)))?.[1];
  if (fields === undefined) return undefined;
  const field = (index: number): number => Number.parseInt(fields.slice(8 * index, 8 * index + 8), 16);
  return { mode: field(1), size: field(6), nameBytes: field(11) };
}

/**
 * Members of one archive or of several, one behind the other with zeros between, as an initramfs is put together.
 * Something else behind them (a packed archive, mostly) comes as a last member of its own.
 */
export async function* cpioMembers(reader: ByteReader): AsyncGenerator<Result<SeriesMember>> {
  let ended = false;
  let zeros = 0;
  for (;;) {
    const at = reader.position;
    const begun = await reader.read(4);
    if (begun.length === 0) return;
    if (ended && zeros < mostZeros && begun.every((byte) => byte === 0)) {
      zeros += begun.length;
      continue;
    }
    const block = joined([begun, await reader.read(headerBytes - begun.length)]);
    const fields = header(block);
    if (fields === undefined || fields.nameBytes > longestName) {
      if (!ended) yield malformed(at, 'what follows is no part of the archive');
      yield ok({ name: `rest@0x${at.toString(16)}`, begun: block });
      return;
    }
    const name = text(await reader.read(fields.nameBytes));
    await reader.skip(padding(headerBytes + fields.nameBytes));
    ended = name === trailer;
    const end = reader.position + fields.size + padding(fields.size);
    if (!ended && (fields.mode & fileType) !== symbolicLink) yield ok({ name, size: fields.size });
    await reader.skip(end - reader.position);
  }
}

/** Names and files end at a multiple of four. */
const padding = (bytes: number): number => (4 - (bytes % 4)) % 4;
