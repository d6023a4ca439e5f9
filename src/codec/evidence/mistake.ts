/** A mistake that an analyst made in an evidence file, in words that say where it is and what to do. */

export interface Mistake {
  /** Counted from 1. */
  readonly line: number;
  /** Bytes from the file's start. */
  readonly offset: number;
  /** One sentence that begins with its line: `line 41: facts[3].credibility is 7; it takes 1 to 6`. */
  readonly what: string;
}

/** Where something stands in the file. */
export interface Spot {
  readonly line: number;
  readonly offset: number;
}

export function mistake({ line, offset }: Spot, what: string): Mistake {
  return { line, offset, what: `line ${line}: ${what}` };
}

/** Longest piece of the file that a mistake quotes, in characters. */
const longestQuote = 60;

/** A piece of the file as a mistake quotes it, on one line. */
export function quoted(text: string): string {
  const line = text.slice(0, longestQuote).replace(/\s+/g, ' ');
  return text.length > longestQuote ? `${line}…` : line;
}

/** `; did you mean \`facts\`?`, where one of the known words is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? '' : `; did you mean \`${near}\`?`;
}

/** The known word that was most likely meant, where one is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const [near] = known
    .map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), candidate) }))
    .sort((a, b) => a.distance - b.distance);
  return near && near.distance <= Math.max(1, Math.floor(near.candidate.length / 3)) ? near.candidate : undefined;
}

/** Levenshtein's: letters to add, drop or change. Words longer than any key are far from all of them. */
function distance(a: string, b: string): number {
  if (a.length > 40) return a.length;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
