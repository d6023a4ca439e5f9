/** What folding found: stretches of a script and what stands for them. */
import { type Constant, FoldBudget } from './constant.ts';

/** Replaces a stretch of the script; `at` and `end` are indexes into its text. */
export interface Edit {
  readonly at: number;
  readonly end: number;
  /** Source text that stands for the stretch. */
  readonly text: string;
  /** What the stretch means. */
  readonly value: string;
  /** It was hidden: taken apart or encoded, not only named by a variable. */
  readonly telling: boolean;
}

/** Bytes that a script holds encoded, and that are no text. */
export interface Hidden {
  readonly at: number;
  readonly end: number;
  readonly bytes: Uint8Array;
  /** How the script would go on with them. */
  readonly packed?: 'gzip' | 'zlib' | 'deflate';
}

/** Collects what one script's folding finds. */
export class Folding {
  readonly edits: Edit[] = [];
  readonly hidden: Hidden[] = [];
  readonly budget: FoldBudget;

  constructor(budget: FoldBudget = new FoldBudget()) {
    this.budget = budget;
  }

  replace(at: number, end: number, text: string, value: string, telling: boolean): void {
    if (this.budget.spend(text.length)) this.edits.push({ at, end, text, value, telling });
  }
}

/** The script with the outermost of the edits made. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const edit of outermost(edits)) {
    parts.push(source.slice(done, edit.at), edit.text);
    done = edit.end;
  }
  parts.push(source.slice(done));
  return parts.join('');
}

/** Edits that lie in no other, in the order of the script. */
function outermost(edits: readonly Edit[]): Edit[] {
  const kept: Edit[] = [];
  let done = 0;
  for (const edit of [...edits].sort((a, b) => a.at - b.at || b.end - a.end)) {
    if (edit.at < done) continue;
    kept.push(edit);
    done = edit.end;
  }
  return kept;
}

/** Characters a string must have to be worth a look. */
const leastCharacters = 6;

/** Looks at this many strings; a script that hides nothing among them is let go. */
const mostLooks = 400;

/** Whether folding brought a string to light that did not stand in the script. */
export function isRevealing(source: string, edits: readonly Edit[]): boolean {
  const told = edits.filter(({ telling, value }) => telling && value.length >= leastCharacters);
  return told.slice(0, mostLooks).some(({ value }) => !source.includes(value.trim()));
}

/** A word that was taken apart: letters stand on both sides of the seam. */
export function splitsWord(left: Constant, right: Constant): boolean {
  return typeof left === 'string' && typeof right === 'string' && /[a-z\d]$/i.test(left) && /^[a-z\d]/i.test(right);
}
