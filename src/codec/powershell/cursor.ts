/** A place among the words of a script. */
import type { Token } from './tokens.ts';

export class Cursor {
  readonly #tokens: readonly Token[];
  at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get atEnd(): boolean {
    return this.at >= this.#tokens.length;
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.at + ahead];
  }

  /** @param value in lower case */
  is(value: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    if (token?.kind === 'sign') return token.value === value;
    return token?.kind === 'word' && token.value.toLowerCase() === value;
  }

  /** Where the word before this place ends. */
  get endBefore(): number | undefined {
    return this.#tokens[this.at - 1]?.end;
  }

  skipLines(): void {
    while (this.peek()?.kind === 'line') this.at++;
  }
}
