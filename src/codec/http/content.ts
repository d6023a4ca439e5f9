/**
 * A body as its sender had it before it was packed for the way.
 * Source: RFC 9110 section 8.4.1 (gzip, x-gzip, deflate; some senders leave out the zlib wrapper of `deflate`).
 * Does not see: br and zstd, and bodies that were packed more than once.
 */
import { malformed, ok, type Result } from '../../model/result.ts';
import { beginsLikeGzip, dataOffset } from '../gzip/header.ts';
import { inflate, inflateZlib } from '../inflate/inflate.ts';
import { type HttpMessage, largestBody } from './message.ts';

/** The body as it is where it was not packed, or in a way that is not read. Offsets count from the body's first byte. */
export function readContent({ headers, body }: HttpMessage, most: number = largestBody): Result<Uint8Array> {
  const coding = headers.get('content-encoding')?.trim().toLowerCase();
  if (body.length === 0) return ok(body);
  if (coding === 'gzip' || coding === 'x-gzip') return gunzip(body, most);
  if (coding !== 'deflate') return ok(body);
  const wrapped = inflateZlib(body, most);
  return wrapped.status === 'ok' || wrapped.status === 'limit' ? wrapped : inflate(body, most);
}

function gunzip(body: Uint8Array, most: number): Result<Uint8Array> {
  const from = beginsLikeGzip(body) ? dataOffset(body) : undefined;
  return from === undefined ? malformed(0, 'no gzip header') : inflate(body.subarray(from), most);
}
