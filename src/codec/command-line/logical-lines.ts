/**
 * Commands that are written over several lines, brought onto one. The text keeps its length, so that every offset
 * still holds: a joined line break becomes a blank.
 * Joined are continuations (`\`, `^` and backtick at the end), lines that begin with a flag, and lists with one word
 * a line (YAML, JSON, Python, C, property lists).
 */

/** Longer lines are not looked at: nobody writes a list item of this length. */
const longestItem = 1024;

export function joinLines(text: string): string {
  const pieces: string[] = [];
  let before: LineKind = 'other';
  for (let at = 0; at < text.length; ) {
    const feed = text.indexOf('\n', at);
    const end = feed < 0 ? text.length : feed;
    const line = text.slice(at, end);
    const kind = kindOf(line);
    if (pieces.length > 0) pieces.push(joins(before, kind) ? ' ' : '\n');
    pieces.push(
      kind === 'item'
        ? line.replace('-', ' ')
        : kind === 'element'
          ? blankTags(line)
          : continues(line)
            ? blankLast(line)
            : line,
    );
    before = continues(line) ? 'continued' : kind;
    at = end + 1;
  }
  if (text.endsWith('\n')) pieces.push('\n');
  return pieces.join('');
}

type LineKind = 'item' | 'element' | 'quoted' | 'flag' | 'continued' | 'comment' | 'other';

function kindOf(line: string): LineKind {
  if (line.length > longestItem) return 'other';
  if (/^\s*-\s+[^\s#]+\s*$/.test(line)) return 'item';
  if (/^\s*<(\w{1,20})>[^<>]*<\/\1>\s*$/.test(line)) return 'element';
  if (/^\s*(?:"[^"]*"|'[^']*')\s*,?\s*$/.test(line)) return 'quoted';
  if (/^\s+["']?--?[A-Za-z]/.test(line)) return 'flag';
  if (/^\s*#/.test(line)) return 'comment';
  return 'other';
}

function joins(before: LineKind, kind: LineKind): boolean {
  if (before === 'comment') return false;
  const lists = kind === 'item' || kind === 'quoted' || kind === 'element';
  return before === 'continued' || kind === 'flag' || (lists && before === kind);
}

function continues(line: string): boolean {
  return /[\\^`]\r?$/.test(line.slice(-2));
}

function blankTags(line: string): string {
  return line.replace(/<[^<>]*>/g, (tag) => ' '.repeat(tag.length));
}

function blankLast(line: string): string {
  return line.endsWith('\r') ? `${line.slice(0, -2)}  ` : `${line.slice(0, -1)} `;
}
