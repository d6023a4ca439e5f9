/** Bytes as an analyst reads them: offset, hex, text, sixteen a line; those that are the fact itself are marked. */
import type { Observation } from '../../model/observation.ts';
import { type Cut, cutOf } from '../excerpt.ts';
import { counted } from '../words.ts';
import { type Content, element, exact } from './markup.ts';

const perLine = 16;

/** Nothing where the report carries no bytes for it. */
export function bytesOf(seen: Observation): Content {
  const cut = cutOf(seen);
  if (!cut || !seen.excerpt || cut.bytes.length === 0) return undefined;
  const { offset } = seen.excerpt;
  const lines: Content[] = [];
  for (let start = 0; start < cut.bytes.length; start += perLine) lines.push(lineOf(cut, offset, start));
  const label = `${counted(cut.bytes.length, 'byte')} from 0x${offset.toString(16)} on`;
  return element('pre', { tabindex: 0, role: 'group', 'aria-label': label }, ...lines);
}

function lineOf(cut: Cut, base: number, start: number): Content {
  const end = Math.min(start + perLine, cut.bytes.length);
  const digits = Math.max(6, (base + cut.bytes.length).toString(16).length);
  const padding = '   '.repeat(perLine - (end - start));
  return [
    element('span', { class: 'quiet' }, exact(`${(base + start).toString(16).padStart(digits, '0')}  `)),
    ...runs(cut, start, end, (byte) => `${byte.toString(16).padStart(2, '0')} `),
    exact(`${padding} `),
    ...runs(cut, start, end, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')),
    // In a text a line break would be written out.
    element('br', {}),
  ];
}

/** Neighbours that are both of the fact, or both not, stand in one stretch. */
function runs({ bytes, from, to }: Cut, start: number, end: number, form: (byte: number) => string): Content[] {
  const edges = [start, ...[from, to].filter((edge) => edge > start && edge < end), end];
  return edges.slice(1).map((edge, i): Content => {
    const first = edges[i] ?? start;
    const text = exact(Array.from(bytes.subarray(first, edge), form).join(''));
    return first >= from && first < to ? element('mark', {}, text) : text;
  });
}
