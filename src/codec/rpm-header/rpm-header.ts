/**
 * Reads the header of an RPM package as the database of installed packages keeps it: its name, when it was installed and
 * its files with their digests.
 * Source: https://rpm-software-management.github.io/rpm/manual/format_header.html, lib/rpmtag.h of RPM.
 * Does not see: the lead and the signature that a package file has before its header.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';

export interface RpmPackage {
  readonly name: string;
  /** `1:5.2.15-3.el9`, the epoch only where there is one. */
  readonly version: string;
  /** Seconds since 1970. */
  readonly installed?: number;
  readonly algorithm: RpmAlgorithm | undefined;
  readonly files: readonly RpmFile[];
}

type RpmAlgorithm = 'md5' | 'sha1' | 'sha256' | 'sha512';

interface RpmFile {
  /** With the slash at its end. */
  readonly folder: string;
  readonly name: string;
  /** Hexadecimal; empty for folders, links, what is made later, and what RPM is told not to compare. */
  readonly digest: string;
  readonly configuration: boolean;
  /** False where another package's file took its place, or it was left out (documentation). */
  readonly stands: boolean;
}

const entryBytes = 16;
const mostEntries = 10_000;
const mostFiles = 1_000_000;
/** PATH_MAX of Linux. */
const longestPath = 4096;
const tag = {
  name: 1000,
  version: 1001,
  release: 1002,
  epoch: 1003,
  installTime: 1008,
  fileStates: 1029,
  fileDigests: 1035,
  fileFlags: 1037,
  verifyFlags: 1045,
  folderNumbers: 1116,
  baseNames: 1117,
  folderNames: 1118,
  digestAlgorithm: 5011,
} as const;
const type = { int8: 2, int32: 4, text: 6, texts: 8, translated: 9 } as const;
const configurationFlag = 0x01;
/** The package has its name only (`%ghost`): the digest is that of a file where it was built. */
const ghostFlag = 0x40;
/** Of what is compared: the content. Not with `%verify(not filedigest)`. */
const contentFlag = 0x01;
/** By the numbers of OpenPGP (RFC 9580, section 9.5). */
const algorithms: Readonly<Record<number, RpmAlgorithm>> = { 1: 'md5', 2: 'sha1', 8: 'sha256', 10: 'sha512' };

interface Entry {
  readonly type: number;
  /** In the header. */
  readonly at: number;
  readonly count: number;
}

/** @param bytes a header without the eight bytes of magic before it */
export function readRpmHeader(bytes: Uint8Array): Result<RpmPackage> {
  if (bytes.length < 8) return notThisFormat;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = view.getUint32(0);
  const data = 8 + entries * entryBytes;
  if (entries === 0 || entries > mostEntries || data + view.getUint32(4) > bytes.length) return notThisFormat;
  const header = new Header(view, entries, data);
  const [name] = header.texts(tag.name);
  if (name === undefined || name === '') return malformed(8, 'a package without a name');
  const [epoch] = header.numbers(tag.epoch);
  const [installed] = header.numbers(tag.installTime);
  const [version = ''] = header.texts(tag.version);
  const [release = ''] = header.texts(tag.release);
  const [algorithm = 1] = header.numbers(tag.digestAlgorithm);
  return ok({
    name,
    version: `${epoch === undefined ? '' : `${epoch}:`}${version}-${release}`,
    ...(installed === undefined ? {} : { installed }),
    algorithm: algorithms[algorithm],
    files: filesOf(header),
  });
}

function filesOf(header: Header): RpmFile[] {
  const folders = header.texts(tag.folderNames);
  const numbers = header.numbers(tag.folderNumbers);
  const digests = header.texts(tag.fileDigests);
  const flags = header.numbers(tag.fileFlags);
  const compared = header.numbers(tag.verifyFlags);
  const states = header.numbers(tag.fileStates);
  const files: RpmFile[] = [];
  for (const [i, name] of header.texts(tag.baseNames).entries()) {
    const folder = folders[numbers[i] ?? -1] ?? '/';
    // One long folder for a million files would fill the memory.
    if (folder.length + name.length > longestPath) continue;
    const flag = flags[i] ?? 0;
    const isCompared = (flag & ghostFlag) === 0 && ((compared[i] ?? contentFlag) & contentFlag) !== 0;
    const digest = isCompared ? (digests[i] ?? '') : '';
    const configuration = (flag & configurationFlag) !== 0;
    files.push({ folder, name, digest, configuration, stands: (states[i] ?? 0) === 0 });
  }
  return files;
}

class Header {
  readonly #view: DataView;
  readonly #entries = new Map<number, Entry>();

  constructor(view: DataView, entries: number, data: number) {
    this.#view = view;
    for (let at = 8; at < 8 + entries * entryBytes; at += entryBytes) {
      const entry = { type: view.getUint32(at + 4), at: data + view.getUint32(at + 8), count: view.getUint32(at + 12) };
      if (entry.at <= view.byteLength && entry.count <= mostFiles) this.#entries.set(view.getUint32(at), entry);
    }
  }

  numbers(wanted: number): number[] {
    const entry = this.#entries.get(wanted);
    const size = entry?.type === type.int32 ? 4 : 1;
    if (!entry || (entry.type !== type.int32 && entry.type !== type.int8 && entry.type !== 1)) return [];
    const count = Math.min(entry.count, Math.floor((this.#view.byteLength - entry.at) / size));
    return Array.from({ length: count }, (_, i) =>
      size === 4 ? this.#view.getUint32(entry.at + 4 * i) : this.#view.getUint8(entry.at + i),
    );
  }

  /** Texts stand one after the other, each with a zero behind it. */
  texts(wanted: number): string[] {
    const entry = this.#entries.get(wanted);
    if (!entry || ![type.text, type.texts, type.translated].some((one) => one === entry.type)) return [];
    const bytes = new Uint8Array(this.#view.buffer, this.#view.byteOffset + entry.at, this.#view.byteLength - entry.at);
    let end = 0;
    for (let i = 0; i < entry.count; i++) {
      const next = bytes.indexOf(0, end);
      if (next < 0) return [];
      end = next + 1;
    }
    return entry.count === 0 ? [] : new TextDecoder().decode(bytes.subarray(0, end - 1)).split('\0');
  }
}
