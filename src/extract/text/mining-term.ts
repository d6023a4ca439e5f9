/**
 * Text that talks of mining: names of miners and of pools, words of their protocols, in any artifact. It shows that
 * somebody wrote about mining, and no more. Lists and their sources: intel/terms.ts.
 * Does not see: general words such as `mining` or `hash rate`, which innocent texts use.
 */

import { knownTerm, miningTerms, poolNames } from '../../intel/terms.ts';
import type { Hit } from '../../model/anchor.ts';
import { defineExtractor, type Extractor, type View } from '../../model/units.ts';
import { isDomain, isWord } from './word.ts';

/** Places of one term that are kept from one view: more of the same says no more. */
const placesPerTerm = 3;

const hosts = new Set(poolNames.map(({ text }) => text));

export const miningTerm: Extractor<'mining-term'> = defineExtractor({
  id: 'mining-term',
  title: 'Words that only a text about mining holds',
  emits: ['mining-term'],
  anchors: miningTerms.map(({ text }) => ({ text, fold: true })),
  *extract({ bytes, hits }: View) {
    const places = new Map<string, number>();
    for (const hit of longestOnly(hits.filter((hit) => standsAlone(bytes, hit)))) {
      const known = knownTerm(hit.anchor);
      const count = places.get(hit.anchor) ?? 0;
      if (known === undefined || count >= placesPerTerm) continue;
      places.set(hit.anchor, count + 1);
      const value = { term: known.text, category: known.category };
      yield { kind: 'mining-term', value, offset: hit.offset, length: hit.length };
    }
  },
});

function standsAlone(bytes: Uint8Array, hit: Hit): boolean {
  return hosts.has(hit.anchor) ? isDomain(bytes, hit) : isWord(bytes, hit);
}

/** `donate.v2.xmrig.com` is one place, though `xmrig` stands within it. */
function* longestOnly(hits: readonly Hit[]): Iterable<Hit> {
  const ordered = [...hits].sort((a, b) => a.offset - b.offset || b.length - a.length);
  let end = 0;
  for (const hit of ordered) {
    if (hit.offset + hit.length <= end) continue;
    end = hit.offset + hit.length;
    yield hit;
  }
}
