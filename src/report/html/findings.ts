/** Every claim with the tree of facts that it rests on, down to the bytes, and what else it could be. */
import type { Because, Finding } from '../../model/finding.ts';
import { restsOn } from '../evidence-index.ts';
import { type Alike, groupAlike } from '../group.ts';
import { technique } from '../techniques.ts';
import { capitalized, counted, rung } from '../words.ts';
import { type Content, type Element, element } from './markup.ts';
import { observation } from './observations.ts';
import { artifactText, chip, list, more, section, subheading, type Telling } from './parts.ts';

/** The JSON has all. */
const findingsShown = 100;
const mentionsShown = 40;
const placesShown = 20;
const leavesShown = 40;
/** A report file may nest deeper than any detector does. */
const deepest = 12;

export function findingsSection(telling: Telling): Element | undefined {
  const alike = groupAlike(telling.index.report.findings, telling.index);
  if (alike.length === 0) return undefined;
  const telltale = alike.filter(({ first }) => rung[first.stage] > rung.mention);
  const mentions = alike.filter(({ first }) => rung[first.stage] <= rung.mention);
  return section(
    'findings',
    'Each claim unfolds to the facts that it rests on, and each fact to its place and its bytes.',
    ...telltale.slice(0, findingsShown).map((group) => finding(group, telling)),
    more(telltale.length - findingsShown, 'finding'),
    mentions.length > 0 && element('h3', {}, 'Only mentions'),
    ...mentions.slice(0, mentionsShown).map((group) => finding(group, telling)),
    more(mentions.length - mentionsShown, 'mention'),
  );
}

function finding({ first, others }: Alike, telling: Telling): Element {
  telling.told.add(first.id);
  return element(
    'details',
    { class: 'card finding', id: first.id },
    element(
      'summary',
      {},
      element('span', { class: 'id' }, first.id),
      ' ',
      element('span', { class: 'title' }, capitalized(first.title)),
      element(
        'span',
        { class: 'chips' },
        chip(`stage ${first.stage}`, first.stage),
        chip('', `confidence ${first.confidence}`),
        others.length > 0 && chip('', `and in ${counted(others.length, 'other place')}`),
      ),
    ),
    element(
      'div',
      { class: 'inside' },
      element('p', { class: 'about' }, [...first.techniques.map(technique), `by ${first.detector}`].join(' · ')),
      subheading('Because'),
      because(first, telling),
      subheading('It could also be'),
      list('', first.couldBe),
      others.length > 0 && [subheading('The same in'), places(others, telling)],
    ),
  );
}

function places(others: readonly Finding[], telling: Telling): Content {
  const named = others.slice(0, placesShown).map((finding) => {
    const [seen] = restsOn(finding.because, telling.index);
    return [finding.id, seen !== undefined && [' in ', artifactText(seen.at.artifact, telling)]];
  });
  return [list('', named), more(others.length - placesShown, 'place')];
}

function because(finding: Finding, telling: Telling): Content {
  const walk = { telling, left: leavesShown, passedOver: 0, seen: new Set<string>() };
  const tree = node(finding.because, walk, 0);
  return [element('ul', { class: 'tree' }, tree), more(walk.passedOver, 'fact')];
}

interface Walk {
  readonly telling: Telling;
  readonly seen: Set<string>;
  left: number;
  passedOver: number;
}

/** List items; a fact that stands twice in a tree is told once, with each of its reasons. */
function node(at: Because, walk: Walk, depth: number): Content {
  if (depth > deepest) return undefined;
  if ('saw' in at) return leaf(at.saw, at.why, walk);
  const parts = 'all' in at ? at.all : at.any;
  const inner = parts.map((part) => node(part, walk, depth + 1));
  if (parts.length < 2 && at.why === undefined) return inner;
  const heading = [parts.length > 1 && ('all' in at ? 'all of' : 'any of'), at.why].filter(Boolean).join(': ');
  if (depth === 0 && at.why === undefined && 'all' in at) return inner;
  return element('li', {}, element('span', { class: 'quiet' }, heading), element('ul', { class: 'tree' }, inner));
}

function leaf(id: string, why: string | undefined, walk: Walk): Content {
  const seen = walk.telling.index.observations.get(id);
  if (!seen) return undefined;
  if (walk.seen.has(id)) return again(id, why, walk);
  walk.seen.add(id);
  if (walk.left === 0) {
    walk.passedOver++;
    return undefined;
  }
  walk.left--;
  return element('li', {}, observation(seen, walk.telling, why));
}

/** A fact that was told already and counts for one more reason: the reason alone, once. */
function again(id: string, why: string | undefined, { seen }: Walk): Content {
  const key = `${id} ${why}`;
  if (why === undefined || seen.has(key)) return undefined;
  seen.add(key);
  return element('li', { class: 'quiet' }, why);
}
