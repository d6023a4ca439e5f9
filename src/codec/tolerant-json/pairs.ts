/**
 * Finds `"key": value` pairs in text whose structure is lost or never was: fragments of a file, and configurations that
 * are a bare list of members (xmr-stak).
 */

export interface Pair {
  readonly key: string;
  /** Without quotes. */
  readonly value: string;
  /** `true`, `null` and numbers stand without quotes. */
  readonly quoted: boolean;
  readonly at: number;
  readonly end: number;
}

/** A pair that begins before the end of the stretch may reach so much beyond it. */
const longestPair = 2048;

/** Where a pair or a comment may begin. */
const beginning = /["']|\/\*|\/\//g;
const keyAndSign = /(["'])([\w.-]{1,48})\1[ \t\r\n]{0,64}[:=][ \t\r\n]{0,64}/y;
const quoted = /"((?:[^"\\\n\r\0]|\\.){0,1024})"?|'((?:[^'\\\n\r\0]|\\.){0,1024})'?/y;
const bare = /[^\s,[\]{}"']{1,128}/y;

/** The pairs that begin between two indexes, in their order; one whose value is an object or an array is passed by. */
export function* pairsIn(text: string, from: number, to: number): Iterable<Pair> {
  // Cut out first: a search must not run on through a long text in which nothing is to be found.
  const stretch = text.slice(from, to + longestPair);
  for (let at = 0; at < to - from; ) {
    beginning.lastIndex = at;
    const found = beginning.exec(stretch);
    if (!found || found.index >= to - from) return;
    at = found.index;
    const pair = found[0].startsWith('/') ? undefined : pairAt(stretch, at);
    if (pair) yield { ...pair, at: from + pair.at, end: from + pair.end };
    at = pair?.end ?? afterComment(stretch, at, found[0]);
  }
}

function afterComment(text: string, at: number, sign: string): number {
  if (!sign.startsWith('/')) return at + 1;
  const close = text.indexOf(sign === '//' ? '\n' : '*/', at + 2);
  return close < 0 ? text.length : close + 1;
}

function pairAt(text: string, at: number): Pair | undefined {
  keyAndSign.lastIndex = at;
  const key = keyAndSign.exec(text);
  if (!key) return undefined;
  const valueAt = at + key[0].length;
  for (const form of [quoted, bare]) {
    form.lastIndex = valueAt;
    const found = form.exec(text);
    if (!found) continue;
    const value = found[1] ?? found[2] ?? found[0];
    return { key: key[2] ?? '', value, quoted: form === quoted, at, end: valueAt + found[0].length };
  }
  return undefined;
}
