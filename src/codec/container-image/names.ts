/**
 * What the names in a container's image tell: which members are layers, and what a layer removes.
 * Source: OCI image-spec, image-layout.md and layer.md ("Whiteouts"); Docker image specification v1.2 (docker save).
 */
import { readHeader } from '../tar/header.ts';

/** Whether the first member of a tape archive is named as those of images are. */
export function beginsLikeImage(head: Uint8Array): boolean {
  const header = readHeader(head.subarray(0, 512));
  if (header.status !== 'ok') return false;
  const name = plain(header.value.name);
  return /^(?:blobs\/|oci-layout$|index\.json$|manifest\.json$|repositories$|(?:sha256:)?[0-9a-f]{64}[./])/.test(name);
}

/** A path without what may stand before it. */
export function plain(path: string): string {
  return path.replace(/^(?:\.?\/)+/, '');
}

/** The digest in the name of what may be a layer, or undefined. */
export function digestOf(name: string): string | undefined {
  const path = plain(name);
  const found =
    /^(?:sha256:)?([0-9a-f]{64})(?:\/layer)?\.tar(?:\.gz|\.zst)?$/.exec(path) ??
    /^blobs\/sha256\/([0-9a-f]{64})$/.exec(path);
  return found?.[1];
}

const whiteoutMark = '.wh.';
const opaqueMark = '.wh..wh..opq';

/** The path that a member of a layer removes from the layers below: all that is in a folder where it ends in a slash. */
export function removedPath(member: string): string | undefined {
  const path = plain(member);
  const nameAt = path.lastIndexOf('/') + 1;
  if (!path.startsWith(whiteoutMark, nameAt)) return undefined;
  if (path.slice(nameAt) === opaqueMark) return path.slice(0, nameAt);
  return path.slice(0, nameAt) + path.slice(nameAt + whiteoutMark.length);
}
