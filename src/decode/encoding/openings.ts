/** What window decoders have in common: children named after their place, few of them, none of them twice. */
import { latin1 } from '../../codec/latin1/latin1.ts';
import type { Limits } from '../../model/limits.ts';
import type { Child, DecodeContext, Miss, View } from '../../model/units.ts';
import type { TextLayer } from './text-layer.ts';

/** A stretch of text and what it stands for. Offsets count the layer's characters. */
export interface Opening {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly how?: string;
  /** In place of the decoder's name for its children. */
  readonly name?: string;
}

/** More children from one view are told as a gap: no script needs them, and a log that repeats itself has them. */
const mostChildren = 200;
/** Texts as short as this are compared with those that came before. */
const comparedBytes = 4096;

/** How many bytes a decoder may still make. */
export class Room {
  readonly #limits: Limits;
  #left: number;

  constructor(context: DecodeContext) {
    this.#limits = context.limits;
    this.#left = context.limits.unpackedBytes;
  }

  /** Asked before memory is taken. */
  take(bytes: number): boolean {
    this.#left -= bytes;
    return this.#left >= 0;
  }

  miss(offset: number): Miss {
    const what = `decodes to more than ${this.#limits.unpackedBytes} bytes: stopped there`;
    return { gap: { code: 'limit-bytes', what, offset } };
  }
}

const wholeView = (view: View): TextLayer => ({ text: view.bytes, hits: [], first: 0, width: 1 });

/** Children of one view. Keeps count over all of its layers. */
export class Openings {
  readonly #view: View;
  readonly #name: string;
  readonly #seen = new Set<string>();
  #children = 0;

  constructor(view: View, name: string) {
    this.#view = view;
    this.#name = name;
  }

  /** True where no more children are wanted. */
  get full(): boolean {
    return this.#children > mostChildren;
  }

  *children(openings: Iterable<Opening | Miss>, layer: TextLayer = wholeView(this.#view)): Generator<Child | Miss> {
    if (this.full) return;
    for (const opening of openings) {
      if ('gap' in opening) yield opening;
      else if (this.#isNew(opening.bytes)) yield this.#child(opening, layer);
      if (this.full) return;
    }
  }

  #isNew(bytes: Uint8Array): boolean {
    if (bytes.length === 0) return false;
    if (bytes.length > comparedBytes) return true;
    const key = latin1(bytes);
    const fresh = !this.#seen.has(key);
    this.#seen.add(key);
    return fresh;
  }

  #child({ bytes, start, end, how, name }: Opening, { first, width }: TextLayer): Child | Miss {
    const offset = first + start * width;
    this.#children++;
    if (this.full) {
      const what = `holds more than ${mostChildren} texts in ${this.#name}: the rest is not opened`;
      return { gap: { code: 'limit-count', what, offset } };
    }
    return {
      name: `${name ?? this.#name}@0x${(this.#view.base + offset).toString(16)}`,
      bytes,
      from: { offset, length: (end - start) * width },
      ...(how === undefined ? {} : { how }),
    };
  }
}
