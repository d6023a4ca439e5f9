/** The tree of facts that a claim rests on, down to the place and the text there. */
import type { Because } from '../../model/finding.ts';
import type { Observation, ObservationKind } from '../../model/observation.ts';
import { describe } from '../describe.ts';
import { type EvidenceIndex, isItsPlace, placeOf } from '../evidence-index.ts';
import { asText, type Cut, cutOf, lineAround } from '../excerpt.ts';
import { hidingOf } from '../hiding.ts';
import type { Piece, Sheet } from '../sheet.ts';
import { counted } from '../words.ts';

/** Facts that one claim unfolds; the JSON has all. */
const factsShown = 8;
/** Reasons of one fact. */
const reasonsShown = 3;
const gutter = 5;
/** A report file may nest deeper than any detector does. */
const deepest = 32;

interface Unfolding {
  readonly sheet: Sheet;
  readonly index: EvidenceIndex;
  /** Writes a leaf. */
  readonly leaf: (seen: Observation, why: string | undefined) => void;
  /** Says `all of` too, not only `any of`. */
  readonly namesAll: boolean;
  /** A fact that stands twice in a tree is told once. */
  readonly told: Set<string>;
  room: number;
  passedOver: number;
}

/** All of the facts with place and quotation. */
export function writeBecause(sheet: Sheet, because: Because, index: EvidenceIndex): void {
  // One place tells how it was hidden; the others are hidden alike as a rule, and `explain` has each.
  let isHidingTold = false;
  const reasons = reasonsIn(because);
  const leaf = (seen: Observation): void => {
    const hiding = isHidingTold ? undefined : hidingOf(seen.at.artifact, index);
    isHidingTold ||= hiding !== undefined;
    writeFact(sheet, seen, index, { reasons: [...(reasons.get(seen.id) ?? [])], hiding });
  };
  const unfolding = { sheet, index, leaf, namesAll: false, room: factsShown, told: new Set<string>(), passedOver: 0 };
  unfold(because, unfolding);
  if (unfolding.passedOver > 0)
    sheet.line({ text: `and ${counted(unfolding.passedOver, 'more fact')} (davylamp explain has all)`, tone: 'quiet' });
}

/** Why each fact counts, by its id; a score has one reason for each of its components, the weightiest first. */
function reasonsIn(because: Because): Map<string, Set<string>> {
  const reasons = new Map<string, Set<string>>();
  const walk = (node: Because, depth: number): void => {
    if (depth > deepest) return;
    if (!('saw' in node)) for (const part of 'all' in node ? node.all : node.any) walk(part, depth + 1);
    else if (node.why !== undefined) reasons.set(node.saw, (reasons.get(node.saw) ?? new Set()).add(node.why));
  };
  walk(because, 0);
  return reasons;
}

/** The shape of the tree: one line for each node. */
export function writeTree(sheet: Sheet, because: Because, index: EvidenceIndex): void {
  const leaf = ({ id, kind }: Observation, why: string | undefined): void =>
    sheet.entry({ text: id, tone: 'strong' }, gutter, [kind, why === undefined ? '' : `: ${why}`]);
  const room = Number.POSITIVE_INFINITY;
  unfold(because, { sheet, index, leaf, namesAll: true, room, told: new Set(), passedOver: 0 });
}

function unfold(node: Because, unfolding: Unfolding, depth = 0): void {
  if (depth > deepest) return;
  if ('saw' in node) {
    unfoldLeaf(node.saw, node.why, unfolding);
    return;
  }
  const parts = 'all' in node ? node.all : node.any;
  const isChoice = 'any' in node && parts.length > 1;
  const heading = isChoice ? 'any of' : unfolding.namesAll && parts.length > 1 ? 'all of' : undefined;
  const title = [heading, node.why].filter(Boolean).join(': ');
  const unfoldParts = (): void => {
    for (const part of parts) unfold(part, unfolding, depth + 1);
  };
  if (title === '' || unfolding.room === 0) unfoldParts();
  else unfolding.sheet.entry({ text: '·', tone: 'quiet' }, 2, { text: title, tone: 'quiet' }, unfoldParts);
}

function unfoldLeaf(id: string, why: string | undefined, unfolding: Unfolding): void {
  const seen = unfolding.index.observations.get(id);
  // A tree of shapes has one fact as often as there are reasons to name it: a score has one for each component.
  const key = unfolding.namesAll ? `${id} ${why ?? ''}` : id;
  if (!seen || unfolding.told.has(key)) return;
  unfolding.told.add(key);
  if (unfolding.room === 0) unfolding.passedOver++;
  else {
    unfolding.room--;
    unfolding.leaf(seen, why);
  }
}

interface Remarks {
  readonly reasons: readonly string[];
  /** How it was hidden. */
  readonly hiding: readonly Piece[] | undefined;
}

function writeFact(sheet: Sheet, seen: Observation, index: EvidenceIndex, { reasons, hiding }: Remarks): void {
  const left = reasons.length - reasonsShown;
  const says = describe(seen);
  sheet.entry({ text: seen.id, tone: 'quiet' }, gutter, says, () => {
    for (const why of reasons.slice(0, reasonsShown)) sheet.line({ text: withoutEcho(why, says), tone: 'quiet' });
    if (left > 0) sheet.line({ text: `and ${counted(left, 'more reason')} (davylamp explain has all)`, tone: 'quiet' });
    if (!isItsPlace(seen, index)) sheet.line(placeOf(seen.at, index));
    if (hiding !== undefined) sheet.line(hiding);
    const quote = quoted(seen);
    if (quote !== undefined) sheet.verbatim({ text: `│ ${quote}`, tone: 'quiet' });
  });
}

/** A reason that repeats what was just said of the fact is told without it: `its program: sets …; calls …` as `its program`. */
function withoutEcho(why: string, says: string): string {
  const at = why.indexOf(': ');
  const parts = why.slice(at + 2).split('; ');
  return at > 0 && parts.every((part) => says.includes(part)) ? why.slice(0, at) : why;
}

/** Which text helps the reader: the fact's own, the line that it stands on, or none where it says the same again. */
const quotes: { readonly [K in ObservationKind]?: (cut: Cut) => Uint8Array } = {
  'mining-config': ({ bytes, from, to }) => bytes.subarray(from, to),
  'stratum-session': ({ bytes, from, to }) => bytes.subarray(from, to),
  'miner-code': ({ bytes, from, to }) => bytes.subarray(from, to),
  download: lineAround,
  'mining-term': lineAround,
  'name-lookup': lineAround,
  'http-request': lineAround,
  'sensor-alert': lineAround,
};

function quoted(seen: Observation): string | undefined {
  // The words about it hold its commands already.
  if (seen.kind === 'miner-code' && seen.value.purpose === 'fetches-miner') return undefined;
  // A packet is no line of text.
  if ('sensor' in seen.value && seen.value.sensor === 'capture') return undefined;
  const cut = cutOf(seen);
  const take = quotes[seen.kind];
  return cut && take ? asText(take(cut)) : undefined;
}
