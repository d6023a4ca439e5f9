/**
 * Programs that can mine, known by traits that stand together (intel/families.ts). A word or two is no miner: network
 * dissectors, scanners and hash libraries hold them.
 * Does not see: packed or encrypted programs (their strings come to light once unpacked), and traits that lie further
 * apart in the file than one view reaches.
 */

import { type MinerFamily, minerFamilies, type Trait } from '../../intel/families.ts';
import type { Anchor, Hit } from '../../model/anchor.ts';
import { defineExtractor, type Extractor, type View } from '../../model/units.ts';

export const minerCode: Extractor<'miner-code'> = defineExtractor({
  id: 'miner-code',
  title: 'Programs with the traits of a miner, or of a node that can mine',
  emits: ['miner-code'],
  kinds: ['executable'],
  anchors: anchorsOf(minerFamilies),
  *extract({ hits }: View) {
    // Go and Rust lay strings end to end, so that no word has an end of its own: company is the proof, not boundaries.
    const first = firstPlaces(hits);
    for (const family of minerFamilies) {
      const place = placeOf(family.must, first);
      if (place === undefined) continue;
      const seen = family.traits.filter((trait) => placeOf(trait, first) !== undefined);
      if (seen.length < family.atLeast) continue;
      const traits = [family.must, ...seen].map((trait) => trait.says);
      const value = { family: family.family, purpose: family.purpose, form: 'executable' as const, traits };
      yield { kind: 'miner-code', value, offset: place.offset, length: place.length };
      return; // families are asked in order, named ones first; the first that fits is the claim
    }
  },
});

function anchorsOf(families: readonly MinerFamily[]): Anchor[] {
  const literals = families.flatMap(({ must, traits }) => [must, ...traits].flatMap((trait) => trait.literals));
  return [...new Set(literals)].map((text) => ({ text }));
}

function firstPlaces(hits: readonly Hit[]): Map<string, Hit> {
  const first = new Map<string, Hit>();
  for (const hit of hits) if (!first.has(hit.anchor)) first.set(hit.anchor, hit);
  return first;
}

function placeOf(trait: Trait, first: ReadonlyMap<string, Hit>): Hit | undefined {
  for (const literal of trait.literals) {
    const hit = first.get(literal);
    if (hit !== undefined) return hit;
  }
  return undefined;
}
