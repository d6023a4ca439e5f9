/**
 * Texts in disguise as bytes to look for: what a text surely looks like once it is encoded, whatever stands beside it.
 * Base64: RFC 4648, both alphabets. Not seen: base64 or hex that is broken by line ends or other characters within the
 * text; hex and reversed texts that are UTF-16 themselves.
 */
import type { Disguise } from '../model/anchor.ts';
import type { Disguised } from './contract.ts';
import { checkText, type Pattern } from './pattern.ts';
import { hasClearWindow } from './words.ts';

/** Under a key a text is known by its differences alone: shorter ones turn up by chance. */
const shortestUnderKey = 8;

/**
 * Each text in each disguise that can hide it.
 * @throws RangeError where a text is none that can be found
 */
export function disguisedPatterns({ texts, disguises }: Disguised): Pattern[] {
  const patterns: Pattern[] = [];
  for (const anchor of new Set(texts)) {
    checkText(anchor);
    for (const encoding of new Set(disguises))
      for (const form of formsOf[encoding](anchor)) patterns.push({ anchor, encoding, ...form });
  }
  return patterns;
}

type Form = Pick<Pattern, 'bytes' | 'mask' | 'firstByte'>;

// This runs before any code is warm, so what the host does in its own code is done there.
const formsOf: Readonly<Record<Disguise, (text: string) => Form[]>> = {
  base64: base64Forms,
  'base64-utf16le': (text) => base64Forms(widened(text)),
  hex: (text) => [hexForm(text)],
  reversed: reversedForms,
  xor: keyedForms,
};

const encoder = new TextEncoder();

/** The bytes of ASCII. */
function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The same in UTF-16LE, each byte as a character. */
function widened(text: string): string {
  return `${text.split('').join('\0')}\0`;
}

/** In ASCII and in UTF-16LE: so it stands in event logs, registry hives, task files and .NET programs. */
function base64Forms(text: string): Form[] {
  const spellings = new Set<string>();
  for (let phase = 0; phase < 3; phase++) {
    const characters = innerCharacters(text, phase);
    // What repeats itself may look alike in two phases, and most texts do so in both alphabets.
    for (const spelling of [characters, characters.replaceAll('+', '-').replaceAll('/', '_')])
      spellings.add(spelling).add(widened(spelling));
  }
  return [...spellings].map((spelling) => ({ bytes: bytesOf(spelling) }));
}

/** The characters of base64 that hold bits of the text only, where `phase` bytes of its first group stand before it. */
function innerCharacters(text: string, phase: number): string {
  const first = Math.ceil((8 * phase) / 6);
  const end = Math.floor((8 * (phase + text.length)) / 6);
  return btoa('\0'.repeat(phase) + text).slice(first, end);
}

/** Small letters; capital ones fit, too. */
function hexForm(text: string): Form {
  const digits = Array.from(bytesOf(text), (byte) => byte.toString(16)).join('');
  const bytes = bytesOf(digits);
  return { bytes, mask: bytes.map((digit) => (digit < 0x61 ? 0xff : 0xdf)) };
}

/** None where the text reads the same from behind: that hides nothing. */
function reversedForms(text: string): Form[] {
  const reversed = text.split('').reverse().join('');
  return reversed === text ? [] : [{ bytes: bytesOf(reversed) }];
}

/**
 * Differences of neighbours, in which the key cancels out; of the text and of the same in UTF-16LE. A text that stutters
 * (`nanopool`) is left out where no words of it would pass the screen.
 */
function keyedForms(text: string): Form[] {
  if (text.length < shortestUnderKey) return [];
  return [text, widened(text)]
    .map((plain) => differences(bytesOf(plain)))
    .filter(hasClearWindow)
    .map((bytes) => ({ bytes, firstByte: text.charCodeAt(0) }));
}

function differences(plain: Uint8Array): Uint8Array {
  return plain.subarray(1).map((byte, i) => byte ^ (plain[i] ?? 0));
}
