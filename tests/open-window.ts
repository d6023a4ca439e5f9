/** Opens a window decoder on bytes of a test, with the hits that the sieve would give it, found by plain search. */
import { Buffer } from 'node:buffer';
import { nodeHost } from '../src/engine/node/host.ts';
import type { Disguise, Hit } from '../src/model/anchor.ts';
import { defaultLimits, type Limits } from '../src/model/limits.ts';
import type { Child, Extractor, Miss, View, WindowDecoder } from '../src/model/units.ts';
import { naiveHits } from './harness.ts';

/** What stands hidden in the tests' samples. */
const hiddenTexts: readonly string[] = ['stratum+tcp://', 'donate-level', 'curl -fsSL http', 'in DOS mode'];

interface Opened {
  readonly children: readonly Child[];
  readonly misses: readonly Miss[];
}

export function openWindow(
  decoder: WindowDecoder,
  input: string | Uint8Array,
  given: { limits?: Partial<Limits>; view?: Partial<View> } = {},
): Opened {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  // naiveHits needs no more of a unit than its anchors.
  const anchored = naiveHits({ anchors: decoder.anchors ?? [] } as unknown as Extractor, bytes);
  const hits = [
    ...anchored,
    ...(decoder.disguised?.disguises ?? []).flatMap((disguise) => disguisedHits(bytes, disguise)),
  ];
  hits.sort((a, b) => a.offset - b.offset);
  const view: View = { name: 'sample', kind: 'data', bytes, base: 0, whole: true, hits, runs: [], ...given.view };
  if (hits.length === 0) return { children: [], misses: [] };
  const out = [...decoder.open(view, { host: nodeHost, limits: { ...defaultLimits, ...given.limits } })];
  return {
    children: out.filter((one) => !('gap' in one)) as Child[], // what is no gap is a child
    misses: out.filter((one) => 'gap' in one),
  };
}

function disguisedHits(bytes: Uint8Array, disguise: Disguise): Hit[] {
  const hits: Hit[] = [];
  const text = Buffer.from(bytes).toString('latin1');
  const hay = disguise === 'hex' ? text.toLowerCase() : text;
  for (const anchor of hiddenTexts)
    for (const { needle, key } of needles(anchor, disguise))
      for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + 1))
        hits.push({
          anchor,
          offset: at,
          length: needle.length,
          encoding: disguise,
          ...(key === undefined ? {} : { key }),
        });
  return hits;
}

function needles(text: string, disguise: Disguise): { needle: string; key?: number }[] {
  if (disguise === 'hex') return [{ needle: Buffer.from(text).toString('hex') }];
  if (disguise === 'reversed') return [{ needle: [...text].reverse().join('') }];
  if (disguise === 'base64') return phases(Buffer.from(text));
  if (disguise === 'base64-utf16le') return phases(Buffer.from(text, 'utf16le'));
  return Array.from({ length: 255 }, (_, i) => ({
    key: i + 1,
    needle: Buffer.from(Buffer.from(text).map((byte) => byte ^ (i + 1))).toString('latin1'),
  }));
}

/** The digits that do not depend on what stands before and after. */
function phases(plain: Buffer): { needle: string }[] {
  return [0, 1, 2].map((before) => {
    const digits = Buffer.concat([Buffer.alloc(before), plain])
      .toString('base64')
      .replaceAll('=', '');
    const first = Math.ceil((before * 8) / 6);
    const bits = (before + plain.length) * 8;
    return { needle: digits.slice(first, Math.floor(bits / 6)) };
  });
}
