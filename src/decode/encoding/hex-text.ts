/**
 * A file written out as hex text: nothing but hex digits and white space, as `xxd -p` writes it, and as fixtures and
 * droppers carry programs past scanners.
 * Does not see: hex within other text, digits with `0x` or `\x` before them, hex dumps with offsets; bytes that begin
 * with no known signature, since any list of numbers is hex text, too.
 */
import { type Child, defineDecoder, type Miss, type WholeDecoder } from '../../model/units.ts';

/** First bytes, in hex, of what is worth decoding. */
const signatures = [
  '4d5a', // MZ: Windows programs
  '7f454c46', // ELF
  'feedface', // Mach-O, four ways
  'feedfacf',
  'cefaedfe',
  'cffaedfe',
  '0061736d', // WebAssembly
  '504b0304', // ZIP
  '1f8b08', // gzip
  '425a68', // bzip2
  'fd377a585a00', // XZ
  '28b52ffd', // Zstandard
  '377abcaf271c', // 7-Zip
  '526172211a07', // RAR
  '4d534346', // Cabinet
  'd0cf11e0a1b11ae1', // OLE: MSI, old office documents
  '25504446', // PDF
  '2321', // a script's first line
  'd4c3b2a1', // captures
  'a1b2c3d4',
  '4d3cb2a1',
  '0a0d0d0a',
];

const leastBytes = 64;
const nothing = 0xff;
const blank = 0xfe;

/** What each byte stands for: a digit's value, blank, or nothing. */
const meaning: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  if (/[0-9a-f]/i.test(character)) return Number.parseInt(character, 16);
  return /[ \t\r\n]/.test(character) ? blank : nothing;
});

interface Decoded {
  readonly bytes: Uint8Array;
  /** Where the text stops being hex; its length if it never does. */
  readonly end: number;
  /** A digit is left over. */
  readonly odd: boolean;
}

function decodeHex(text: Uint8Array): Decoded {
  const bytes = new Uint8Array(Math.ceil(text.length / 2));
  let digits = 0;
  let end = 0;
  for (; end < text.length; end++) {
    const value = meaning[text[end] ?? 0] ?? nothing;
    if (value === blank) continue;
    if (value === nothing) break;
    const at = digits >> 1;
    bytes[at] = ((bytes[at] ?? 0) << 4) | value;
    digits++;
  }
  return { bytes: bytes.subarray(0, digits >> 1), end, odd: digits % 2 === 1 };
}

function beginsKnown(bytes: Uint8Array): boolean {
  const first = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return signatures.some((signature) => first.startsWith(signature));
}

export const hexText: WholeDecoder = defineDecoder({
  id: 'hex-text',
  title: 'a file written out as hex digits',
  mode: 'whole',
  accepts(head) {
    const { bytes, end } = decodeHex(head);
    return end === head.length && bytes.length >= leastBytes && beginsKnown(bytes);
  },
  *decode(text): Generator<Child | Miss> {
    const { bytes, end, odd } = decodeHex(text);
    if (end < text.length)
      yield { gap: { code: 'malformed', what: 'the hex text ends here; what follows is no part of it', offset: end } };
    else if (odd) yield { gap: { code: 'malformed', what: 'the hex text ends with half a byte', offset: end } };
    yield { name: 'hex', bytes };
    if (end < text.length) yield { name: `rest@0x${end.toString(16)}`, bytes: text.subarray(end) };
  },
});
