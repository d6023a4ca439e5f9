/**
 * What a file's first bytes say it is. Sources: the formats' own specifications, as gathered in file(1)'s man page
 * magic(5) and in Gary Kessler's table, https://www.garykessler.net/library/file_sigs.html
 */
import type { ArtifactKind } from '../../model/artifact.ts';

interface Magic {
  readonly kind: ArtifactKind;
  readonly offset?: number;
  /** Hexadecimal, or text after a quotation mark. */
  readonly bytes: string;
}

const magics: readonly Magic[] = [
  { kind: 'archive', bytes: '504b0304' }, // ZIP
  { kind: 'archive', bytes: '504b0506' }, // ZIP without members
  { kind: 'archive', bytes: '1f8b' }, // gzip
  { kind: 'archive', bytes: '"BZh' },
  { kind: 'archive', bytes: 'fd377a585a00' }, // xz
  { kind: 'archive', bytes: '28b52ffd' }, // Zstandard
  { kind: 'archive', bytes: '04224d18' }, // LZ4
  { kind: 'archive', bytes: '"LZIP' },
  { kind: 'archive', bytes: '377abcaf271c' }, // 7z
  { kind: 'archive', bytes: '"Rar!' },
  { kind: 'archive', bytes: '"MSCF' },
  { kind: 'archive', bytes: '"!<arch>' },
  { kind: 'archive', bytes: '"070701' }, // cpio
  { kind: 'archive', bytes: 'edabeedb' }, // RPM
  { kind: 'archive', bytes: '"ustar', offset: 257 },
  { kind: 'archive', bytes: '"hsqs' }, // SquashFS
  { kind: 'capture', bytes: 'd4c3b2a1' }, // pcap, in either order of bytes, in microseconds and in nanoseconds
  { kind: 'capture', bytes: 'a1b2c3d4' },
  { kind: 'capture', bytes: '4d3cb2a1' },
  { kind: 'capture', bytes: 'a1b23c4d' },
  { kind: 'capture', bytes: '0a0d0d0a' }, // pcapng
  { kind: 'executable', bytes: '0061736d' }, // WebAssembly
  { kind: 'executable', bytes: 'feedface' }, // Mach-O
  { kind: 'executable', bytes: 'feedfacf' },
  { kind: 'executable', bytes: 'cefaedfe' },
  { kind: 'executable', bytes: 'cffaedfe' },
  { kind: 'executable', bytes: 'cafebabe' }, // Mach-O for several processors, and Java
  { kind: 'executable', bytes: '6465780a30' }, // Dalvik
  { kind: 'database', bytes: '"SQLite format 3' },
  { kind: 'database', bytes: '"PGDMP' },
  { kind: 'database', bytes: 'efcdab89', offset: 4 }, // ESE
  { kind: 'database', bytes: '62310500', offset: 12 }, // Berkeley DB, B-tree
  { kind: 'database', bytes: '61150600', offset: 12 }, // Berkeley DB, hash
  { kind: 'database', bytes: '"Standard Jet DB', offset: 4 },
  { kind: 'document', bytes: '"%PDF-' },
  { kind: 'document', bytes: '"{\\rtf' },
  { kind: 'log', bytes: '"ElfFile' }, // Windows event log
  { kind: 'log', bytes: '"LPKSHHRH' }, // systemd journal
  { kind: 'rules', bytes: '"YARA' }, // compiled by YARA 4
];

const table = magics.map(({ kind, offset = 0, bytes }) => ({ kind, offset, wanted: toBytes(bytes) }));

function toBytes(notation: string): Uint8Array {
  if (notation.startsWith('"')) return new TextEncoder().encode(notation.slice(1));
  return Uint8Array.from(notation.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function standsAt(bytes: Uint8Array, offset: number, wanted: Uint8Array): boolean {
  if (offset + wanted.length > bytes.length) return false;
  return wanted.every((byte, i) => bytes[offset + i] === byte);
}

/** The kind that a format's magic number states, or undefined. */
export function kindByMagic(head: Uint8Array): ArtifactKind | undefined {
  if (isElf(head)) return isCoreDump(head) ? 'data' : 'executable';
  if (isPe(head)) return 'executable';
  return table.find(({ offset, wanted }) => standsAt(head, offset, wanted))?.kind;
}

function isElf(head: Uint8Array): boolean {
  return head[0] === 0x7f && head[1] === 0x45 && head[2] === 0x4c && head[3] === 0x46;
}

/** e_type 4 (ET_CORE): memory, not code; its other half depends on the byte order at e_ident[5]. */
function isCoreDump(head: Uint8Array): boolean {
  const [low, high] = head[5] === 2 ? [head[17], head[16]] : [head[16], head[17]];
  return low === 4 && high === 0;
}

/** `MZ` is also how a text may begin: a program's header goes on with bytes that no text holds. */
function isPe(head: Uint8Array): boolean {
  if (head[0] !== 0x4d || head[1] !== 0x5a) return false;
  return head.length < 64 || head.subarray(2, 64).includes(0);
}
