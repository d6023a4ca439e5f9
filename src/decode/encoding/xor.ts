/**
 * What is hidden under one key byte by exclusive or. Where the sieve finds a known text under a key, the text around it
 * is opened as far as it reads as text, and programs under the same key from their first byte to their last.
 * Does not see: keys of several bytes (`rolling-xor`), keys that move on, texts on nothing that is known.
 */

import { programsUnder, type Stretch, textAround, unmask } from '../../codec/xor/unmask.ts';
import { hiddenTexts } from '../../intel/disguised-texts.ts';
import type { Hit } from '../../model/anchor.ts';
import { defineDecoder, type Miss, type View, type WindowDecoder } from '../../model/units.ts';
import { type Opening, Openings, Room } from './openings.ts';

/** Bytes on each side of a known text. */
const furthest = 1024 * 1024;
/** Nobody hides one artifact under more keys; noise does. */
const mostKeys = 8;

export const xor: WindowDecoder = defineDecoder({
  id: 'xor',
  title: 'texts and programs under one key byte',
  mode: 'window',
  disguised: { texts: hiddenTexts, disguises: ['xor'] },
  *open(view, context) {
    // Two keys in turn are one, under which the parent was looked at already.
    if (context.madeBy !== 'xor' && context.madeBy !== 'rolling-xor')
      yield* new Openings(view, 'xor').children(opened(view, new Room(context)));
  },
});

function* opened(view: View, room: Room): Generator<Opening | Miss> {
  const keys = hitsByKey(view.hits);
  for (const [key, hits] of [...keys].slice(0, mostKeys)) yield* underKey(view.bytes, key, hits, room);
  for (const [, [first]] of [...keys].slice(mostKeys, mostKeys + 1)) {
    const what = `texts under more than ${mostKeys} keys: those under the others are not opened`;
    if (first) yield { gap: { code: 'limit-count', what, offset: first.offset } };
  }
}

function hitsByKey(hits: readonly Hit[]): Map<number, Hit[]> {
  const byKey = new Map<number, Hit[]>();
  for (const hit of hits) {
    if (hit.key === undefined) continue;
    const others = byKey.get(hit.key);
    if (others) others.push(hit);
    else byKey.set(hit.key, [hit]);
  }
  return byKey;
}

function* underKey(bytes: Uint8Array, key: number, hits: readonly Hit[], room: Room): Generator<Opening | Miss> {
  const how = `key 0x${key.toString(16).padStart(2, '0')}`;
  for (const { start, end } of stretches(bytes, key, hits)) {
    if (!room.take(end - start)) return yield room.miss(start);
    yield { bytes: unmask(bytes.subarray(start, end), key), start, end, how };
  }
}

/** Programs, and the texts that stand in none of them. */
function* stretches(bytes: Uint8Array, key: number, hits: readonly Hit[]): Generator<Stretch> {
  const programs = programsUnder(bytes, key);
  yield* programs;
  let [next, reached] = [0, 0];
  for (const { offset, length } of hits) {
    while ((programs[next]?.end ?? Number.POSITIVE_INFINITY) <= offset) next++;
    if (offset < reached || (programs[next]?.start ?? Number.POSITIVE_INFINITY) <= offset) continue;
    const around = textAround(bytes, { start: offset, end: offset + length }, key, furthest);
    yield { start: Math.max(around.start, reached), end: around.end };
    reached = around.end;
  }
}
