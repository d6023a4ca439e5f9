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

/** What a word is compared with: a file may know thousands of words, and have thousands wrong. */
const mostCompared = 100;
/** Characters of a word that is compared. */
const longestWord = 24;

/** The known word that was most likely meant, where one of the first hundred is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > longestWord) return undefined;
  const [near] = known
    .slice(0, mostCompared)
    .filter((candidate) => Math.abs(candidate.length - word.length) <= farthest(candidate))
    .map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), candidate) }))
    .sort((a, b) => a.distance - b.distance);
  return near && near.distance <= farthest(near.candidate) ? near.candidate : undefined;
}

/** Letters that may be wrong in a word. */
function farthest(word: string): number {
  return Math.max(1, Math.floor(word.length / 3));
}

/** Levenshtein's: letters to add, drop or change. */
function distance(a: string, b: string): number {
  const row = Uint8Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    let diagonal = i - 1;
    let left = i;
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const above = row[j] ?? 0;
      left = Math.min(above + 1, left + 1, diagonal + (a[i - 1] === b[j - 1] ? 0 : 1));
      row[j] = left;
      diagonal = above;
    }
  }
  return row[b.length] ?? 0;
}
