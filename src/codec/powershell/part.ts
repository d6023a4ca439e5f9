/** Parts of expressions, and what the folding is told of them. */
import { type Constant, isText } from '../fold/constant.ts';
import type { Folding } from '../fold/edits.ts';
import { isPlain, packedAs, textOf } from '../fold/encodings.ts';

export interface Part {
  readonly at: number;
  readonly end: number;
  /** Absent where it may differ from run to run. */
  readonly value?: Constant | undefined;
  readonly telling: boolean;
  /** More than one word of the script. */
  readonly composed: boolean;
}

/** The values of all parts; undefined where one of them may differ from run to run. */
export function knownValues(parts: readonly Part[]): readonly Constant[] | undefined {
  const known = parts.map(({ value }) => value).filter((value) => value !== undefined);
  return known.length < parts.length ? undefined : known;
}

/** Writes parts with a value as edits of the script. */
export class Emitter {
  readonly #folding: Folding;
  /** Bytes without a sign of their own are packed, where the script unpacks such. */
  readonly #deflates: boolean;
  /** In the body of `% { … }`, which is read once for each element. */
  silent = false;

  constructor(script: string, folding: Folding) {
    this.#folding = folding;
    this.#deflates = /DeflateStream/i.test(script);
  }

  emit({ at, end, value, telling, composed }: Part): void {
    if (!composed || this.silent || value === undefined) return;
    const bytes = Array.isArray(value) ? value.find((each) => each instanceof Uint8Array) : value;
    if (bytes instanceof Uint8Array) this.#bytes(at, end, bytes);
    else if (isText(value)) this.#folding.replace(at, end, quoted(value), value, telling && isPlain(value));
  }

  /** What cannot be known as a whole; its parts are told one by one. */
  unknown(...parts: readonly Part[]): Part {
    for (const part of parts) this.emit(part);
    return { at: parts[0]?.at ?? 0, end: parts.at(-1)?.end ?? 0, telling: false, composed: true };
  }

  #bytes(at: number, end: number, bytes: Uint8Array): void {
    const text = textOf(bytes);
    const packed = packedAs(bytes) ?? (this.#deflates && !isPlain(text) ? 'deflate' : undefined);
    if (packed === undefined && isPlain(text)) this.#folding.replace(at, end, quoted(text), text, true);
    else if (bytes.length >= 16) this.#folding.hidden.push({ at, end, bytes, ...(packed ? { packed } : {}) });
  }
}

function quoted(text: string): string {
  return text.includes("'") && !/["$`]/.test(text) ? `"${text}"` : `'${text.replaceAll("'", "''")}'`;
}
