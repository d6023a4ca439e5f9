/** The tree of facts that a claim rests on, down to the place and the text there. */
import type { Because } from '../../model/finding.ts';
import type { Observation, ObservationKind } from '../../model/observation.ts';
import { describe } from '../describe.ts';
import { type EvidenceIndex, placeOf } from '../evidence-index.ts';
import { asText, type Cut, cutOf, lineAround } from '../excerpt.ts';
import type { Page, Piece } from '../page.ts';
import { counted } from '../words.ts';

/** Facts that one claim unfolds; the JSON has all. */
const factsShown = 8;
/** A report file may nest deeper than any detector does: the indent stops growing before it leaves the page. */
const deepestIndent = 20;

interface Unfolding {
  readonly page: Page;
  readonly index: EvidenceIndex;
  /** Writes a leaf. */
  readonly leaf: (seen: Observation, why: string | undefined, indent: number) => void;
  /** Says `all of` too, not only `any of`. */
  readonly namesAll: boolean;
  /** A fact that stands twice in a tree is told once. */
  readonly told: Set<string>;
  room: number;
  passedOver: number;
}

/** All of the facts with place and quotation. */
export function writeBecause(page: Page, because: Because, index: EvidenceIndex, indent: number): void {
  const leaf = (seen: Observation, why: string | undefined, at: number): void => writeFact(page, seen, index, at, why);
  const unfolding = { page, index, leaf, namesAll: false, room: factsShown, told: new Set<string>(), passedOver: 0 };
  unfold(because, unfolding, indent);
  if (unfolding.passedOver > 0) {
    const more = `and ${counted(unfolding.passedOver, 'more fact')} (davylamp explain has all)`;
    page.paragraph({ text: more, tone: 'quiet' }, { indent: indent + 5 });
  }
}

/** The shape of the tree: one line for each node. */
export function writeTree(page: Page, because: Because, index: EvidenceIndex, indent: number): void {
  const leaf = ({ id, kind }: Observation, why: string | undefined, at: number): void => {
    page.paragraph([kind, why === undefined ? '' : `: ${why}`], {
      indent: at + 5,
      label: { text: id, tone: 'strong' },
      labelAt: at,
    });
  };
  unfold(
    because,
    { page, index, leaf, namesAll: true, room: Number.POSITIVE_INFINITY, told: new Set(), passedOver: 0 },
    indent,
  );
}

function unfold(node: Because, unfolding: Unfolding, indent: number): void {
  if ('saw' in node) {
    const seen = unfolding.index.observations.get(node.saw);
    if (!seen || unfolding.told.has(seen.id)) return;
    unfolding.told.add(seen.id);
    if (unfolding.room === 0) unfolding.passedOver++;
    else {
      unfolding.room--;
      unfolding.leaf(seen, node.why, indent);
    }
    return;
  }
  const parts = 'all' in node ? node.all : node.any;
  const isChoice = 'any' in node && parts.length > 1;
  const heading = isChoice ? 'any of' : unfolding.namesAll && parts.length > 1 ? 'all of' : undefined;
  const title = [heading, node.why].filter(Boolean).join(': ');
  if (title !== '' && unfolding.room > 0) unfolding.page.paragraph({ text: title, tone: 'quiet' }, { indent });
  const inner = Math.min(indent + (heading ? 2 : 0), deepestIndent);
  for (const part of parts) unfold(part, unfolding, inner);
}

function writeFact(page: Page, seen: Observation, index: EvidenceIndex, at: number, why?: string): void {
  const label: Piece = { text: seen.id, tone: 'quiet' };
  const indent = at + 5;
  page.paragraph(describe(seen), { indent, label, labelAt: at });
  if (why !== undefined) page.paragraph({ text: why, tone: 'quiet' }, { indent });
  page.paragraph(placeOf(seen.at, index), { indent });
  const quote = quoted(seen);
  if (quote !== undefined) page.verbatim({ text: `│ ${quote}`, tone: 'quiet' }, { indent });
}

/** Which text helps the reader: the fact's own, the line that it stands on, or none where it says the same again. */
const quotes: { readonly [K in ObservationKind]?: (cut: Cut) => Uint8Array } = {
  'mining-config': ({ bytes, from, to }) => bytes.subarray(from, to),
  'stratum-session': ({ bytes, from, to }) => bytes.subarray(from, to),
  'miner-code': ({ bytes, from, to }) => bytes.subarray(from, to),
  download: lineAround,
  'mining-term': lineAround,
};

function quoted(seen: Observation): string | undefined {
  const cut = cutOf(seen);
  const take = quotes[seen.kind];
  return cut && take ? asText(take(cut)) : undefined;
}
