/** A place in a script, which the readers of its commands and of its words share. */
import type { FoldBudget } from '../fold/constant.ts';
import type { Script } from './syntax.ts';

export class Reading {
  readonly text: string;
  readonly budget: FoldBudget;
  at = 0;
  /** How many scripts lie within each other here. */
  depth: number;

  constructor(text: string, budget: FoldBudget, depth = 0) {
    this.text = text;
    this.budget = budget;
    this.depth = depth;
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** The character that stands here. */
  get character(): string | undefined {
    return this.text[this.at];
  }

  /** The next characters, fewer where the text ends. */
  ahead(count: number): string {
    return this.text.slice(this.at, this.at + count);
  }

  /** Passes over blanks, joined lines and comments. */
  skipBlanks(): void {
    for (;;) {
      const character = this.text[this.at];
      if (character === ' ' || character === '\t' || character === '\r') this.at++;
      else if (character === '\\' && /^\\\r?\n/.test(this.text.slice(this.at, this.at + 3)))
        this.at += this.text[this.at + 1] === '\r' ? 3 : 2;
      else if (character === '#') this.at = this.lineEnd(this.at);
      else return;
    }
  }

  /** Where the line ends that `from` stands in. */
  lineEnd(from: number): number {
    const end = this.text.indexOf('\n', from);
    return end < 0 ? this.text.length : end;
  }
}

/** Scripts within words. */
export interface Substitutions {
  /** From behind `$(` up to the bracket that closes it. */
  script(): Script;
  /** Between backquotes: its positions are not those of the text. */
  detached(code: string): Script;
}
