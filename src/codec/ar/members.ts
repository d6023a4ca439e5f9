/**
 * The files in a Debian package, which is an `ar` archive: its version, its scripts (control.tar) and its files
 * (data.tar).
 * Source: deb(5); ar(5).
 * Does not see: libraries for linking (`.a`), which are the same format and are searched as they are; long names, which
 * packages do not use.
 */
import { malformed, ok, type Result } from '../../model/result.ts';
import type { ByteReader } from '../../model/units.ts';
import { latin1 } from '../latin1/latin1.ts';
import type { SeriesMember } from '../series/member.ts';

const signature = '!<arch>\n';
const headerBytes = 60;

export function beginsLikePackage(head: Uint8Array): boolean {
  return head[0] === 0x21 && latin1(head.subarray(0, 21)) === `${signature}debian-binary`;
}

/** Each member is to be read before the next one is asked for. */
export async function* arMembers(reader: ByteReader): AsyncGenerator<Result<SeriesMember>> {
  await reader.skip(signature.length);
  for (;;) {
    const at = reader.position;
    const block = await reader.read(headerBytes);
    if (block.length === 0) return;
    const fields = /^(.{16}).{32}(\d{1,10}) *`\n$/s.exec(latin1(block));
    if (fields === null) {
      yield malformed(at, 'what follows is no part of the package');
      yield ok({ name: `rest@0x${at.toString(16)}`, begun: block });
      return;
    }
    const size = Number(fields[2]);
    const end = at + headerBytes + size + (size % 2);
    yield ok({ name: (fields[1] ?? '').replace(/\/? *$/, ''), size });
    await reader.skip(end - reader.position);
  }
}
