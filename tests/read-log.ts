/** Reads a log with its format alone, without sieve or engine. */
import { defaultLimits } from '../src/model/limits.ts';
import type { LogFormat, PlacedEvent } from '../src/model/log-units.ts';
import type { Miss } from '../src/model/units.ts';
import type { LogCase } from './fixture.ts';

/** What a fixture's log was written before, where it does not say. */
const latestOfFixtures = '2026-12-31T00:00:00Z';

interface ReadingWay {
  readonly latest?: string | undefined;
  /** Every event, which is the rule, or those alone in whose lines one of these texts stands. */
  readonly texts?: readonly string[];
  /** Bytes that are due at once; all if absent. */
  readonly stretch?: number;
}

/** What a format reads in a log, whether or not it would take it for one of its own. */
export function readLog(
  format: LogFormat,
  input: Omit<LogCase, 'name'>,
  { latest = latestOfFixtures, texts, stretch = Number.POSITIVE_INFINITY }: ReadingWay = {},
): { events: PlacedEvent[]; misses: Miss[] } {
  const bytes = bytesOf(input.input);
  const head = bytes.subarray(0, 4096);
  const every = texts === undefined;
  const name = input.file ?? 'sample';
  const reader = format.open({ name, head, limits: defaultLimits, latest: Date.parse(latest), every });
  const hits = [...(texts ?? []), ...(format.anchors ?? []).map(({ text }) => text)]
    .flatMap((text) => placesOf(bytes, text))
    .sort((a, b) => a.offset - b.offset);
  const out: (PlacedEvent | Miss)[] = [];
  for (let from = 0; from < bytes.length; from += stretch) {
    const to = Math.min(bytes.length, from + stretch);
    const due = hits.filter(({ offset }) => offset >= from && offset < to);
    out.push(...reader.push({ bytes, base: 0, from, to, last: true, hits: due }));
  }
  out.push(...reader.end());
  return {
    events: out.filter((one): one is PlacedEvent => !('gap' in one)),
    misses: out.filter((one): one is Miss => 'gap' in one),
  };
}

function placesOf(
  bytes: Uint8Array,
  text: string,
): { anchor: string; offset: number; length: number; encoding: 'ascii' }[] {
  const hay = Buffer.from(bytes).toString('latin1');
  const places = [];
  for (let at = hay.indexOf(text); at >= 0; at = hay.indexOf(text, at + 1))
    places.push({ anchor: text, offset: at, length: text.length, encoding: 'ascii' as const });
  return places;
}

export function bytesOf(input: string | Uint8Array): Uint8Array {
  return typeof input === 'string' ? Buffer.from(input) : input;
}
