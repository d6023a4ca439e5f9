/** One fact that unfolds: what it says, where it stands, how it was decoded, and its bytes. */
import type { Observation } from '../../model/observation.ts';
import { artifactInWords, describe, fields } from '../describe.ts';
import { lineageOf } from '../evidence-index.ts';
import { hidingOf, openingInWords } from '../hiding.ts';
import { counted } from '../words.ts';
import { bytesOf } from './bytes.ts';
import { type Content, element, exact } from './markup.ts';
import { artifactText, placeText, reference, rows, type Telling } from './parts.ts';
import { provenanceRows } from './provenance.ts';

/** A fact is unfolded where it is told first; elsewhere a link leads there. */
export function observation(seen: Observation, telling: Telling, why?: string): Content {
  const line = [
    element('span', { class: 'kind' }, kindInWords(seen.kind)),
    ' ',
    element('span', { class: 'says' }, describe(seen)),
    why !== undefined && element('span', { class: 'why' }, why),
  ];
  if (telling.told.has(seen.id) || telling.room === 0)
    return element('div', { class: 'seen' }, reference(seen.id, telling), ' ', line);
  telling.told.add(seen.id);
  telling.room--;
  return element(
    'details',
    { class: 'seen', id: seen.id },
    element('summary', {}, element('span', { class: 'id' }, seen.id), ' ', line),
    element('div', { class: 'inside' }, body(seen, telling)),
  );
}

function body(seen: Observation, telling: Telling): Content {
  const own = rows(ownFields(seen).map(([label, text]) => [label, element('bdi', { class: 'value' }, text)] as const));
  // An analyst's own words need no hex: the place names file and line.
  if ('provenance' in seen.value)
    return [rows([['stands in', placeText(seen.at, telling)], ...provenanceRows(seen.value.provenance, telling)]), own];
  return [rows(placeRows(seen, telling)), own, bytesOf(seen)];
}

/** Where it stands, out of what, and how the bytes were come by. */
function placeRows({ at, via, by }: Observation, telling: Telling): (readonly [string, Content])[] {
  const artifact = telling.index.artifacts.get(at.artifact);
  return [
    ['stands in', placeText(at, telling)],
    ['hidden', hidingText(at.artifact, telling)],
    ['length', at.length !== undefined && counted(at.length, 'byte')],
    ['which is', artifact && artifactInWords(artifact)],
    ['sha256', artifact?.sha256 !== undefined && element('bdi', { class: 'value' }, exact(artifact.sha256))],
    ...lineage(at.artifact, telling),
    ['decoded by', via.length > 0 && via.join(' → ')],
    ['seen by', `Davylamp’s extractor ${by}`],
  ];
}

/** Fields that one fact shows; a price table may have thousands. */
const fieldsShown = 60;

function ownFields(seen: Observation): [string, string][] {
  const { provenance: _, ...own } = { provenance: undefined, ...seen.value };
  const all = fields(own);
  const left = all.length - fieldsShown;
  return left > 0 ? [...all.slice(0, fieldsShown), ['and', `${left} more fields (--format json has all)`]] : all;
}

function hidingText(id: string, telling: Telling): Content {
  return hidingOf(id, telling.index)?.map(({ text, exact: isExact }) =>
    isExact ? element('bdi', { class: 'value' }, exact(text)) : text,
  );
}

/** From the artifact up to the file that was read. */
function lineage(id: string, telling: Telling): (readonly [string, Content])[] {
  return lineageOf(id, telling.index).map((opened) => [
    'out of',
    [opened.parent !== undefined && artifactText(opened.parent, telling), openingInWords(opened)],
  ]);
}

/** `mining-config` as `mining config`. */
function kindInWords(kind: string): string {
  return kind.replaceAll('-', ' ');
}
