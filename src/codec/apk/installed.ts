/**
 * Reads the list of installed packages of Alpine Linux, `/lib/apk/db/installed`: packages, their files and the digests
 * of those. Lines `F:folder`, `R:file`, `Z:Q1…` (SHA-1 in base64), `Z:Q2…` (SHA-256).
 * Source: https://wiki.alpinelinux.org/wiki/Apk_spec.
 * Does not see: the databases of apk 3 in its binary form (ADB).
 */
import { decodeBase64 } from '../base64/base64.ts';

export interface ApkPackage {
  readonly name: string;
  readonly version: string;
  readonly files: readonly ApkFile[];
}

interface ApkFile {
  /** Absolute. */
  readonly path: string;
  readonly digest?: { readonly algorithm: 'sha1' | 'sha256'; readonly bytes: Uint8Array };
}

/** PATH_MAX of Linux. */
const longestPath = 4096;

/** One package after the other; those without a name are left out. */
export function* readInstalled(text: string): Iterable<ApkPackage> {
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf('\n\n', start);
    const read = packageIn(text.slice(start, end < 0 ? text.length : end));
    if (read.name !== '') yield read;
    if (end < 0) return;
    start = end + 2;
  }
}

function packageIn(stanza: string): ApkPackage {
  const files: ApkFile[] = [];
  let [name, version, folder] = ['', '', ''];
  for (const line of stanza.split('\n')) {
    const value = line.slice(2);
    const last = files.at(-1);
    switch (line.slice(0, 2)) {
      case 'P:':
        name = value;
        break;
      case 'V:':
        version = value;
        break;
      case 'F:':
        folder = value === '' ? '' : `/${value}`;
        break;
      case 'R:':
        // One long folder for a million files would fill the memory.
        if (folder.length + value.length < longestPath) files.push({ path: `${folder}/${value}` });
        break;
      case 'Z:':
        if (last) files[files.length - 1] = withDigest(last, value);
        break;
    }
  }
  return { name, version, files };
}

/** SHA-256 in base64, and the mark before it. */
const longestDigest = 64;

function withDigest({ path }: ApkFile, text: string): ApkFile {
  if (text.length > longestDigest) return { path };
  const bytes = decodeBase64(new TextEncoder().encode(text.slice(2).replace(/=+$/, '')));
  if (text.startsWith('Q1') && bytes.length === 20) return { path, digest: { algorithm: 'sha1', bytes } };
  if (text.startsWith('Q2') && bytes.length === 32) return { path, digest: { algorithm: 'sha256', bytes } };
  return { path };
}
