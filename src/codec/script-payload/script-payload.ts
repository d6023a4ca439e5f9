/**
 * Where the payload of a self-extracting script begins: bytes behind the script that it unpacks, as told by the script
 * (a line number, a marker) or seen by what stands there.
 * Sources: makeself (makeself-header.sh); the idioms `tail -n +N "$0"`, `sed '1,/^MARK$/d' "$0"` and
 * `awk '/^MARK/ {print NR + 1}' "$0"` of installers.
 * Does not see: offsets that the script computes; payloads in variables.
 */

export interface ScriptPayload {
  readonly at: number;
  readonly end: number;
}

/** Idioms stand in the script, not in what it carries: this much is looked at for them. */
const scriptBytes = 256 * 1024;

/** Marks that a script names and that are looked for; installers have one. */
const mostMarks = 16;

/** First bytes of what is carried behind scripts. */
const magics: readonly (readonly number[])[] = [
  [0x1f, 0x8b, 8], // gzip
  [0x42, 0x5a, 0x68], // bzip2: `BZh` and a digit
  [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], // xz
  [0x50, 0x4b, 3, 4], // ZIP
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x28, 0xb5, 0x2f, 0xfd], // Zstandard
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0x5d, 0, 0], // lzma
];

const firstBytes: ReadonlySet<number | undefined> = new Set(magics.map(([first]) => first));

/** @param text the script and all that follows, one character a byte */
export function scriptPayloads(text: string, bytes: Uint8Array): ScriptPayload[] {
  const script = text.slice(0, scriptBytes);
  const at = afterLines(script, bytes) ?? afterMark(script, text) ?? atMagic(bytes) ?? atBinary(bytes);
  if (at === undefined || at >= bytes.length) return [];
  return parted(at, script, bytes.length);
}

/** `tail -n +N "$0"`; makeself's `skip="N"` with `head -n "$skip" "$0"`. */
function afterLines(script: string, bytes: Uint8Array): number | undefined {
  const tail = /\btail\s+(?:-n\s*)?\+(\d{1,7})\s+["']?(?:\$0|\$\{0\}|\$BASH_SOURCE|\$\{BASH_SOURCE)/.exec(script)?.[1];
  if (tail !== undefined) return lineAt(bytes, Number(tail) - 1);
  const literal = /\bhead -n\s+(\d{1,7})\s+["']?\$0/.exec(script)?.[1];
  if (literal !== undefined) return lineAt(bytes, Number(literal));
  if (!/\bhead -n\s+["']?\$\{?skip\b/i.test(script)) return undefined;
  const told = /^skip=["']?(\d{1,7})\b/im.exec(script)?.[1];
  return told === undefined ? undefined : lineAt(bytes, Number(told));
}

/** Where a line begins, counted from 0. */
function lineAt(bytes: Uint8Array, line: number): number | undefined {
  let at = 0;
  for (let i = 0; i < line; i++) {
    const newline = bytes.indexOf(0x0a, at);
    if (newline < 0) return undefined;
    at = newline + 1;
  }
  return at;
}

/** Behind the line that is a mark which the script itself looks for, as `^MARK`. */
function afterMark(script: string, text: string): number | undefined {
  const marks = new Set<string>();
  for (const [, mark = ''] of script.matchAll(/\^([A-Za-z0-9_#:-]{3,60})(?:\\?\$|[/'"\s])/g)) {
    if (marks.size < mostMarks) marks.add(mark);
  }
  const places = [...marks].flatMap((mark) => {
    const at = text.lastIndexOf(`\n${mark}`, scriptBytes);
    const lineEnd = at < 0 ? -1 : text.indexOf('\n', at + 1);
    return lineEnd < 0 || lineEnd - at > mark.length + 3 ? [] : [lineEnd + 1];
  });
  return places.length === 0 ? undefined : Math.max(...places);
}

/** The first line that begins as an archive or a program does. */
function atMagic(bytes: Uint8Array): number | undefined {
  for (let newline = bytes.indexOf(0x0a); newline >= 0; newline = bytes.indexOf(0x0a, newline + 1)) {
    const at = newline + 1;
    if (
      firstBytes.has(bytes[at]) &&
      magics.some((magic) => magic.every((byte, i) => bytes[at + i] === byte)) &&
      !isWords(bytes, at)
    )
      return at;
  }
  return undefined;
}

/** `BZh` may also begin a word. */
function isWords(bytes: Uint8Array, at: number): boolean {
  return bytes.subarray(at, at + 10).every((byte) => byte < 0x80) && bytes[at] === 0x42 && bytes[at + 4] !== 0x31;
}

/**
 * The line that begins with bytes that no text holds: the name of a tape archive's first file takes 100 bytes before
 * them. Further within a line they are a string of the script's own.
 */
function atBinary(bytes: Uint8Array): number | undefined {
  const zero = bytes.indexOf(0);
  const start = zero < 0 ? 0 : bytes.lastIndexOf(0x0a, zero) + 1;
  return start > 0 && zero - start <= 100 ? start : undefined;
}

/** Makeself says how long each of its archives is. */
function parted(at: number, script: string, length: number): ScriptPayload[] {
  const told = /^filesizes=["']([\d ]{1,1000})["']/m.exec(script)?.[1] ?? '';
  const sizes = told
    .split(' ')
    .filter((size) => size !== '')
    .map(Number);
  const payloads: ScriptPayload[] = [];
  let start = at;
  for (const size of sizes) {
    const end = start + size;
    if (size === 0 || end > length) break;
    payloads.push({ at: start, end });
    start = end;
  }
  return start < length ? [...payloads, { at: start, end: length }] : payloads;
}
