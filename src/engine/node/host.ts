/** What Node gives the engine: native hashing and inflating, and the clock. */
import { createHash } from 'node:crypto';
import { constants, inflateRawSync } from 'node:zlib';
import type { Host } from '../../model/host.ts';
import { limit, malformed, ok, type Result } from '../../model/result.ts';

function inflateRaw(bytes: Uint8Array, limitBytes: number): Result<Uint8Array> {
  try {
    // SYNC_FLUSH: a stream that ends early still gives what it held.
    return ok(inflateRawSync(bytes, { maxOutputLength: limitBytes, finishFlush: constants.Z_SYNC_FLUSH }));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') return limit(0, `inflates to more than ${limitBytes} bytes`);
    return malformed(0, 'broken DEFLATE data');
  }
}

export const nodeHost: Host = {
  now: () => new Date(),
  sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
  inflateRaw,
};
