/**
 * Which parts of a program are worth an artifact of their own. The program is searched as it is, and with it every part
 * of it: text, plain bytes, even what is hidden under one key. Opening such a part would say everything twice. So only
 * those count that become something else when they are opened: programs, archives, compressed or encoded data, and
 * scripts, which are read differently from text. What looks like noise is left: nobody here can open it.
 */
import { classify } from '../../codec/classify/classify.ts';
import { kindByMagic } from '../../codec/classify/magic.ts';
import { record } from '../../codec/pe/record.ts';
import { packedOrProgram } from '../../codec/plain-content/signature.ts';

/** Installers keep a script or a small program before their archive. */
const looseBytes = 1024 * 1024;
const headBytes = 4_096;
/** Shorter ones hold nothing. */
const leastBytes = 64;

/** Where in the part a file begins that is worth opening; undefined where none does. */
export function openingOf(bytes: Uint8Array, loose: boolean): number | undefined {
  if (bytes.length < leastBytes) return undefined;
  const head = bytes.subarray(0, headBytes);
  if (isFile(head) || isBareEncoding(head) || classify('', head, bytes.length) === 'script') return 0;
  return loose ? laterFile(bytes) : undefined;
}

/** By its first bytes alone. */
function isFile(head: Uint8Array): boolean {
  return packedOrProgram(head) || kindByMagic(head) === 'archive';
}

/** Hex digits or base64 and line ends, and nothing else: a program or an archive that was written as text. */
function isBareEncoding(head: Uint8Array): boolean {
  let line = 0;
  for (const byte of head) {
    const isEnd = byte === 0x0a || byte === 0x0d;
    if (!isEnd && !encodes[byte]) return false;
    if (isEnd && line > 0 && line < leastBytes / 2 && head.length === headBytes) return false; // a list of words
    line = isEnd ? 0 : line + 1;
  }
  return true;
}

const encodes: readonly boolean[] = Array.from({ length: 256 }, (_, byte) =>
  /[A-Za-z0-9+/=_-]/.test(String.fromCharCode(byte)),
);

/** The first signature of four bytes or more; shorter ones stand in any data by chance. */
function laterFile(bytes: Uint8Array): number | undefined {
  const end = Math.min(bytes.length - leastBytes, looseBytes);
  for (let at = 1; at < end; at++) if (firstBytes[bytes[at] ?? 0] && hasSignature(bytes, at)) return at;
  return undefined;
}

/** First four bytes, and what must follow where four are too few. */
const signatures: ReadonlyMap<number, readonly number[]> = new Map([
  [0x504b0304, []], // ZIP
  [0x377abcaf, [0x27, 0x1c]], // 7z
  [0x52617221, [0x1a, 0x07]], // RAR
  [0x4d534346, [0, 0, 0, 0]], // Cabinet
  [0xfd377a58, [0x5a, 0x00]], // xz
  [0x28b52ffd, []], // Zstandard
  [0x7f454c46, []], // ELF; checked once more
  [0x68737173, []], // SquashFS
]);
const mz = 0x4d5a;

const firstBytes: readonly boolean[] = Array.from({ length: 256 }, (_, byte) =>
  [mz >>> 8, ...[...signatures.keys()].map((four) => four >>> 24)].includes(byte),
);

function hasSignature(bytes: Uint8Array, at: number): boolean {
  const four = record(bytes, at, 4)?.getUint32(0, false) ?? 0;
  if (four >>> 16 === mz) return isImage(bytes, at);
  if (four === 0x7f454c46) return (bytes[at + 4] === 1 || bytes[at + 4] === 2) && bytes[at + 6] === 1;
  return signatures.get(four)?.every((byte, i) => bytes[at + 4 + i] === byte) ?? false;
}

/** A Windows program: its DOS header leads to the mark of its own. */
function isImage(bytes: Uint8Array, at: number): boolean {
  const peAt = record(bytes, at + 60, 4)?.getUint32(0, true) ?? 0;
  return peAt < headBytes && record(bytes, at + peAt, 4)?.getUint32(0, false) === 0x50450000;
}
