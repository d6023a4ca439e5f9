/**
 * Bytes written one by one in a script or a page: `\x63\x75\x72\x6c`, `\143\165`, `\u0063`, `%u0063`, `%63`, `&#x63;`,
 * `0x63, 0x75`, `99,117`, `chr(99)&chr(117)`. Sixteen of them or more; woken by words and by beginnings of programs that
 * are written so. Opened only where text, a program or an archive comes out.
 * Does not see: shorter runs, notations mixed in one run, numbers that are computed: what folds scripts sees those.
 */
import { type Notation, notations, written } from '../../codec/byte-notation/notations.ts';
import { type WrittenRun, writtenRuns } from '../../codec/byte-notation/written-runs.ts';
import { isMeaningful } from '../../codec/plain-content/plain-content.ts';
import type { Anchor } from '../../model/anchor.ts';
import { defineDecoder, type Miss, type WindowDecoder } from '../../model/units.ts';
import { type Opening, Openings, Room } from './openings.ts';
import { type TextLayer, textLayers } from './text-layer.ts';

/** What is worth hiding in a dropper, and how a program begins. */
const words = ['http', '/bin/', 'curl ', 'wget ', 'stratum', 'powershell', 'Powershell', 'xmrig', 'base64', 'pools'];
const beginnings = ['\x7fELF', 'MZ\x90'];

/** Fewer are a name or a letter with an accent. */
const fewest = 16;

interface Wake {
  readonly notation: Notation;
  readonly anchor: Anchor;
}

/** Each word in each notation; numbers also with a blank behind the comma. */
function* wakes(): Generator<Wake> {
  for (const text of [...words, ...beginnings])
    for (const notation of Object.values(notations))
      for (const between of notation.mixes ? [''] : [',', ', ']) {
        const anchor = { text: written(text, notation, between), fold: true };
        if (anchor.text.length >= 7) yield { notation, anchor };
      }
  for (const text of ['printf "\\x', "printf '\\x", 'echo -e "\\x', "echo -e '\\x", 'echo -ne "\\x', "echo -ne '\\x"])
    yield { notation: notations.hex, anchor: { text } };
  for (const text of ['\\x7fELF', '\\x7fElF']) yield { notation: notations.hex, anchor: { text } };
  for (const text of ['\\177ELF', '\\0177ELF', "printf '\\1", 'printf "\\1', "echo -e '\\0"])
    yield { notation: notations.octal, anchor: { text } };
  for (const text of ['chr(104)', '[char]104', 'chr(99)', '[char]99', 'chrw(104)'])
    yield { notation: notations.decimal, anchor: { text, fold: true } };
}

const byAnchor = new Map([...wakes()].map(({ anchor, notation }) => [anchor.text, notation]));

export const escapes: WindowDecoder = defineDecoder({
  id: 'escapes',
  title: 'texts and programs written byte by byte in escapes or numbers',
  mode: 'window',
  anchors: [...new Map([...wakes()].map(({ anchor }) => [anchor.text, anchor])).values()],
  *open(view, context) {
    const openings = new Openings(view, 'escapes');
    const room = new Room(context);
    for (const layer of textLayers(view)) yield* openings.children(opened(layer, room), layer);
  },
});

function* opened(layer: TextLayer, room: Room): Generator<Opening | Miss> {
  const awake = new Set(layer.hits.flatMap((hit) => byAnchor.get(hit.anchor) ?? []));
  for (const notation of awake) {
    const hits = layer.hits.filter((hit) => byAnchor.get(hit.anchor) === notation);
    let next = 0;
    for (const run of writtenRuns(layer.text, notation, fewest)) {
      while ((hits[next]?.offset ?? run.end) + (hits[next]?.length ?? 0) <= run.start) next++;
      if ((hits[next]?.offset ?? run.end) >= run.end) continue;
      if (!room.take(run.bytes.length)) return yield room.miss(run.start);
      if (isMeaningful(run.bytes)) yield opening(run, notation);
    }
  }
}

function opening({ bytes, start, end }: WrittenRun, { example }: Notation): Opening {
  return { bytes, start, end, how: `bytes written like ${example}` };
}
