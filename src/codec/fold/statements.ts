/**
 * Folding for languages whose hidden strings are sums and calls. The text is searched for expressions; what stands
 * between them is passed over. A language says what its words and its functions are (language.ts). Nothing is run.
 */
import { isText } from './constant.ts';
import type { Folding } from './edits.ts';
import { ExpressionReader } from './expression.ts';
import { keyOf, type Language, type Word } from './language.ts';
import { Emitter } from './part.ts';

const mostWords = 200_000;

export function foldExpressions(text: string, language: Language, folding: Folding, layer: number): void {
  new StatementFolder(text, language, folding, layer).fold();
}

class StatementFolder {
  readonly #language: Language;
  readonly #folding: Folding;
  readonly #emitter: Emitter;
  readonly #reader: ExpressionReader;

  constructor(text: string, language: Language, folding: Folding, layer: number) {
    this.#language = language;
    this.#folding = folding;
    this.#emitter = new Emitter(language, folding, layer);
    this.#reader = new ExpressionReader(language.words(text, mostWords), language, folding, this.#emitter);
  }

  fold(): void {
    while (this.#reader.at < this.#reader.words.length && this.#folding.budget.spend()) {
      const before = this.#reader.at;
      const word = this.#reader.peek();
      if (word?.kind === 'name' && this.#reader.is('=', 1)) this.#assignment(word);
      else if (
        word?.kind === 'name' &&
        this.#language.runs.has(keyOf(word.value, this.#language)) &&
        !this.#reader.is('(', 1)
      )
        this.#statement(word);
      else if (word && word.kind !== 'sign' && word.kind !== 'line') this.#emitter.emit(this.#reader.expression());
      else if (this.#reader.is('(') || this.#reader.is('[')) this.#emitter.emit(this.#reader.expression());
      if (this.#reader.at === before) this.#reader.at++;
    }
  }

  /** A name that is set twice stands for what it was set to last; loops are not followed. */
  #assignment(name: Word): void {
    this.#reader.at += 2;
    const part = this.#reader.expression();
    this.#emitter.emit(part);
    if (part?.value === undefined) this.#reader.variables.delete(keyOf(name.value, this.#language));
    else this.#reader.variables.set(keyOf(name.value, this.#language), part);
  }

  /** `Execute text`, without brackets. */
  #statement(word: Word): void {
    this.#reader.at++;
    const part = this.#reader.expression();
    if (isText(part?.value)) this.#emitter.code(word.at, part.end, part.value, part.telling);
    else this.#emitter.emit(part);
  }
}
