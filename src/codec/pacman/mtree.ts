/**
 * Reads what the files of a package should hold out of the list that pacman keeps beside it, `mtree`, packed with gzip:
 * a line each, with a path and `keyword=value` behind it.
 * Source: mtree(5) of libarchive, https://github.com/libarchive/libarchive/wiki/ManPageMtree5.
 * Does not see: paths that lean on the line before them (those without a slash), lines that go on behind a backslash;
 * makepkg writes neither. Checksums of the gzip file are not compared.
 */
import { malformed, notThisFormat, type Result } from '../../model/result.ts';
import { beginsLikeGzip, dataOffset } from '../gzip/header.ts';
import { inflate } from '../inflate/inflate.ts';

export interface MtreeFile {
  /** Absolute. */
  readonly path: string;
  readonly algorithm: 'sha256' | 'md5';
  /** Hexadecimal, lower case. */
  readonly digest: string;
}

/** PATH_MAX of Linux, each byte written as four. */
const longestPath = 4 * 4096;
const longestLine = 2 * longestPath;

/** The text that was packed; more than `most` bytes of it are a limit. */
export function unpackMtree(bytes: Uint8Array, most: number): Result<Uint8Array> {
  const start = beginsLikeGzip(bytes) ? dataOffset(bytes) : undefined;
  if (start === undefined) return notThisFormat;
  const unpacked = inflate(bytes.subarray(start), most);
  return unpacked.status === 'malformed' ? malformed(start + unpacked.at, unpacked.what) : unpacked;
}

/** Files that have a digest; folders and links have none. */
export function* readMtree(text: string): Iterable<MtreeFile> {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const file = end - start > longestLine ? undefined : fileIn(text.slice(start, end));
    if (file) yield file;
    start = end + 1;
  }
}

function fileIn(line: string): MtreeFile | undefined {
  const end = line.indexOf(' ');
  if (!line.startsWith('./') || end < 0 || end > longestPath) return undefined;
  const sha256 = / sha256(?:digest)?=([0-9a-f]{64})(?: |$)/.exec(line)?.[1];
  const digest = sha256 ?? / md5(?:digest)?=([0-9a-f]{32})(?: |$)/.exec(line)?.[1];
  if (digest === undefined) return undefined;
  return { path: unescaped(line.slice(1, end)), algorithm: sha256 === undefined ? 'md5' : 'sha256', digest };
}

/** `\040` is a byte by its octal number; the bytes are UTF-8. */
function unescaped(path: string): string {
  if (!path.includes('\\')) return path;
  const bytes: number[] = [];
  for (const [part, octal] of path.matchAll(/\\([0-3][0-7]{2})|[^\\]+|\\/g)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else bytes.push(...new TextEncoder().encode(part));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
