/**
 * Python programs made into one file by PyInstaller: scripts, modules, libraries, data. Of compiled Python code the
 * texts among its constants are given, too, since settings stand there.
 * Source: PyInstaller, https://github.com/pyinstaller/pyinstaller (the layout; see codec/pyinstaller).
 * Does not see: modules encrypted by `--key` (a gap says so), archives whose cookie was changed; code is not decompiled.
 */
import { type MarshalValue, readMarshal } from '../../codec/marshal/marshal.ts';
import { constantTexts } from '../../codec/marshal/strings.ts';
import { type PackageEntry, readPyInstaller } from '../../codec/pyinstaller/archive.ts';
import { readModules } from '../../codec/pyinstaller/modules.ts';
import type { GapCode } from '../../model/gap.ts';
import { notThisFormat, type Result } from '../../model/result.ts';
import {
  type Child,
  type DecodeContext,
  type Decoded,
  defineDecoder,
  type InnerDecoder,
  type Miss,
} from '../../model/units.ts';

/** Unpacking to less than this is no bomb, whatever the ratio. */
const harmlessBytes = 1024 * 1024;
/** How many times over the archive's bytes are unpacked, where entries share them. */
const mostReadings = 4;
const zlibHeaderBytes = 2;
/** Gaps of one kind that are named one by one. */
const gapsEach = 10;

export const pyinstaller: InnerDecoder = defineDecoder({
  id: 'pyinstaller',
  title: 'scripts, modules and files of a PyInstaller program, and the texts in their code',
  mode: 'inner',
  anchors: [
    { text: 'pyi-runtime-tmpdir' }, // in the bootloader since 3.3
    { text: '_PYI_ARCHIVE_FILE' }, // since 6.0
    { text: '_MEIPASS2' }, // before 6.0
    { text: 'pyiboot01_bootstrap' }, // in the table of contents, where the bootloader itself is packed
  ],
  kinds: ['executable', 'data'],
  async *decode(bytes, context): AsyncGenerator<Decoded> {
    const archive = readPyInstaller(bytes);
    if (archive.status === 'malformed') yield miss('malformed', archive.what, archive.at);
    if (archive.status !== 'ok') return;
    const { entries, brokenAt } = archive.value;
    if (brokenAt !== undefined) yield miss('malformed', 'the table of contents breaks off here', brokenAt);
    yield* withFewGaps(new Unpacking(bytes, context).all(entries));
  },
});

function miss(code: GapCode, what: string, offset: number): Miss {
  return { gap: { code, what: `PyInstaller: ${what}`, offset } };
}

/** Passes everything on, but only the first gaps of one kind: an encrypted program has one a module. */
async function* withFewGaps(outs: AsyncIterable<Child | Miss>): AsyncGenerator<Decoded> {
  const counts = new Map<GapCode, number>();
  for await (const out of outs) {
    const count = 'gap' in out ? (counts.get(out.gap.code) ?? 0) + 1 : 0;
    if ('gap' in out) counts.set(out.gap.code, count);
    if (count <= gapsEach) yield out;
  }
  for (const [code, count] of counts)
    if (count > gapsEach) yield { gap: { code, what: `PyInstaller: the same of ${count - gapsEach} more` } };
}

/** A stretch of the archive that may be compressed. */
interface Packed {
  readonly name: string;
  readonly at: number;
  readonly packedSize: number;
  readonly compressed: boolean;
}

/** One archive's unpacking and what it has used up. */
class Unpacking {
  readonly #bytes: Uint8Array;
  readonly #context: DecodeContext;
  #children = 0;
  #packedBytes = 0;
  #unpackedBytes = 0;

  constructor(bytes: Uint8Array, context: DecodeContext) {
    this.#bytes = bytes;
    this.#context = context;
  }

  async *all(entries: readonly PackageEntry[]): AsyncGenerator<Child | Miss> {
    for (const entry of entries) {
      const stop = this.#exhausted();
      if (stop) return yield { gap: { ...stop, offset: entry.at } };
      if (entry.packedSize === 0 || entry.type === 'o') continue; // an option of the bootloader, a name alone
      const unpacked = await this.#unpack(this.#bytes, entry, 0);
      if ('gap' in unpacked) yield unpacked;
      else if (entry.type === 'z') yield* this.#modules(unpacked.bytes, entry);
      else if ('smM'.includes(entry.type)) yield* this.#code(entry.name, unpacked);
      else yield this.#count({ name: entry.name, ...unpacked });
    }
  }

