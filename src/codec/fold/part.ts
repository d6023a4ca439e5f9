/** Parts of expressions, and what the folding is told of them. */
import { type Constant, isText } from './constant.ts';
import type { Folding } from './edits.ts';
import { isPlain, packedAs, textOf } from './encodings.ts';
import type { Language } from './language.ts';

export interface Part {
  readonly at: number;
  readonly end: number;
  /** Absent where it may differ from run to run. */
  readonly value?: Constant | undefined;
  readonly telling: boolean;
  /** More than one word of the script, or one that was hidden. */
  readonly composed: boolean;
  /** A name that stands for no constant, so that it may be a function. */
  readonly name?: string;
}

/** The values of all parts; undefined where one of them may differ from run to run. */
export function knownValues(parts: readonly Part[]): readonly Constant[] | undefined {
  const known = parts.map(({ value }) => value).filter((value) => value !== undefined);
  return known.length < parts.length ? undefined : known;
}

/** Writes parts with a value as edits of the script. */
export class Emitter {
  readonly #language: Language;
  readonly #folding: Folding;
  readonly #layer: number;

  constructor(language: Language, folding: Folding, layer: number) {
    this.#language = language;
    this.#folding = folding;
    this.#layer = layer;
  }

  emit(part: Part | undefined): void {
    if (!part?.composed || part.value === undefined) return;
    const { at, end, value } = part;
    if (value instanceof Uint8Array) this.#bytes(at, end, value);
    else if (isText(value))
      this.#folding.replace(at, end, this.#language.quoted(value), value, part.telling && isPlain(value));
  }

  #bytes(at: number, end: number, bytes: Uint8Array): void {
    const packed = packedAs(bytes);
    const text = textOf(bytes);
    if (!packed && isPlain(text)) this.#folding.replace(at, end, this.#language.quoted(text), text, true);
    else if (bytes.length >= 16) this.#folding.hidden.push({ at, end, bytes, ...(packed ? { packed } : {}) });
  }

  /** Code that other code runs is folded on its own, for its text alone. */
  code(at: number, end: number, code: string, telling: boolean): void {
    const before = this.#folding.edits.length;
    if (!isPlain(code) || !this.#folding.budget.spend(code.length)) return;
    const text = this.#language.code(code, this.#folding, this.#layer + 1);
    this.#folding.edits.length = before;
    this.#folding.replace(at, end, text, text, telling || text !== code);
  }
}
