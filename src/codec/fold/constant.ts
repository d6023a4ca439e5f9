/** What folding knows of an expression, and how much it may spend on finding out. */

/** The value of an expression that is the same on every run. Text is one character a byte where the source is bytes. */
export type Constant = string | number | Uint8Array | readonly Constant[];

/** Bounds on the work for one script. Everything that makes a value asks first. */
export class FoldBudget {
  #steps: number;
  #characters: number;
  #exhausted = false;

  constructor(steps: number = 400_000, characters: number = 8 * 1024 * 1024) {
    this.#steps = steps;
    this.#characters = characters;
  }

  /** True where a bound was reached, so that something was left as it stood. */
  get exhausted(): boolean {
    return this.#exhausted;
  }

  /** Asks for one step that makes `characters` of text or as many elements. */
  spend(characters = 0): boolean {
    this.#steps--;
    this.#characters -= characters;
    if (this.#steps >= 0 && this.#characters >= 0) return true;
    this.#exhausted = true;
    return false;
  }
}

/** How deep expressions, substitutions and code within code are followed. */
export const deepest = 64;

/** Layers of code within code: `eval` of `eval`. */
export const mostLayers = 8;

export function isText(value: Constant | undefined): value is string {
  return typeof value === 'string';
}
