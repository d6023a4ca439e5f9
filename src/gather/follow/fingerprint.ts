/** Knows a file again by its first bytes, whatever it is called by now, compressed or not. */
import { createHash } from 'node:crypto';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { Mark } from '../../model/watch-state.ts';
import { rawPath } from '../path.ts';

export type Fingerprint = Mark['fingerprint'];

/** Bytes; logs begin with a time of their own. */
const mostBytes = 1_024;
/** What compressed bytes may be needed for them: gzip's header may carry a name and a comment. */
const packedBytes = 16 * 1024;
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

export function fingerprintOf(head: Uint8Array): Fingerprint {
  const part = head.subarray(0, mostBytes);
  return { bytes: part.length, sha256: createHash('sha256').update(part).digest('hex') };
}

/** True where bytes begin as those did that the fingerprint was taken of. One of nothing tells nothing. */
export function fits(head: Uint8Array, { bytes, sha256 }: Fingerprint): boolean {
  return bytes > 0 && head.length >= bytes && fingerprintOf(head.subarray(0, bytes)).sha256 === sha256;
}

/** The first bytes of a file; none where it can't be read. */
export function headOf(path: string, most: number = mostBytes): Uint8Array {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(rawPath(path), readOnly);
    const head = new Uint8Array(most);
    return head.subarray(0, readSync(descriptor, head, 0, most, 0));
  } catch {
    return new Uint8Array(0);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** The first bytes of what a gzip file holds; none where it holds nothing. */
export function unpackedHeadOf(path: string): Promise<Uint8Array> {
  const packed = headOf(path, packedBytes);
  return new Promise((resolve) => {
    const gunzip = createGunzip();
    const parts: Uint8Array[] = [];
    let length = 0;
    const done = (): void => {
      gunzip.destroy();
      resolve(new Uint8Array(Buffer.concat(parts).subarray(0, mostBytes)));
    };
    gunzip.on('data', (part: Uint8Array) => {
      parts.push(part);
      length += part.length;
      if (length >= mostBytes) done();
    });
    gunzip.on('error', done); // it is cut: what came before that counts
    gunzip.on('close', done);
    gunzip.end(packed);
  });
}
