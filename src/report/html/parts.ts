/** Pieces that several sections of the page share. */
import type { Artifact } from '../../model/artifact.ts';
import type { Place } from '../../model/observation.ts';
import { spokenName } from '../../model/spoken-name.ts';
import type { EvidenceIndex } from '../evidence-index.ts';
import { holdsAddresses, within } from '../evidence-index.ts';
import { counted } from '../words.ts';
import { type Content, type Element, element, exact } from './markup.ts';

/** What the page knows while it is put together. */
export interface Telling {
  readonly index: EvidenceIndex;
  readonly defang: (text: string) => string;
  /** Ids that stand somewhere on the page, so that links lead to them. */
  readonly told: Set<string>;
  /** Observations that may still be unfolded. */
  room: number;
}

/** What the page may have, by its id. */
export const sectionTitles: Readonly<Record<string, string>> = {
  answers: 'Six questions',
  checks: 'Checked again',
  items: 'What to do, in this order',
  machines: 'Machines',
  timeline: 'What happened when',
  trail: 'The money trail',
  findings: 'What was found',
  facts: 'What others say',
  traces: 'Traces of the build',
  others: 'What else was seen',
  gaps: 'Not examined',
  reading: 'How to read',
};

/** A section with its heading and a line about it. */
export function section(id: string, about: Content, ...content: Content[]): Element {
  return element(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    element('h2', { id: `${id}-title` }, sectionTitles[id]),
    about !== undefined && element('p', { class: 'about' }, about),
    ...content,
  );
}

/** Running text of ours: what stands between backticks is something to type. */
export function prose(text: string): Content {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return text;
  return parts.map((part, i) => (i % 2 === 0 ? part : element('code', {}, part)));
}

/** Within a card. */
export function subheading(text: string): Element {
  return element('h3', { class: 'sub' }, text);
}

/** `and 12 more facts (--format json has all)`, where something was left out. */
export function more(left: number, one: string, many: string = `${one}s`): Content {
  return (
    left > 0 &&
    element('p', { class: 'more' }, `and ${counted(left, `more ${one}`, `more ${many}`)} (--format json has all)`)
  );
}

export function list(name: string, items: readonly Content[]): Content {
  return items.length > 0 && element('ul', { class: name }, ...items.map((item) => element('li', {}, item)));
}

/** Label and value, one row each; rows without a value are left out. */
export function rows(pairs: readonly (readonly [label: string, value: Content])[]): Content {
  const filled = pairs.filter(([, value]) => value !== undefined && value !== false);
  return (
    filled.length > 0 &&
    element(
      'dl',
      {},
      ...filled.map(([label, value]) => element('div', {}, element('dt', {}, label), element('dd', {}, value))),
    )
  );
}

export function chip(name: string, ...content: Content[]): Element {
  return element('span', { class: `chip ${name}` }, ...content);
}

/** An id that leads to its part of the page, where the page has it. */
export function reference(id: string, { told }: Telling): Content {
  return told.has(id) ? element('a', { class: 'id', href: `#${id}` }, id) : element('span', { class: 'id' }, id);
}

/** A conversation's name holds addresses, and those are indicators; every other name shall be typed as it is. */
export function artifactText(id: string, { index }: Telling): Content {
  const artifact: Artifact | undefined = index.artifacts.get(id);
  const name = spokenName(artifact?.name ?? id);
  return element('bdi', { class: 'value' }, holdsAddresses(artifact) ? name : exact(name));
}

export function placeText(at: Place, telling: Telling): Content {
  return [artifactText(at.artifact, telling), within(at, telling.index)];
}

/** A box that scrolls by itself where the page is narrow; it can be reached with the keyboard. */
export function scroller(label: string, content: Content): Element {
  return element('div', { class: 'scroller', tabindex: 0, role: 'group', 'aria-label': label }, content);
}