  async *#modules(archive: Uint8Array, { name, at, compressed }: PackageEntry): AsyncGenerator<Child | Miss> {
    const modules = readModules(archive);
    if (modules.status === 'not-this-format') return yield this.#count({ name, bytes: archive });
    if (modules.status !== 'ok') return yield miss('malformed', `${quoted(name)}: ${modules.what}`, at + modules.at);
    for (const module of modules.value) {
      const stop = this.#exhausted();
      if (stop) return yield { gap: { ...stop, offset: at + module.at } };
      const unpacked = await this.#unpack(archive, { ...module, compressed: true }, compressed ? 0 : at);
      if ('gap' in unpacked) yield unpacked;
      else yield* this.#code(`${name}!${module.name}`, unpacked);
    }
  }

  /** Compiled code, and the texts in it; a script of old versions is text itself. */
  *#code(name: string, child: Omit<Child, 'name'>): Generator<Child> {
    const read = readCode(child.bytes);
    if (read.status !== 'ok') return yield this.#count({ name, ...child });
    yield this.#count({ name: `${name}.pyc`, ...child });
    const texts = constantTexts(read.value);
    if (texts.length === 0) return;
    const bytes = new TextEncoder().encode(`${texts.join('\n')}\n`);
    yield this.#count({ name: `${name}.py strings`, bytes, kind: 'script', how: 'constants of compiled Python code' });
  }

  /** `base` is where `bytes` begin in the file. */
  async #unpack(bytes: Uint8Array, packed: Packed, base: number): Promise<Omit<Child, 'name'> | Miss> {
    const { at, packedSize, compressed, name } = packed;
    const said = quoted(name);
    if (at < 0 || at + packedSize > bytes.length) return miss('truncated', `${said} lies beyond the end`, base + at);
    const data = bytes.subarray(at, at + packedSize);
    this.#packedBytes += packedSize;
    if (!compressed)
      return { bytes: data, ...(bytes === this.#bytes ? { from: { offset: at, length: packedSize } } : {}) };
    if (!isZlib(data)) return miss('encrypted', `${said} is encrypted, or not compressed as it says`, base + at);
    const { limits, host } = this.#context;
    const byRatio = Math.max(harmlessBytes, limits.ratio * packedSize);
    const most = Math.min(byRatio, limits.unpackedBytes - this.#unpackedBytes);
    const inflated = await host.inflateRaw(data.subarray(zlibHeaderBytes), most);
    if (inflated.status === 'ok') return { bytes: inflated.value };
    if (inflated.status === 'limit') {
      const code = most === byRatio ? 'limit-ratio' : 'limit-bytes';
      return miss(code, `${said} would unpack to more than ${most} bytes`, base + at);
    }
    return miss('malformed', `${said} does not unpack`, base + at);
  }

  #count(child: Child): Child {
    this.#children++;
    this.#unpackedBytes += child.bytes.length;
    return child;
  }

  #exhausted(): { code: GapCode; what: string } | undefined {
    const { limits } = this.#context;
    if (this.#children >= limits.children)
      return { code: 'limit-count', what: `PyInstaller: more than ${limits.children} children` };
    if (this.#packedBytes > mostReadings * this.#bytes.length)
      return { code: 'limit-ratio', what: 'PyInstaller: entries share too many bytes: unpacking stopped' };
    if (this.#unpackedBytes < limits.unpackedBytes) return undefined;
    return { code: 'limit-bytes', what: `PyInstaller: unpacking stopped after ${this.#unpackedBytes} bytes` };
  }
}

/** Code, which some versions store with the header of a `.pyc` file: 8, 12 or 16 bytes, by Python's version. */
function readCode(bytes: Uint8Array): Result<MarshalValue> {
  const isPyc = bytes[2] === 0x0d && bytes[3] === 0x0a;
  for (const at of isPyc ? [16, 12, 8] : []) {
    const read = readMarshal(bytes, at);
    if (read.status === 'ok' && isCode(read.value)) return read;
  }
  const read = readMarshal(bytes);
  return read.status === 'ok' && !isCode(read.value) ? notThisFormat : read;
}

function isCode(value: MarshalValue): boolean {
  return value !== null && typeof value === 'object' && 'kind' in value && value.kind === 'code';
}

const quoted = (name: string): string => JSON.stringify(name.slice(0, 200));

/** The two bytes before zlib's data: method and window, then a check of both (RFC 1950). */
function isZlib(data: Uint8Array): boolean {
  const [method = 0, flags = 0] = data;
  return (method & 0x0f) === 8 && (method * 0x100 + flags) % 31 === 0;
}
