/**
 * What an analyst wrote down about a case: facts with their sources, read from an evidence file (docs/evidence-files.md).
 * It says what the file says. Whether the file may speak is for the engine (engine/evidence-files.ts): anyone could
 * have left one among what is examined.
 */
import type { EvidenceReading } from '../../codec/evidence/evidence.ts';
import { isMarked, isMisplaced, mark } from '../../codec/evidence/mark.ts';
import { defineExtractor, type Extractor, type Miss, type Sighting, type View } from '../../model/units.ts';

type Kind =
  | 'evidence-file'
  | 'fact'
  | 'pool-record'
  | 'name-resolution'
  | 'incident'
  | 'price'
  | 'network-state'
  | 'tariff'
  | 'judgement'
  | 'override';

/** YAML and schemas are the slowest to load of all that a scan may need, and few scans meet an evidence file. */
let codec: typeof import('../../codec/evidence/evidence.ts') | undefined;

export const analystEvidence: Extractor<Kind> = defineExtractor({
  id: 'analyst-evidence',
  title: "an analyst's facts, with their sources",
  emits: [
    'evidence-file',
    'fact',
    'pool-record',
    'name-resolution',
    'incident',
    'price',
    'network-state',
    'tariff',
    'judgement',
    'override',
  ],
  anchors: [{ text: mark }],
  async load() {
    codec ??= await import('../../codec/evidence/evidence.ts');
  },
  *extract(view: View): Iterable<Sighting<Kind> | Miss> {
    if (view.base > 0) return;
    if (!isMarked(view.bytes)) {
      yield* misplaced(view);
      return;
    }
    if (!view.whole) {
      yield { gap: { code: 'limit-bytes', what: 'too large for an evidence file: its facts were not taken' } };
      return;
    }
    if (codec === undefined) throw new Error('load was not awaited');
    const read = codec.readEvidence(view.bytes);
    if (read.status === 'ok') yield* sightings(read.value);
    else if (read.status !== 'not-this-format') {
      const code = read.status === 'limit' ? 'limit-bytes' : 'malformed';
      yield { gap: { code, what: `${read.what}: nothing of this evidence file was taken`, offset: read.at } };
    }
  },
});

/** An analyst who puts another key first must hear that nothing was taken; in other files the word means nothing. */
function* misplaced({ name, bytes, hits }: View): Iterable<Miss> {
  const hit = hits.find(({ offset }) => isMisplaced(bytes, offset));
  if (hit === undefined || !/\.(ya?ml|json)$/i.test(name)) return;
  const what = `\`${mark}\` must be the first key of an evidence file: nothing of this one was taken`;
  yield { gap: { code: 'malformed', what, offset: hit.offset } };
}

function* sightings({ header, items, rejected, mistakes }: EvidenceReading): Iterable<Sighting<Kind> | Miss> {
  const { offset, length, line, ...words } = header;
  yield { kind: 'evidence-file', value: { ...words, items: items.length, rejected }, offset, length, line };
  yield* items;
  for (const { what, offset: at } of mistakes) yield { gap: { code: 'malformed', what, offset: at } };
}
