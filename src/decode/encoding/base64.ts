/**
 * Base64 within other text: what a script pipes into `base64 -d`, what PowerShell takes as -EncodedCommand, what a page
 * hands to atob. Either alphabet, wrapped or in pieces of a program's source, with or without padding. Opened only where
 * text, a program or an archive comes out.
 * Source: RFC 4648. Does not see: alphabets of somebody's own, pieces put together in another order, runs longer than
 * what is searched at once (a gap says so); of pictures, fonts, source maps and web tokens only those in which a text on
 * mining is hidden.
 */

import { base64Digits, decodeBase64 } from '../../codec/base64/base64.ts';
import { digitsOf, type EncodedRun } from '../../codec/encoded-run/encoded-run.ts';
import { latin1 } from '../../codec/latin1/latin1.ts';
import { hiddenTexts } from '../../intel/disguised-texts.ts';
import type { Hit } from '../../model/anchor.ts';
import { defineDecoder, type Miss, type WindowDecoder } from '../../model/units.ts';
import { awakeRuns } from './awake-runs.ts';
import { type Opening, Openings, Room } from './openings.ts';
import { openRun, type RunEncoding } from './run-reading.ts';
import { cutOff, type TextLayer, textLayers } from './text-layer.ts';

/** How programs and archives begin. */
const beginnings = [
  'H4sIAAAA',
  'AGFzbQEAAAA',
  'TVqQAAMAAAA',
  'f0VMRgIB',
  'f0VMRgEB',
  'UEsDBBQA',
  'IyEvYmlu',
  'cG93ZXJzaGVsbA',
];

/** What undoes base64, and where attacks carry it. */
const calls = [
  'base64 -d',
  'base64 -D',
  'base64 --decode',
  'base64 -i -d',
  'openssl base64',
  'openssl enc -base64',
  'b64decode',
  'base64_decode',
  'decode_base64',
  'Base64.decode',
  'FromBase64String',
  '-EncodedCommand',
  'atob(',
  " 'base64').toString",
  ' "base64").toString',
  ',"base64").toString',
  '/Command/Base64/',
];
/** What .NET programs call. */
const netCalls = ['FromBase64String', 'frombase64string'];

/** What undoes raw DEFLATE, whose bytes look like noise. */
const inflating = ['DeflateStream', 'gzinflate(', 'inflateRaw', 'zlib.decompress('];
/** Scripts hold one or two; a bundle of an archive library names the call and has other things in base64. */
const mostDeflated = 4;
const nearInflating = 2048;
/** Of those that inflate; a file that names more of them repeats itself. */
const mostCalls = 64;
const fewestDeflated = 80;

/** Written by hand in whatever case. */
const foldedCalls = [' -encod', ' -enc ', 'frombase64string', 'Bin.Base64'];

const base64Encoding: RunEncoding = { digits: base64Digits, group: 4, decode: decodeBase64, beginnings };

export const base64: WindowDecoder = defineDecoder({
  id: 'base64',
  title: 'texts, programs and archives written in base64 within other text',
  mode: 'window',
  disguised: { texts: hiddenTexts, disguises: ['base64', 'base64-utf16le'] },
  anchors: [
    ...[...beginnings, ...calls, ...inflating].map((text) => ({ text })),
    ...foldedCalls.map((text) => ({ text, fold: true })),
  ],
  *open(view, context) {
    const openings = new Openings(view, 'base64');
    const room = new Room(context);
    for (const layer of textLayers(view, netCalls)) {
      yield* openings.children(opened(layer, room), layer);
      if (openings.full) return;
      const miss = cutOff(view, layer, base64Digits);
      if (miss) yield miss;
    }
  },
});

function* opened(layer: TextLayer, room: Room): Generator<Opening | Miss> {
  const inflates = layer.hits.filter(({ anchor }) => inflating.includes(anchor)).slice(0, mostCalls);
  let deflated = 0;
  for (const { run, hits } of awakeRuns(layer, base64Digits)) {
    if (hits.length === 0 && isOrdinary(layer.text, run)) continue;
    let found = 0;
    for (const opening of openRun(layer.text, run, hits, base64Encoding, room)) {
      yield opening;
      found++;
    }
    if (found > 0 || deflated >= mostDeflated) continue;
    const packed = deflatedIn(layer.text, run, inflates);
    if (packed) deflated++;
    if (packed) yield packed;
  }
}

/** What may be raw DEFLATE, since a call that inflates stands near: its name makes the decoder `zlib` try. */
function deflatedIn(
  text: Uint8Array,
  { pieces, digits, end }: EncodedRun,
  inflates: readonly Hit[],
): Opening | undefined {
  const start = pieces[0]?.start ?? 0;
  const isInflated = inflates.some(({ offset }) => offset > start - nearInflating && offset < end + nearInflating);
  if (!isInflated || digits < fewestDeflated) return undefined;
  const characters = digitsOf(text, pieces);
  if (!/\d/.test(latin1(characters))) return undefined; // a name
  const bytes = decodeBase64(characters);
  const isKnownBlock = ((bytes[0] ?? 0) & 6) !== 6;
  return isKnownBlock ? { bytes, start, end, name: 'deflate' } : undefined;
}

/** What pages and bundles are full of: pictures, fonts and source maps as data URLs (RFC 2397), web tokens (RFC 7519). */
function isOrdinary(text: Uint8Array, run: EncodedRun): boolean {
  const start = run.pieces[0]?.start ?? 0;
  const before = latin1(text.subarray(Math.max(0, start - 80), start));
  if (/data:(image|font|audio|video|application\/([\w-]*font[\w-]*|json))[^,"']*,$/.test(before)) return true;
  const isObject = text[start] === 0x65 && text[start + 1] === 0x79 && text[start + 2] === 0x4a;
  return before.endsWith('.') || (isObject && text[run.end] === 0x2e);
}
