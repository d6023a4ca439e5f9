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
 * Each text in each disguise that can hide it; a disguise that leaves it as it is hides nothing.
 * @throws RangeError where a text is none that can be found
 */
export function disguisedPatterns({ texts, disguises }: Disguised): Pattern[] {
  const patterns: Pattern[] = [];
  for (const anchor of new Set(texts)) {
    checkText(anchor);
    const plain = bytesOf(anchor);
    for (const encoding of new Set(disguises))
      for (const form of distinct(formsOf[encoding](plain)))
        if (form.firstByte !== undefined || !equals(form.bytes, plain))
          patterns.push({ anchor, encoding, mask: allOf(form.bytes), ...form });
  }
  return patterns;
}

/** What repeats itself may look alike in two phases of base64. */
function distinct(forms: readonly Form[]): Form[] {
  return forms.filter((form, i) => !forms.slice(0, i).some((earlier) => equals(earlier.bytes, form.bytes)));
}

type Form = Pick<Pattern, 'bytes' | 'firstByte'> & { readonly mask?: Uint8Array };

const formsOf: Readonly<Record<Disguise, (text: Uint8Array) => Form[]>> = {
  base64: base64Forms,
  'base64-utf16le': (text) => base64Forms(widened(text)),
  hex: (text) => [hexForm(text)],
  reversed: (text) => [{ bytes: text.toReversed() }],
  xor: keyedForms,
};

function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** The same text in UTF-16LE. */
function widened(text: Uint8Array): Uint8Array {
  const wide = new Uint8Array(2 * text.length);
  for (let i = 0; i < text.length; i++) wide[2 * i] = text[i] ?? 0;
  return wide;
}

function allOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.length).fill(0xff);
}

function equals(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

const alphabet: Uint8Array = bytesOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');

/** In ASCII and in UTF-16LE: so it stands in event logs, registry hives, task files and .NET programs. */
function base64Forms(text: Uint8Array): Form[] {
  return [0, 1, 2].flatMap((phase) => {
    const characters = innerCharacters(text, phase);
    const spellings = characters.some(isNotUrlSafe) ? [characters, characters.map(urlSafe)] : [characters];
    return spellings.flatMap((bytes) => [{ bytes }, { bytes: widened(bytes) }]);
  });
}

function isNotUrlSafe(character: number): boolean {
  return character === 0x2b || character === 0x2f;
}

/** `-` for `+` and `_` for `/`. */
function urlSafe(character: number): number {
  return character === 0x2b ? 0x2d : character === 0x2f ? 0x5f : character;
}

/** The characters of base64 that hold bits of the text only, where `phase` bytes of its first group stand before it. */
function innerCharacters(text: Uint8Array, phase: number): Uint8Array {
  const first = Math.ceil((8 * phase) / 6);
  const end = Math.floor((8 * (phase + text.length)) / 6);
  const characters = new Uint8Array(end - first);
  for (let i = 0; i < characters.length; i++) {
    const bit = 6 * (first + i) - 8 * phase;
    const at = bit >> 3;
    const pair = ((text[at] ?? 0) << 8) | (at + 1 < text.length ? (text[at + 1] ?? 0) : 0);
    characters[i] = alphabet[(pair >> (10 - (bit & 7))) & 63] ?? 0;
  }
  return characters;
}

const hexDigits = '0123456789abcdef';

/** Small letters; capital ones fit, too. */
function hexForm(text: Uint8Array): Form {
  const bytes = new Uint8Array(2 * text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = hexDigits.charCodeAt(((text[i >> 1] ?? 0) >> (i & 1 ? 0 : 4)) & 15);
  return { bytes, mask: bytes.map((byte) => (byte < 0x61 ? 0xff : 0xdf)) };
}

/**
 * Differences of neighbours, in which the key cancels out; of the text and of the same in UTF-16LE. A text that stutters
 * (`nanopool`) is left out where no words of it would pass the screen.
 */
function keyedForms(text: Uint8Array): Form[] {
  if (text.length < shortestUnderKey) return [];
  const [firstByte = 0] = text;
  return [text, widened(text)]
    .map((plain) => plain.subarray(1).map((byte, i) => byte ^ (plain[i] ?? 0)))
    .filter(hasClearWindow)
    .map((bytes) => ({ bytes, firstByte }));
}
