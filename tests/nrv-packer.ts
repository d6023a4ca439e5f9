/** Packs bytes as NRV2B, NRV2D or NRV2E, plainly: the nearest earlier place with the same three bytes is taken. */
import type { NrvFormat } from '../src/codec/nrv/nrv.ts';

class BitWriter {
  readonly bytes: number[] = [];
  readonly #wordBytes: number;
  #wordAt = 0;
  #left = 0;

  constructor(wordBytes: number) {
    this.#wordBytes = wordBytes;
  }

  bit(bit: number): void {
    if (this.#left === 0) {
      this.#wordAt = this.bytes.length;
      this.#left = 8 * this.#wordBytes;
      for (let i = 0; i < this.#wordBytes; i++) this.bytes.push(0);
    }
    this.#left--;
    const at = this.#wordAt + (this.#left >> 3);
    this.bytes[at] = (this.bytes[at] ?? 0) | (bit << (this.#left & 7));
  }

  /** Digits after the first one, each followed by whether it was the last. */
  gamma(value: number): void {
    const digits = value.toString(2).slice(1);
    [...digits].forEach((digit, i) => {
      this.bit(Number(digit));
      this.bit(i === digits.length - 1 ? 1 : 0);
    });
  }

  /** The code of NRV2D and 2E for distances: two digits a step. */
  steps(value: number, last = 1): void {
    if (value > 3) {
      const half = value >> 1;
      this.steps((half >> 1) + 1, 0);
      this.bit(half & 1);
    }
    this.bit(value & 1);
    this.bit(last);
  }
}

const endPrefix = 0x1000002;

export function packNrv(bytes: Uint8Array, format: NrvFormat, wordBytes: 1 | 2 | 4): Uint8Array {
  const out = new BitWriter(wordBytes);
  const seen = new Map<number, number>();
  const key = (at: number): number => ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
  let lastDistance = 1;
  for (let at = 0; at < bytes.length; ) {
    const before = at + 3 <= bytes.length ? seen.get(key(at)) : undefined;
    const length = before === undefined ? 0 : sameBytes(bytes, before, at);
    if (before === undefined || length < 4) {
      out.bit(1);
      out.bytes.push(bytes[at] ?? 0);
    } else {
      writeMatch(out, format, at - before, length, lastDistance);
      lastDistance = at - before;
    }
    const next = at + Math.max(1, length < 4 ? 1 : length);
    for (; at < next; at++) if (at + 3 <= bytes.length) seen.set(key(at), at);
  }
  out.bit(0);
  if (format === 'NRV2B') out.gamma(endPrefix);
  else out.steps(endPrefix);
  out.bytes.push(0xff);
  return Uint8Array.from(out.bytes);
}

function sameBytes(bytes: Uint8Array, before: number, at: number): number {
  let length = 0;
  while (at + length < bytes.length && bytes[before + length] === bytes[at + length]) length++;
  return length;
}

function writeMatch(out: BitWriter, format: NrvFormat, distance: number, length: number, last: number): void {
  const far = distance > (format === 'NRV2B' ? 0xd00 : 0x500) ? 1 : 0;
  const rest = length - 1 - far;
  const first = format === 'NRV2E' ? Number(rest <= 2) : Number(rest === 2 || rest === 3);
  out.bit(0);
  if (format === 'NRV2B') {
    if (distance === last) out.gamma(2);
    else {
      out.gamma(((distance - 1) >> 8) + 3);
      out.bytes.push((distance - 1) & 0xff);
    }
  } else if (distance === last) {
    out.steps(2);
    out.bit(first);
  } else {
    const offset = (distance - 1) * 2 + 1 - first;
    out.steps((offset >> 8) + 3);
    out.bytes.push(offset & 0xff);
  }
  writeLength(out, format, rest, first);
}

function writeLength(out: BitWriter, format: NrvFormat, rest: number, first: number): void {
  if (format === 'NRV2E') {
    if (first === 1) out.bit(rest - 1);
    else if (rest <= 4) {
      out.bit(1);
      out.bit(rest - 3);
    } else {
      out.bit(0);
      out.gamma(rest - 3);
    }
    return;
  }
  if (format === 'NRV2B') out.bit(rest <= 3 ? rest >> 1 : 0);
  out.bit(rest <= 3 ? rest & 1 : 0);
  if (rest > 3) out.gamma(rest - 2);
}
