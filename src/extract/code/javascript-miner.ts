/**
 * JavaScript that mines: a page that calls a mining service with its owner's key, and the code of a browser's miner,
 * which starts workers, talks to a pool through a WebSocket, takes jobs and hands in results.
 * Sources: intel/mining-code/browser-miners.ts.
 * Does not see: code whose strings are hidden (decode/ brings some to light), miners that are split over several files,
 * and pages that only name a script elsewhere, which are extract/text/mining-term's.
 */
import { latin1 } from '../../codec/latin1/latin1.ts';
import {
  browserAnchors,
  browserMachinery,
  browserTraits,
  poolWork,
  type ScriptTrait,
  traitsOfBrowserMiner,
} from '../../intel/mining-code/browser-miners.ts';
import type { Hit } from '../../model/anchor.ts';
import { defineExtractor, type Extractor, type Sighting, type View } from '../../model/units.ts';
import { isStarted, type SiteKey, siteKeyAnchors, siteKeyAt } from './site-key.ts';

/** Bytes on each side of a hit in which its company is sought: a bundled miner is about as long. */
const company = 128 * 1024;
/** Keys that are read from one view; a page has one or two. */
const mostKeys = 20;

type Kinds = 'miner-code' | 'mining-config';

export const javascriptMiner: Extractor<Kinds> = defineExtractor({
  id: 'javascript-miner',
  title: 'JavaScript that mines, and the site keys it mines for',
  emits: ['miner-code', 'mining-config'],
  kinds: ['page', 'script', 'source-code', 'text'],
  anchors: [...siteKeyAnchors, ...browserAnchors].map((text) => ({ text })),
  *extract({ bytes, hits }: View) {
    const keys = hits.filter((hit) => hit.encoding === 'ascii' && !browserAnchors.includes(hit.anchor));
    yield* siteKeys(bytes, keys.slice(0, mostKeys));
    const [first] = hits.filter((hit) => hit.encoding === 'ascii' && browserAnchors.includes(hit.anchor));
    if (first) yield* minerAround(bytes, first);
  },
});

// --- services -------------------------------------------------------------------------------------------------

function* siteKeys(bytes: Uint8Array, hits: readonly Hit[]): Generator<Sighting<Kinds>> {
  for (const hit of hits) {
    const from = Math.max(0, hit.offset - 1024);
    const text = latin1(bytes.subarray(from, hit.offset + 16 * 1024));
    const found = siteKeyAt(text, hit.anchor, hit.offset - from);
    if (found === undefined || !isStarted(text, found)) continue;
    yield* sightingsOf({ ...found, offset: found.offset + from });
  }
}

function* sightingsOf({ service, key, offset, length }: SiteKey): Generator<Sighting<Kinds>> {
  const { family, host } = service;
  const traits = [`calls the miner of ${family} with a key`, 'starts it'];
  yield { kind: 'miner-code', value: { family, purpose: 'miner', form: 'javascript', traits }, offset, length };
  if (host === undefined) return;
  const value = { miner: family, pools: [{ host, login: key }], source: 'page' as const };
  yield { kind: 'mining-config', value, offset, length };
}

// --- the miner's own code -------------------------------------------------------------------------------------

function* minerAround(bytes: Uint8Array, { offset, length }: Hit): Generator<Sighting<Kinds>> {
  const text = latin1(bytes.subarray(Math.max(0, offset - company), offset + company));
  const shows = ({ literals }: ScriptTrait): boolean => literals.some((literal) => text.includes(literal));
  const must = [...poolWork, ...browserMachinery];
  if (!must.every(shows)) return;
  const beside = browserTraits.filter(shows);
  if (beside.length < traitsOfBrowserMiner) return;
  const traits = [...must, ...beside].map(({ says }) => says);
  yield {
    kind: 'miner-code',
    value: { family: 'unknown', purpose: 'miner', form: 'javascript', traits },
    offset,
    length,
  };
}
