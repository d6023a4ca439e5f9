/** The report for machines: exact values in a stable order of keys. */
import type { Report } from '../model/report.ts';
import { escapeJson } from './escape.ts';

/** The contract's order. Keys that stand here come first, the others follow by name. */
const order = [
  ...['schema', 'type', 'tool', 'generatedAt', 'inputs', 'verdict'],
  ...['id', 'question', 'detector', 'stage', 'consent', 'title', 'says', 'details', 'techniques', 'confidence'],
  ...['name', 'version', 'kind', 'size', 'sha256', 'parent', 'decodedBy'],
  ...['value', 'at', 'artifact', 'code', 'what', 'offset', 'length', 'line', 'packet', 'time', 'via', 'by', 'excerpt'],
  ...['saw', 'all', 'any', 'why', 'hypotheses', 'label', 'probability', 'low', 'mid', 'high', 'band', 'linchpin'],
  ...['because', 'couldBe', 'next'],
  ...['artifacts', 'observations', 'findings', 'answers', 'gaps', 'stats', 'bytes', 'files', 'seconds'],
];
const rankOf: ReadonlyMap<string, number> = new Map(order.map((key, i) => [key, i]));

export function renderJson(report: Report): string {
  return `${escapeJson(JSON.stringify(inOrder(report), null, 2))}\n`;
}

/** One line of JSON in the same order. */
export function jsonLine(value: object): string {
  return `${escapeJson(JSON.stringify(inOrder(value)))}\n`;
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, inOrder(inner)]));
}

function rank(key: string): number {
  return rankOf.get(key) ?? order.length;
}
