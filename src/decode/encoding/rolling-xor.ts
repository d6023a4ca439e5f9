/**
 * A configuration under a key of 2 to 32 bytes that repeats itself, as loaders keep it beside them. The key is worked out
 * from the bytes; taken only where nearly all that comes out can be read and words of a miner's configuration or of a
 * dropper stand in it.
 * Does not see: files under 64 bytes or over 256 KiB, configurations within a larger file, keys that change on their way;
 * short files under a long key.
 */
import { kindByMagic } from '../../codec/classify/magic.ts';
import { latin1 } from '../../codec/latin1/latin1.ts';
import { isTextByte } from '../../codec/plain-content/text.ts';
import { keyByColumns, keyLengths, keysByWord, plainness, underKey } from '../../codec/xor/repeating-key.ts';
import { type Child, defineDecoder, type InnerDecoder } from '../../model/units.ts';

const smallest = 64;
const largest = 256 * 1024;

/** Words that stand in what is looked for; the long ones also give short keys away. */
const words = [
  '"donate-level"',
  '"max-threads-hint"',
  '"pools": [',
  '"pools":[',
  'stratum+tcp://',
  'stratum+ssl://',
  '--donate-level',
  '"rig-id"',
  '#!/bin/bash\n',
  '"autosave"',
  '"keepalive":',
  'mining.subscribe',
];
const encoded = words.map((word) => new TextEncoder().encode(word));

/** Bytes over which known words are dragged; in longer texts, the key's length shows by itself. */
const draggedBytes = 1024;
const mostTried = 32;
/** A key that makes no text of these makes none of the rest. */
const triedBytes = 4096;

/** Pictures and sounds, of which disks are full. */
const media = [
  [0x89, 0x50, 0x4e, 0x47],
  [0x47, 0x49, 0x46, 0x38],
  [0xff, 0xd8, 0xff],
  [0x52, 0x49, 0x46, 0x46],
  [0x4f, 0x67, 0x67, 0x53],
  [0x77, 0x4f, 0x46],
];

export const rollingXor: InnerDecoder = defineDecoder({
  id: 'rolling-xor',
  title: 'configurations under a key of several bytes',
  mode: 'inner',
  accepts(head, _name, size = head.length) {
    if (size < smallest || size > largest || !isNoisy(head)) return false;
    return size <= draggedBytes || keyLengths(head.subarray(0, 2048)).length > 0;
  },
  *decode(bytes, { limits, madeBy }): Generator<Child> {
    // Two keys in turn are one: noise would be taken apart in ever new ways.
    if (madeBy === 'xor' || madeBy === 'rolling-xor') return;
    if (bytes.length > Math.min(largest, limits.unpackedBytes)) return;
    const best = likeliest(bytes);
    if (best)
      yield {
        name: 'xor',
        bytes: best.plain,
        from: { offset: 0, length: bytes.length },
        how: `key 0x${hex(best.key)}`,
      };
  },
});

interface Guess {
  readonly key: Uint8Array;
  readonly plain: Uint8Array;
  readonly plainness: number;
}

/** The key under which the bytes read best, of those under which a word stands that was looked for. */
function likeliest(bytes: Uint8Array): Guess | undefined {
  let best: Guess | undefined;
  const start = bytes.subarray(0, triedBytes);
  for (const key of keys(bytes)) {
    if (plainness(underKey(start, key)) === undefined) continue;
    const plain = underKey(bytes, key);
    const found = plainness(plain);
    if (found === undefined) continue;
    const guess = { key, plain, plainness: found };
    if (best && !isBetter(guess, best)) continue;
    const text = latin1(plain);
    if (words.some((word) => text.includes(word))) best = guess;
  }
  return best;
}

/** A key twice as long always fits a little better: each of its columns is shorter. It has to fit so much better. */
const longerIsBetterBy = 1.02;

function isBetter(guess: Guess, best: Guess): boolean {
  const more = Math.sign(guess.key.length - best.key.length);
  return guess.plainness > best.plainness * longerIsBetterBy ** more;
}

/** Bytes that tell whether a file is noise. */
const judgedBytes = 64;
/** Bytes that tell whether what looks like text is one: of as many of a text fewer than one is a control character. */
const textPerControl = 32;
const controlledBytes = 8 * textPerControl;

/** Neither text nor a known form, nor full of zeros as structures are. */
function isNoisy(head: Uint8Array): boolean {
  const first = head.subarray(0, judgedBytes);
  const text = count(first, isTextByte);
  if (count(first, (byte) => byte === 0) >= first.length / 4) return false;
  if (text >= 0.9 * first.length && !hasControls(head.subarray(0, controlledBytes))) return false;
  return kindByMagic(head) === undefined && !media.some((magic) => magic.every((byte, i) => head[i] === byte));
}

/** Text under a key of letters is mostly text: several letters make a control character with a letter of the key. */
function hasControls(head: Uint8Array): boolean {
  const controls = count(head, (byte) => byte < 0x80 && !isTextByte(byte));
  return controls * textPerControl >= head.length && count(head, (byte) => byte === 0) < head.length / 8;
}

function count(bytes: Uint8Array, is: (byte: number) => boolean): number {
  let found = 0;
  for (const byte of bytes) if (is(byte)) found++;
  return found;
}

/** Keys worth trying, the shortest first: few, since each costs a pass. */
function* keys(bytes: Uint8Array): Generator<Uint8Array> {
  const start = bytes.subarray(0, draggedBytes);
  let tried = 0;
  for (const word of encoded)
    for (const key of keysByWord(start, word)) {
      if (tried++ >= mostTried) break;
      yield key;
    }
  for (const length of keyLengths(bytes)) {
    const key = keyByColumns(bytes, length);
    if (key) yield key;
  }
}

function hex(key: Uint8Array): string {
  return Array.from(key, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
