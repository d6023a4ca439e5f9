/** The longest text that every match of a pattern holds, so that it is only run where that text stands. */
import type { Pattern } from './syntax.ts';
import type { UnitSet } from './unit-set.ts';

/** In lower case; empty where there is none. Alternatives are not looked into. */
export function neededText(pattern: Pattern): string {
  const finder = new TextFinder();
  finder.walk(pattern);
  finder.end();
  return finder.longest;
}

class TextFinder {
  #run = '';
  longest = '';

  end(): void {
    if (this.#run.length > this.longest.length) this.longest = this.#run;
    this.#run = '';
  }

  walk(pattern: Pattern): void {
    if (pattern.kind === 'sequence') {
      for (const part of pattern.parts) this.walk(part);
      return;
    }
    if (pattern.kind === 'assertion') return;
    const letter = pattern.kind === 'set' ? onlyLetter(pattern.set) : undefined;
    if (letter !== undefined) {
      this.#run += letter;
      return;
    }
    this.end();
    if (pattern.kind !== 'repeat' || pattern.least === 0) return;
    this.walk(pattern.part);
    this.end();
  }
}

/** The letter that all units of the set are in lower case. */
function onlyLetter(set: UnitSet): string | undefined {
  let letter: string | undefined;
  for (const [first, last] of set) {
    if (last - first > 2) return undefined;
    for (let unit = first; unit <= last; unit++) {
      const lower = String.fromCharCode(unit).toLowerCase();
      // Sigma has a lower case for ends of words, and some letters become two: such are no help.
      if (lower.length !== 1 || lower === 'σ' || lower === 'ς' || (letter !== undefined && lower !== letter))
        return undefined;
      letter = lower;
    }
  }
  return letter;
}
