/**
 * Texts in disguise as bytes to look for: what a text surely looks like once it is encoded, whatever stands beside it.
 * Base64: RFC 4648, both alphabets. Not seen: base64 or hex that is broken by line ends or other characters within the
 * text, or that is itself UTF-16.
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
  const patterns = new Map<string, Pattern>();
  for (const anchor of new Set(texts)) {
    checkText(anchor);
    for (const encoding of new Set(disguises))
      for (const form of formsOf[encoding](bytesOf(anchor))) {
        const bytes = form.bytes;
        if (form.firstByte === undefined && equals(bytes, bytesOf(anchor))) continue;
        // What repeats itself may look alike in two phases.
        patterns.set([anchor, encoding, bytes].join(' '), { anchor, encoding, mask: allOf(bytes), ...form });
      }
  }
  return [...patterns.values()];
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
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** The same text in UTF-16LE. */
function widened(text: Uint8Array): Uint8Array {
  const wide = new Uint8Array(2 * text.length);
  text.forEach((byte, i) => {
    wide[2 * i] = byte;
  });
  return wide;
}

function allOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.length).fill(0xff);
}

function equals(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** In both alphabets; texts whose characters do not tell them apart come out twice alike. */
function base64Forms(text: Uint8Array): Form[] {
  return [`${letters}+/`, `${letters}-_`].flatMap((alphabet) =>
    [0, 1, 2].map((phase) => ({ bytes: innerCharacters(text, phase, alphabet) })),
  );
}

/** The characters of base64 that hold bits of the text only, where `phase` bytes of its first group stand before it. */
function innerCharacters(text: Uint8Array, phase: number, alphabet: string): Uint8Array {
  const first = Math.ceil((8 * phase) / 6);
  const end = Math.floor((8 * (phase + text.length)) / 6);
  return Uint8Array.from({ length: end - first }, (_, i) => {
    const bit = 6 * (first + i) - 8 * phase;
    const pair = ((text[bit >> 3] ?? 0) << 8) | (text[(bit >> 3) + 1] ?? 0);
    return alphabet.charCodeAt((pair >> (10 - (bit & 7))) & 63);
  });
}

/** Small letters; capital ones fit, too. */
function hexForm(text: Uint8Array): Form {
  const digits = Array.from(text, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const bytes = bytesOf(digits);
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
