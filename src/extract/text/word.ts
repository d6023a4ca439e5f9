/** Whether a hit stands as a word of its own: `kdevtmpfsi` is an indicator, `kdevtmpfs` is a thread of the kernel. */
import type { Hit } from '../../model/anchor.ts';

function isLetter(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const lower = byte | 32;
  return lower >= 97 && lower <= 122;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}

const hyphen = 45;
const dot = 46;

/** The characters on both sides of a hit; 0 where the view ends or a character is beyond ASCII. */
function neighbours(bytes: Uint8Array, { offset, length, encoding }: Hit): { before: number; after: number[] } {
  const width = encoding === 'utf16le' ? 2 : 1;
  const at = (index: number): number => {
    if (index < 0 || index + width > bytes.length) return 0;
    return width === 2 && bytes[index + 1] !== 0 ? 0 : (bytes[index] ?? 0);
  };
  const end = offset + length;
  return { before: at(offset - width), after: [at(end), at(end + width)] };
}

/** No letter goes on at an end of the hit that is a letter itself. */
export function isWord(bytes: Uint8Array, hit: Hit): boolean {
  const { before, after } = neighbours(bytes, hit);
  const starts = isLetter(hit.anchor.charCodeAt(0)) && isLetter(before);
  const ends = isLetter(hit.anchor.charCodeAt(hit.anchor.length - 1)) && isLetter(after[0]);
  return !starts && !ends;
}

/** The hit is a host or the domain it lies in: `xmr.nanopool.org` is, `nanopool.org.example` and `my-nanopool.org` are not. */
export function isDomain(bytes: Uint8Array, hit: Hit): boolean {
  const { before, after } = neighbours(bytes, hit);
  const [next = 0, following = 0] = after;
  if (isLetter(before) || isDigit(before) || before === hyphen) return false;
  if (isLetter(next) || isDigit(next) || next === hyphen) return false;
  return !(next === dot && isLetter(following));
}
