/** The report for machines: exact values in a stable order of keys. */
import type { Report } from '../model/report.ts';
import { escapeJson } from './escape.ts';

/** The contract's order. Keys that stand here come first, the others follow by name. */
const order = [
  ...['schema', 'type', 'tool', 'generatedAt', 'inputs', 'verdict'],
  ...['id', 'question', 'detector', 'stage', 'consent', 'title', 'says', 'details', 'techniques', 'confidence'],
  ...['name', 'version', 'kind', 'size', 'sha256', 'parent', 'decodedBy', 'from', 'how'],
  ...['value', 'at', 'artifact', 'code', 'what', 'offset', 'length', 'line', 'packet', 'time', 'via', 'by', 'excerpt'],
  ...['saw', 'all', 'any', 'why', 'hypotheses', 'label', 'probability', 'low', 'mid', 'high', 'band', 'linchpin'],
  ...['because', 'couldBe', 'next'],
  ...['artifacts', 'observations', 'findings', 'answers', 'gaps', 'stats', 'bytes', 'files', 'seconds'],
];
const rankOf: ReadonlyMap<string, number> = new Map(order.map((key, i) => [key, i]));

export function renderJson(report: Report): string {
  return [...renderJsonPieces(report)].join('');
}

/** Characters of a piece, about. */
const pieceLength = 65_536;

/** The same in pieces: fifty thousand observations are sixty megabytes, and no string needs to hold them all. */
export function* renderJsonPieces(report: Report): Generator<string> {
  let piece = '';
  for (const part of parts(report)) {
    piece += part;
    if (piece.length < pieceLength) continue;
    yield escapeJson(piece);
    piece = '';
  }
  yield escapeJson(piece);
}

/** As JSON.stringify with two spaces writes it, item by item. */
function* parts(report: Report): Generator<string> {
  let before = '{';
  for (const [key, value] of inOrderOfKeys(report)) {
    yield `${before}\n  ${JSON.stringify(key)}: `;
    if (Array.isArray(value) && value.length > 0) {
      for (const [i, item] of value.entries()) yield `${i === 0 ? '[' : ','}\n    ${indented(item, 4)}`;
      yield '\n  ]';
    } else yield indented(value, 2);
    before = ',';
  }
  yield '\n}\n';
}

/** Within JSON no string holds a line break. */
function indented(value: unknown, spaces: number): string {
  return JSON.stringify(inOrder(value), null, 2).replaceAll('\n', `\n${' '.repeat(spaces)}`);
}

/** One line of JSON in the same order. */
export function jsonLine(value: object): string {
  return `${escapeJson(JSON.stringify(inOrder(value)))}\n`;
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(inOrderOfKeys(value).map(([key, inner]) => [key, inOrder(inner)]));
}

function inOrderOfKeys(value: object): [key: string, value: unknown][] {
  return Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function rank(key: string): number {
  return rankOf.get(key) ?? order.length;
}
