/**
 * JavaScript that mines: a page that calls a mining service with its owner's key or a pool with its owner's wallet, and
 * the code of a browser's miner, which starts workers, talks to a pool through a WebSocket, takes jobs and hands in
 * results.
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
import type { Pool } from '../../model/payloads.ts';
import { defineExtractor, type Extractor, type Sighting, type View } from '../../model/units.ts';
import { poolCallAnchor, poolCallAt } from './pool-call.ts';
import { isStarted, siteKeyAnchors, siteKeyAt } from './site-key.ts';

/** Bytes on each side of a hit in which its company is sought: a bundled miner is about as long. */
const company = 128 * 1024;
/** Places in one view whose company is looked at. */
const mostCompanies = 8;
/** Calls that are read from one view; a page has one or two. */
const mostCalls = 20;
/** Bytes on each side of a call that are read with it. */
const beforeCall = 8 * 1024;
const afterCall = 16 * 1024;

type Kinds = 'miner-code' | 'mining-config';

export const javascriptMiner: Extractor<Kinds> = defineExtractor({
  id: 'javascript-miner',
  title: 'JavaScript that mines, and the site keys it mines for',
  emits: ['miner-code', 'mining-config'],
  kinds: ['page', 'script', 'source-code', 'text'],
  anchors: [...siteKeyAnchors, poolCallAnchor, ...browserAnchors].map((text) => ({ text })),
  *extract({ bytes, hits }: View) {
    const plain = hits.filter(({ encoding }) => encoding === 'ascii');
    const calls = plain.filter(({ anchor }) => !browserAnchors.includes(anchor));
    for (const call of calls.slice(0, mostCalls)) yield* callAt(bytes, call);
    for (const hit of apart(plain.filter(({ anchor }) => browserAnchors.includes(anchor))))
      yield* minerAround(bytes, hit);
  },
});

// --- calls ----------------------------------------------------------------------------------------------------

function* callAt(bytes: Uint8Array, { anchor, offset }: Hit): Generator<Sighting<Kinds>> {
  const from = Math.max(0, offset - beforeCall);
  const text = latin1(bytes.subarray(from, offset + afterCall));
  if (anchor === poolCallAnchor) {
    const call = poolCallAt(text, offset - from);
    const says = 'calls a miner with a pool and a wallet';
    if (call) yield* setUp('webminerpool', says, call.pool, { offset, length: call.length });
    return;
  }
  const found = siteKeyAt(text, anchor, offset - from);
  if (found === undefined || !isStarted(text, found)) return;
  const { family, host } = found.service;
  const pool = host === undefined ? undefined : { host, login: found.key };
  const place = { offset: found.offset + from, length: found.length };
  yield* setUp(family, `calls the miner of ${family} with a key`, pool, place);
}

/** Code that starts a miner, and for whom, where the service is known. */
function* setUp(
  family: string,
  says: string,
  pool: Pool | undefined,
  place: { readonly offset: number; readonly length: number },
): Generator<Sighting<Kinds>> {
  const traits = [says, 'starts it'];
  // With a placeholder for an account it is an example of such a call.
  if (pool?.login === undefined || !isSample(pool.login))
    yield { kind: 'miner-code', value: { family, purpose: 'miner', form: 'javascript', traits }, ...place };
  if (pool) yield { kind: 'mining-config', value: { miner: family, pools: [pool], source: 'page' }, ...place };
}

function isSample(login: string): boolean {
  return /^your|site.?key|public.?key|^[<{$]|^x+$|\.\.\./i.test(login);
}

// --- the miner's own code -------------------------------------------------------------------------------------

/** Hits so far from each other that each has company of its own. */
function apart(hits: readonly Hit[]): Hit[] {
  const chosen: Hit[] = [];
  for (const hit of hits) {
    const last = chosen[chosen.length - 1];
    if (last === undefined || hit.offset - last.offset > company) chosen.push(hit);
    if (chosen.length === mostCompanies) break;
  }
  return chosen;
}

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
