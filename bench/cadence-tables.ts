/** The table of bits and the facts beside it, as they stand in docs/calibration.md. */
import { factRules } from '../src/intel/cadence-facts.ts';
import { cadenceComponents } from '../src/intel/cadence-model.ts';
import { cadenceTable } from '../src/intel/cadence-table.ts';
import { markdownTable } from '../tools/markdown-table.ts';

/** A row a range, a column a kind of miner. */
export function rangesTable(): string {
  const kinds = Object.entries(cadenceTable);
  const rows = cadenceComponents.flatMap(({ id, measures, edges }) =>
    Array.from({ length: edges.length + 1 }, (_, i) => [
      i === 0 ? `**${id}**: ${measures}` : '',
      rangeInWords(edges[i - 1], edges[i]),
      ...kinds.map(([, bits]) => signed(bits[id]?.[i] ?? 0)),
    ]),
  );
  return markdownTable(['component', 'range', ...kinds.map(([kind]) => kind)], rows);
}

export function factsTable(): string {
  const rows = factRules.map(({ id, says, bits, why }) => [id, says, signed(bits), why]);
  return markdownTable(['fact', 'says', 'bits', 'why'], rows);
}

function rangeInWords(from: number | undefined, to: number | undefined): string {
  if (from === undefined) return `below ${to}`;
  return to === undefined ? `from ${from}` : `${from} to ${to}`;
}

function signed(bits: number): string {
  return bits < 0 ? `−${-bits}` : bits > 0 ? `+${bits}` : '0';
}
