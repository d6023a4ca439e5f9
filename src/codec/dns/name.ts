/**
 * Domain names in messages: labels, and pointers back to labels that stand earlier.
 * Source: RFC 1035, sections 3.1, 4.1.4 and 5.1 (how odd octets are written); RFC 4343 (letters in either case).
 * Does not see: names of other scripts as people read them; `xn--` labels stay as they are.
 */
import { u8, u16be } from '../network/integers.ts';

export interface ReadName {
  /** Lower case, without the last dot; empty for the root. */
  readonly name: string;
  /** First byte behind it where it stands, which is behind the pointer where it ends in one. */
  readonly end: number;
}

/** Octets of a name on the wire, with its lengths and its end (RFC 1035, section 2.3.4). */
const longestName = 255;
/** No name has more labels, so none needs more pointers. */
const mostPointers = 127;
const pointerMark = 0xc0;

/** The name at `at`; undefined where it is broken: too long, cut, or a pointer that does not lead back. */
export function readName(bytes: Uint8Array, at: number): ReadName | undefined {
  let name = '';
  let length = 1;
  let pointers = 0;
  let end = -1;
  // Pointers must lead to before the stretch that they end: so none leads in a circle.
  for (let here = at, earliest = at; ; ) {
    if (here >= bytes.length) return undefined;
    const first = u8(bytes, here);
    if (first === 0) return { name, end: end < 0 ? here + 1 : end };
    if (first >= pointerMark) {
      if (here + 2 > bytes.length || ++pointers > mostPointers) return undefined;
      if (end < 0) end = here + 2;
      here = u16be(bytes, here) & 0x3fff;
      if (here >= earliest) return undefined;
      earliest = here;
      continue;
    }
    length += 1 + first;
    if (first >= 64 || length > longestName || here + 1 + first > bytes.length) return undefined;
    if (name !== '') name += '.';
    name += writeLabel(bytes, here + 1, here + 1 + first);
    here += 1 + first;
  }
}

/** What a zone file would take for something else. */
const special = new Set([...'.\\"();@$'].map((character) => character.charCodeAt(0)));

function writeLabel(bytes: Uint8Array, from: number, to: number): string {
  let label = '';
  for (let at = from; at < to; at++) {
    const octet = u8(bytes, at);
    if (octet >= 0x41 && octet <= 0x5a) label += String.fromCharCode(octet + 32);
    else if (octet <= 0x20 || octet >= 0x7f) label += `\\${String(octet).padStart(3, '0')}`;
    else label += (special.has(octet) ? '\\' : '') + String.fromCharCode(octet);
  }
  return label;
}
