/**
 * The archive that PyInstaller puts behind a program: a cookie at its end, a table of contents, entries.
 * Source: PyInstaller, bootloader/src/pyi_archive.h and PyInstaller/archive/writers.py,
 * https://github.com/pyinstaller/pyinstaller (the layout; versions 2.0 to 6).
 * All numbers are big-endian. The cookie has 24 bytes in version 2.0 and 88 later, with the Python library's name.
 * Does not see: archives whose cookie was changed.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';

export interface PackageEntry {
  readonly name: string;
  /** One letter: `s` a script, `m` a module, `M` a package, `z` an archive of modules, `b` a library, `x` data, … */
  readonly type: string;
  /** In the file. */
  readonly at: number;
  readonly packedSize: number;
  readonly size: number;
  readonly compressed: boolean;
}

export interface PyInstallerArchive {
  readonly cookieAt: number;
  readonly entries: readonly PackageEntry[];
  /** Where the table of contents stops making sense, if it does. */
  readonly brokenAt?: number;
}

const magic = [0x4d, 0x45, 0x49, 0x0c, 0x0b, 0x0a, 0x0b, 0x0e] as const; // MEI and five control characters
const shortCookie = 24;
const longCookie = 88;
const entryBytes = 18;
const mostEntries = 200_000;

/** Finds the last cookie that fits and reads its table of contents. */
export function readPyInstaller(bytes: Uint8Array): Result<PyInstallerArchive> {
  let first: number | undefined;
  for (let at = lastMagic(bytes, bytes.length); at !== undefined; at = lastMagic(bytes, at - 1)) {
    first ??= at;
    for (const size of [longCookie, shortCookie]) {
      const archive = readFrom(bytes, at, size);
      if (archive) return ok(archive);
    }
  }
  return first === undefined ? notThisFormat : malformed(first, 'a PyInstaller cookie whose table is not found');
}

function lastMagic(bytes: Uint8Array, before: number): number | undefined {
  const [letter, ...rest] = magic;
  if (before < 0) return undefined;
  for (let at = bytes.lastIndexOf(letter, before); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(letter, at - 1))
    if (rest.every((byte, i) => bytes[at + 1 + i] === byte)) return at;
  return undefined;
}

function readFrom(bytes: Uint8Array, cookieAt: number, cookieBytes: number): PyInstallerArchive | undefined {
  if (cookieAt + shortCookie > bytes.length) return undefined;
  const cookie = new DataView(bytes.buffer, bytes.byteOffset + cookieAt, shortCookie);
  const start = cookieAt + cookieBytes - cookie.getUint32(8);
  const tableAt = start + cookie.getUint32(12);
  const tableEnd = tableAt + cookie.getUint32(16);
  if (start < 0 || tableEnd > cookieAt || tableAt + entryBytes > tableEnd) return undefined;
  const { entries, at } = readTable(bytes, start, tableAt, tableEnd);
  if (entries.length === 0) return undefined;
  return at < tableEnd ? { cookieAt, entries, brokenAt: at } : { cookieAt, entries };
}

function readTable(
  bytes: Uint8Array,
  start: number,
  from: number,
  end: number,
): { entries: PackageEntry[]; at: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const entries: PackageEntry[] = [];
  let at = from;
  while (at + entryBytes <= end && entries.length < mostEntries) {
    const length = view.getUint32(at);
    if (length < entryBytes || at + length > end) break;
    const name = bytes.subarray(at + entryBytes, at + length);
    const nul = name.indexOf(0);
    entries.push({
      at: start + view.getUint32(at + 4),
      packedSize: view.getUint32(at + 8),
      size: view.getUint32(at + 12),
      compressed: view.getUint8(at + 16) !== 0,
      type: String.fromCharCode(view.getUint8(at + 17)),
      name: new TextDecoder().decode(nul < 0 ? name : name.subarray(0, nul)),
    });
    at += length;
  }
  return { entries, at };
}
