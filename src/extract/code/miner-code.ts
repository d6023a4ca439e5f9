/**
 * Programs that can mine, known by traits that stand together (intel/families.ts). A word or two is no miner: network
 * dissectors, scanners and hash libraries hold them. Where the words were taken out and a pool's protocol is left, the
 * constants of the hash are sought (intel/mining-code).
 * Does not see: packed or encrypted programs (their strings come to light once unpacked), traits that lie further
 * apart in the file than one view reaches, programs that hold neither a miner's words nor a pool's, and constants that
 * ARM code puts together from halves.
 */
import { looksLikeModule } from '../../codec/webassembly/module.ts';
import { minerFamilies, poolTraits, poolTraitsOfMiner } from '../../intel/families.ts';
import type { MinerFamily, Trait } from '../../intel/family-traits.ts';
import { codeMarks } from '../../intel/mining-code/code-marks.ts';
import { computedHash } from '../../intel/mining-code/computed-hashes.ts';
import type { Anchor, Hit } from '../../model/anchor.ts';
import { defineExtractor, type Extractor, type Sighting, type View } from '../../model/units.ts';
import { findMarks, type MarkPlaces } from './mark-places.ts';
import { versionAfter } from './version.ts';

type MinerCode = Sighting<'miner-code'>;

/** Places of one name that are asked for a version. */
const mostPlaces = 50;

export const minerCode: Extractor<'miner-code'> = defineExtractor({
  id: 'miner-code',
  title: 'Programs with the traits of a miner, or of a node that can mine',
  emits: ['miner-code'],
  kinds: ['executable'],
  anchors: anchorsOf(minerFamilies),
  *extract(view: View) {
    // Go and Rust lay strings end to end, so that no word has an end of its own: company is the proof, not boundaries.
    const first = firstPlaces(view.hits);
    const found = namedFamily(view, first) ?? namelessMiner(view, first);
    if (found) yield found;
  },
});

function anchorsOf(families: readonly MinerFamily[]): Anchor[] {
  const traits = families.flatMap(({ must, traits }) => [must, ...traits]);
  const banners = families.flatMap((family) => family.banners ?? []).map(({ text }) => text);
  const literals = [...traits, ...poolTraits].flatMap((trait) => trait.literals);
  return [...new Set([...literals, ...banners])].map((text) => ({ text }));
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

function formOf({ base, bytes }: View): 'executable' | 'webassembly' {
  return base === 0 && looksLikeModule(bytes) ? 'webassembly' : 'executable';
}

// --- by words -------------------------------------------------------------------------------------------------

/** Families are asked in order, named ones first; the first that fits is the claim. */
function namedFamily(view: View, first: ReadonlyMap<string, Hit>): MinerCode | undefined {
  for (const family of minerFamilies) {
    const place = placeOf(family.must, first);
    if (place === undefined) continue;
    const seen = family.traits.filter((trait) => placeOf(trait, first) !== undefined);
    if (seen.length < family.atLeast) continue;
    const traits = [family.must, ...seen].map((trait) => trait.says);
    const value = { ...nameOf(family, view, first), purpose: family.purpose, form: formOf(view), traits };
    return { kind: 'miner-code', value, offset: place.offset, length: place.length };
  }
  return undefined;
}

/** The family's name, or its fork's, and the version that stands beside it. */
function nameOf(
  { family, banners = [] }: MinerFamily,
  { bytes, hits }: View,
  first: ReadonlyMap<string, Hit>,
): { family: string; version?: string } {
  const met = banners.filter(({ text }) => first.has(text));
  const name = met[0]?.family ?? family;
  for (const { text } of met)
    for (const hit of hits.filter(({ anchor }) => anchor === text).slice(0, mostPlaces)) {
      const version = versionAfter(bytes, hit);
      if (version !== undefined) return { family: name, version };
    }
  return { family: name };
}

// --- by constants ---------------------------------------------------------------------------------------------

/** A pool's words beside the constants of a hash that is only mined. */
function namelessMiner(view: View, first: ReadonlyMap<string, Hit>): MinerCode | undefined {
  const pool = poolTraits.filter((trait) => placeOf(trait, first) !== undefined);
  if (pool.length < poolTraitsOfMiner) return undefined;
  const marks: MarkPlaces = new Map();
  findMarks(view.bytes, marks);
  marks.set('pool', { offset: 0, length: 0 });
  const hash = computedHash(marks);
  const place = hash?.must.map((mark) => marks.get(mark)).find((found) => found !== undefined);
  if (hash === undefined || place === undefined) return undefined;
  const constants = codeMarks.filter(({ id }) => marks.has(id) && [...hash.must, ...hash.beside].includes(id));
  const traits = [`computes ${hash.title}`, ...constants.map(({ says }) => says), ...pool.map(({ says }) => says)];
  return { kind: 'miner-code', value: { family: 'unknown', purpose: 'miner', form: formOf(view), traits }, ...place };
}
