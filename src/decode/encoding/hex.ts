/**
 * Hex digits within other text: what `xxd -r -p`, unhexlify or hex2bin undo, and texts on mining written in them. Two
 * digits a byte, in either case, also wrapped, in pieces of a program's source, or in pairs with one blank between.
 * Does not see: hex dumps with offsets. Digits with a mark before each byte are the decoder `escapes`'.
 */

import { decodeHexDigits, hexDigits } from '../../codec/hex-digits/hex-digits.ts';
import { hiddenTexts } from '../../intel/disguised-texts.ts';
import { defineDecoder, type WindowDecoder } from '../../model/units.ts';
import { awakeRuns } from './awake-runs.ts';
import { Openings, Room } from './openings.ts';
import { openRun, type RunEncoding } from './run-reading.ts';
import { cutOff, textLayers } from './text-layer.ts';

/** How programs and archives begin; in the case in which they are mostly written. */
const beginnings = ['4d5a90000300', '4D5A90000300', '7f454c460201', '7f454c460101', '1f8b08000000', '504b03041400'];

const calls = ['xxd -r', 'unhexlify', '.fromhex(', 'hex2bin', "'hex').toString", '"hex").toString'];

const hexEncoding: RunEncoding = { digits: hexDigits, group: 2, decode: decodeHexDigits, beginnings };

export const hex: WindowDecoder = defineDecoder({
  id: 'hex',
  title: 'texts, programs and archives written in hex digits within other text',
  mode: 'window',
  disguised: { texts: hiddenTexts, disguises: ['hex'] },
  anchors: [...beginnings, ...calls].map((text) => ({ text })),
  *open(view, context) {
    const openings = new Openings(view, 'hex');
    const room = new Room(context);
    for (const layer of textLayers(view)) {
      for (const { run, hits } of awakeRuns(layer, hexDigits))
        yield* openings.children(openRun(layer.text, run, hits, hexEncoding, room), layer);
      const miss = cutOff(view, layer, hexDigits);
      if (miss) yield miss;
    }
  },
});
