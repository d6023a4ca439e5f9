/** The money trail on paper: columns side by side where there is room, one below the other on a phone. */
import { displayWidth, fitting } from '../width.ts';
import { type Content, type Element, element, exact } from './markup.ts';
import type { Arrow, Box, TrailGraph } from './trail-graph.ts';

/** Units of the drawing are CSS pixels at its full width. */
interface Placed {
  readonly box: Box;
  readonly title: readonly string[];
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface Layout {
  readonly placed: ReadonlyMap<string, Placed>;
  readonly width: number;
  readonly height: number;
}

const column = { pool: 0, payer: 0, account: 1, base: 2 } as const;
const padding = 14;
const lineHeight = 19;
/** From the top to the first line of the title, and from its last line to the first of the others. */
const titleAt = 43;
const afterTitle = 23;
const between = 16;
const linesShown = 7;
const titleLines = 3;
/** About how wide a character is; fonts differ, and the widest of the usual ones must fit. */
const titleCharacter = 9.4;
const lineCharacter = 7.3;

export function drawTrail(graph: TrailGraph, label: string): Content {
  return [drawing('across', across(graph), graph, label), drawing('down', down(graph), graph, label)];
}

/** Three columns, each centred on the tallest. */
function across({ boxes }: TrailGraph): Layout {
  const used = ([0, 1, 2] as const).filter((at) => boxes.some((box) => column[box.role] === at));
  const gutter = 64;
  const width = 280;
  const columns = used.map((at) => boxes.filter((box) => column[box.role] === at).map((box) => sized(box, width)));
  const heights = columns.map((list) => list.reduce((sum, { height }) => sum + height + between, -between));
  const height = Math.max(0, ...heights);
  const placed = new Map<string, Placed>();
  columns.forEach((list, i) => {
    let y = (height - (heights[i] ?? 0)) / 2;
    for (const one of list) {
      placed.set(one.box.id, { ...one, x: i * (width + gutter), y, width });
      y += one.height + between;
    }
  });
  return { placed, width: columns.length * width + (columns.length - 1) * gutter, height };
}

/** One below the other, with the arrows in a margin on the left. */
function down({ boxes }: TrailGraph): Layout {
  const margin = 26;
  const width = 300;
  const ordered = [...boxes].sort((a, b) => column[a.role] - column[b.role]);
  const placed = new Map<string, Placed>();
  let y = 0;
  for (const box of ordered) {
    const one = sized(box, width);
    placed.set(box.id, { ...one, x: margin, y, width });
    y += one.height + between;
  }
  return { placed, width: margin + width, height: y - between };
}

function sized(box: Box, width: number): Pick<Placed, 'box' | 'title' | 'lines' | 'height'> {
  const room = width - 2 * padding;
  const title = broken(box.title, Math.floor(room / titleCharacter));
  const lines = box.lines.flatMap((line) => wrapped(line, Math.floor(room / lineCharacter)));
  const shown = lines.length > linesShown ? [...lines.slice(0, linesShown - 1), '…'] : lines;
  const height = titleAt + (title.length + shown.length - 1) * lineHeight + (shown.length > 0 ? 22 : 18);
  return { box, title, lines: shown, height };
}

/** A host name in full, on as many lines as it takes, broken after a dot where there is one. */
function broken(text: string, columns: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (displayWidth(rest) > columns && lines.length < titleLines - 1) {
    const most = fitting(rest, columns);
    const dot = most.lastIndexOf('.', most.length - 3);
    // A defanged dot keeps its bracket.
    const line = dot > most.length / 2 ? rest.slice(0, dot + (rest[dot + 1] === ']' ? 2 : 1)) : most;
    lines.push(line);
    rest = rest.slice(line.length);
  }
  return [...lines, fitted(rest, columns)];
}

/** Greedy; a word that is longer than a line is cut. */
function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const part = fitted(word, columns);
    if (line !== '' && displayWidth(line) + 1 + displayWidth(part) > columns) {
      lines.push(line);
      line = part;
    } else line = line === '' ? part : `${line} ${part}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** Beginning and end, where the middle has no room. */
function fitted(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  const tail = Math.floor(columns / 6);
  const end = Array.from(text.slice(-2 * tail))
    .slice(-tail)
    .join('');
  return `${fitting(text, columns - displayWidth(end) - 1)}…${end}`;
}

function drawing(name: 'across' | 'down', layout: Layout, graph: TrailGraph, label: string): Element {
  const { width, height, placed } = layout;
  const most = Math.max(0, ...graph.arrows.map(({ amount = 0 }) => amount));
  return element(
    'svg',
    {
      class: `trail ${name}`,
      viewBox: `-2 -2 ${width + 4} ${Math.round(height) + 4}`,
      width: width + 4,
      height: Math.round(height) + 4,
      role: 'img',
      'aria-label': label,
      focusable: 'false',
    },
    ...graph.arrows.map((arrow) => drawnArrow(arrow, placed, most, name)),
    ...[...placed.values()].map(drawnBox),
  );
}

/** A drawing within the drawing: whatever a text takes, it ends at its box. */
function drawnBox({ box, title, lines, x, y, width, height }: Placed): Element {
  const line = (name: string, down: number, text: string): Element =>
    element('text', { class: name, x: padding, y: down }, exact(text));
  const below = titleAt + (title.length - 1) * lineHeight + afterTitle;
  return element(
    'svg',
    { class: `box ${box.role}`, x: Math.round(x), y: Math.round(y), width, height },
    element('rect', { x: 1, y: 1, width: width - 2, height: height - 2, rx: 9 }),
    line('over', 22, box.over),
    ...title.map((text, i) => line('title', titleAt + i * lineHeight, text)),
    ...lines.map((text, i) => line('line', below + i * lineHeight, text)),
  );
}

/** Wider where more was paid. */
function drawnArrow(
  { from, to, kind, amount = 0 }: Arrow,
  placed: Layout['placed'],
  most: number,
  name: string,
): Content {
  const [start, end] = [placed.get(from), placed.get(to)];
  if (!start || !end) return undefined;
  const share = most > 0 ? Math.sqrt(amount / most) : 0;
  const width = kind === 'recorded' ? Math.round((1.5 + 5 * share) * 10) / 10 : 1.5;
  const [y1, y2] = [Math.round(start.y + start.height / 2), Math.round(end.y + end.height / 2)];
  const d = name === 'across' ? curve(start.x + start.width, y1, end.x - 9, y2) : rail(start.x, y1, y2, kind);
  const tip = end.x - 1;
  return element(
    'g',
    { class: `arrow ${kind}` },
    element('path', { class: 'way', d, 'stroke-width': width }),
    element('path', { class: 'tip', d: `M${tip} ${y2}l-10 -6v12z` }),
  );
}

function curve(x1: number, y1: number, x2: number, y2: number): string {
  const bend = (x2 - x1) / 2;
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

/** Out to the margin, along it, and back in; each kind has a rail of its own. */
function rail(x: number, y1: number, y2: number, kind: Arrow['kind']): string {
  const at = { set: 4, recorded: 10, folds: 7 }[kind];
  return `M${x} ${y1}H${at}V${y2}H${x - 9}`;
}
