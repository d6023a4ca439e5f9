/** Values between commas, some of them in quotes (RFC 4180). Quotes that do not close close at the end. */
export function commaSeparated(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const values: string[] = [];
  for (let at = 0; at <= line.length; ) {
    const quoted = line.charAt(at) === '"';
    const end = quoted ? quoteEnd(line, at + 1) : line.indexOf(',', at);
    const stop = end < 0 ? line.length : end;
    values.push(quoted ? line.slice(at + 1, stop).replaceAll('""', '"') : line.slice(at, stop));
    const comma = line.indexOf(',', stop);
    at = comma < 0 ? line.length + 1 : comma + 1;
  }
  return values;
}

function quoteEnd(line: string, from: number): number {
  for (let at = line.indexOf('"', from); at >= 0; at = line.indexOf('"', at + 2))
    if (line.charAt(at + 1) !== '"') return at;
  return -1;
}
