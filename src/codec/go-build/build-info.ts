/**
 * What the Go toolchain leaves in every program: its own version, the module, its dependencies and build settings,
 * among them the commit that was built. Stripping does not remove it.
 * Source: Go, debug/buildinfo (the blob `\xff Go buildinf:`, with pointers up to Go 1.17, inline since) and
 * runtime/debug (the text of the module data).
 * Does not see: programs whose blob was wiped, as garble does; what else the runtime's tables tell.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { record } from '../pe/record.ts';

export interface GoBuild {
  /** `go1.22.3`. */
  readonly version: string;
  /** Import path of the main package. */
  readonly path?: string;
  /** Main module and its version. */
  readonly module?: string;
  /** `module version`, each. */
  readonly dependencies: readonly string[];
  /** `-ldflags`, `vcs.revision`, `vcs.time`, `GOOS`, … */
  readonly settings: ReadonlyMap<string, string>;
  readonly at: number;
  readonly length: number;
}

/** After the byte 0xff. */
const magic = new TextEncoder().encode(' Go buildinf:');
const alignment = 16;
const headerSize = 32;
const inlineFlag = 2;
const bigEndianFlag = 1;
/** The module text stands between two marks of this length, which have no meaning to us. */
const markSize = 16;
const longestVersion = 256;
const longestText = 1024 * 1024;
const mostLines = 4_096;

/**
 * Finds and reads the blob.
 * @param offsetOf where the file holds what memory has at an address; for programs of older toolchains
 */
export function readGoBuild(bytes: Uint8Array, offsetOf: (address: number) => number | undefined): Result<GoBuild> {
  const at = findBlob(bytes);
  if (at === undefined) return notThisFormat;
  const texts = ((bytes[at + 15] ?? 0) & inlineFlag) !== 0 ? inlineTexts(bytes, at) : pointedTexts(bytes, at, offsetOf);
  if (!texts?.version.startsWith('go') && !texts?.version.startsWith('devel'))
    return malformed(at, "Go's build information does not lead to a version");
  return ok({ version: texts.version, ...parseModuleText(texts.module), at, length: texts.end - at });
}

function findBlob(bytes: Uint8Array): number | undefined {
  for (let at = 0; at + headerSize <= bytes.length; at += alignment)
    if (bytes[at] === 0xff && magic.every((byte, i) => bytes[at + 1 + i] === byte)) return at;
  return undefined;
}

interface Texts {
  readonly version: string;
  readonly module: string;
  /** First byte after the blob and, where they follow it, its texts. */
  readonly end: number;
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Since Go 1.18: two texts with their lengths before them. */
function inlineTexts(bytes: Uint8Array, at: number): Texts | undefined {
  const version = countedText(bytes, at + headerSize, longestVersion);
  const module = version && countedText(bytes, version.end, longestText);
  if (!version) return undefined;
  return {
    version: decode(bytes.subarray(version.at, version.end)),
    module: module ? moduleText(bytes, module.at, module.end) : '',
    end: module?.end ?? version.end,
  };
}

function countedText(bytes: Uint8Array, from: number, longest: number): { at: number; end: number } | undefined {
  let length = 0;
  for (let i = 0; i < 4; i++) {
    const byte = bytes[from + i] ?? 0;
    length += (byte & 0x7f) * 2 ** (7 * i);
    if (byte >= 0x80) continue;
    const at = from + i + 1;
    return length <= longest && at + length <= bytes.length ? { at, end: at + length } : undefined;
  }
  return undefined;
}

/** Before: two pointers to string headers, each an address and a length. */
function pointedTexts(
  bytes: Uint8Array,
  at: number,
  offsetOf: (address: number) => number | undefined,
): Texts | undefined {
  const size = bytes[at + 14];
  if (size !== 4 && size !== 8) return undefined;
  const littleEndian = ((bytes[at + 15] ?? 0) & bigEndianFlag) === 0;
  const word = (from: number | undefined): number | undefined => {
    const view = from === undefined ? undefined : record(bytes, from, size);
    return size === 8 ? view && Number(view.getBigUint64(0, littleEndian)) : view?.getUint32(0, littleEndian);
  };
  const textBehind = (pointerAt: number, longest: number): { at: number; end: number } | undefined => {
    const header = offsetOf(word(pointerAt) ?? 0);
    const start = offsetOf(word(header) ?? 0);
    const length = header === undefined ? undefined : word(header + size);
    if (start === undefined || length === undefined || length > longest || start + length > bytes.length)
      return undefined;
    return { at: start, end: start + length };
  };
  const version = textBehind(at + 16, longestVersion);
  const module = textBehind(at + 16 + size, longestText);
  if (!version) return undefined;
  return {
    version: decode(bytes.subarray(version.at, version.end)),
    module: module ? moduleText(bytes, module.at, module.end) : '',
    end: at + headerSize,
  };
}

const moduleText = (bytes: Uint8Array, at: number, end: number): string =>
  end - at > 2 * markSize ? decode(bytes.subarray(at + markSize, end - markSize)) : '';

type ModuleFacts = Pick<GoBuild, 'path' | 'module' | 'dependencies' | 'settings'>;

/** Lines of tabs: `path`, `mod`, `dep`, `=>` (a replacement of the line before), `build`. */
function parseModuleText(text: string): ModuleFacts {
  const facts: { path?: string; module?: string } = {};
  const dependencies: string[] = [];
  const settings = new Map<string, string>();
  for (const line of text.split('\n', mostLines)) {
    const [kind, first = '', second = ''] = line.split('\t', 3);
    if (kind === 'path') facts.path = first;
    else if (kind === 'mod') facts.module = `${first} ${second}`.trimEnd();
    else if (kind === 'dep' || kind === '=>') dependencies.push(`${first} ${second}`.trimEnd());
    else if (kind === 'build') addSetting(settings, line.slice('build\t'.length));
  }
  return { ...facts, dependencies, settings };
}

function addSetting(settings: Map<string, string>, setting: string): void {
  const equals = setting.indexOf('=');
  if (equals > 0) settings.set(setting.slice(0, equals), unquoted(setting.slice(equals + 1)));
}

/** Values with blanks are quoted. */
const unquoted = (value: string): string => (/^(["`]).*\1$/.test(value) ? value.slice(1, -1) : value);
