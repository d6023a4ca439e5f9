/** Runs one unit on its own, without sieve or engine, so that a unit's test needs nothing but the unit. */
import { logSweep } from '../src/engine/log-reading.ts';
import type { Hit, Run } from '../src/model/anchor.ts';
import type { Artifact } from '../src/model/artifact.ts';
import { defaultLimits } from '../src/model/limits.ts';
import type { EventExtractor, LogFormat } from '../src/model/log-units.ts';
import type { Observation, ObservationKind } from '../src/model/observation.ts';
import type { Claim, Detector, Extractor, Miss, Sighting, SweepExtractor } from '../src/model/units.ts';
import type { DetectorCase, ExtractorCase } from './fixture.ts';

const letterOrDigit = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122));

/** The shortest wallet-shaped run, in characters. */
const shortestRun = 26;

function widen(text: string): string {
  return [...text].map((c) => `${c}\0`).join('');
}

/** Every place of the extractor's anchors, by plain search. */
export function naiveHits(extractor: Pick<Extractor, 'anchors'>, bytes: Uint8Array): Hit[] {
  const text = Buffer.from(bytes).toString('latin1');
  const lower = text.toLowerCase();
  const hits: Hit[] = [];
  for (const anchor of extractor.anchors ?? []) {
    for (const encoding of ['ascii', 'utf16le'] as const) {
      const plain = encoding === 'ascii' ? anchor.text : widen(anchor.text);
      const [hay, needle] = anchor.fold ? [lower, plain.toLowerCase()] : [text, plain];
      for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + 1))
        hits.push({ anchor: anchor.text, offset: at, length: needle.length, encoding });
    }
  }
  return hits.sort((a, b) => a.offset - b.offset || a.length - b.length);
}

/** Every maximal run of letters and digits, in ASCII and UTF-16LE. */
export function naiveRuns(bytes: Uint8Array): Run[] {
  const runs: Run[] = [];
  for (let i = 0; i < bytes.length; i++) {
    if (!letterOrDigit(bytes[i])) continue;
    let end = i;
    while (letterOrDigit(bytes[end])) end++;
    if (end - i >= shortestRun) runs.push({ offset: i, length: end - i, encoding: 'ascii' });
    i = end - 1;
  }
  for (let i = 0; i + 1 < bytes.length; i++) {
    if (!letterOrDigit(bytes[i]) || bytes[i + 1] !== 0) continue;
    let end = i;
    while (letterOrDigit(bytes[end]) && bytes[end + 1] === 0) end += 2;
    if ((end - i) / 2 >= shortestRun) runs.push({ offset: i, length: end - i, encoding: 'utf16le' });
    i = end - 1;
  }
  return runs.sort((a, b) => a.offset - b.offset);
}

/** What the extractor yields for one case. */
export function runExtractor(extractor: Extractor, input: ExtractorCase): { sightings: Sighting[]; misses: Miss[] } {
  const sightings: Sighting[] = [];
  const misses: Miss[] = [];
  const bytes = typeof input.input === 'string' ? Buffer.from(input.input) : input.input;
  const kind = input.kind ?? 'data';
  if (extractor.kinds && !extractor.kinds.includes(kind)) return { sightings, misses };
  const hits = naiveHits(extractor, bytes);
  const runs = extractor.runs ? naiveRuns(bytes) : [];
  const called = hits.length + runs.length > 0 || (!extractor.anchors && !extractor.runs);
  if (!called) return { sightings, misses };
  const stream = input.stream ? { stream: input.stream } : {};
  for (const out of extractor.extract({
    name: input.file ?? 'sample',
    kind,
    bytes,
    base: 0,
    whole: true,
    hits,
    runs,
    ...stream,
  }))
    if ('gap' in out) misses.push(out);
    else sightings.push(out);
  return { sightings, misses };
}

/** What the sweep sees in one case, its bytes handed on in stretches of so many bytes with all of them around. */
export function runSweep(
  sweep: SweepExtractor,
  input: ExtractorCase,
  stretchBytes: number = Number.POSITIVE_INFINITY,
): { sightings: Sighting[]; misses: Miss[] } {
  const sightings: Sighting[] = [];
  const misses: Miss[] = [];
  const bytes = typeof input.input === 'string' ? Buffer.from(input.input) : input.input;
  const name = input.file ?? 'sample';
  const head = bytes.subarray(0, 4096);
  if (!sweep.accepts(head, name)) return { sightings, misses };
  const hits = naiveHits(sweep, bytes).filter(({ encoding }) => encoding === 'ascii');
  const opened = sweep.open({ name, head, limits: defaultLimits });
  const take = (out: Sighting | Miss): void => {
    if ('gap' in out) misses.push(out);
    else sightings.push(out);
  };
  for (let from = 0; from < bytes.length; from += stretchBytes) {
    const to = Math.min(bytes.length, from + stretchBytes);
    const due = hits.filter(({ offset }) => offset >= from && offset < to);
    for (const out of opened.push({ bytes, base: 0, from, to, last: true, hits: due })) take(out);
  }
  for (const out of opened.end()) take(out);
  return { sightings, misses };
}

/** What an extractor of events sees in one log of the format. */
export function runEvents(
  extractor: EventExtractor,
  format: LogFormat,
  input: ExtractorCase,
): { sightings: Sighting[]; misses: Miss[] } {
  return runSweep(logSweep(format, [extractor]), input);
}

/** What the detector claims for one case. */
export function runDetector(detector: Detector, input: DetectorCase): Claim[] {
  const root: Artifact = { id: 'a1', name: 'case', kind: 'data', size: 0 };
  const artifacts: Artifact[] = [root];
  const observations = input.seen.map((seen, i): Observation => {
    let at = 'a1';
    const { name, kind } = seen.artifact ?? {};
    const known = name === undefined ? undefined : artifacts.find((a) => a.name === name && a.kind === kind);
    if (known) at = known.id;
    else if (seen.artifact) {
      at = `a${artifacts.length + 1}`;
      artifacts.push({
        id: at,
        name: seen.artifact.name ?? `part${i}`,
        kind: seen.artifact.kind ?? 'data',
        size: 0,
        parent: 'a1',
      });
    }
    // A fixture states only the fields that matter to its detector.
    return {
      id: `o${i + 1}`,
      kind: seen.kind,
      value: seen.value,
      at: { artifact: at, offset: i },
      via: [],
      by: 'fixture',
    } as Observation;
  });
  const byKind = Object.fromEntries(
    detector.needs.map((kind) => [kind, observations.filter((o) => o.kind === kind)]),
  ) as unknown as { [P in ObservationKind]: Observation<P>[] };
  const artifact = (id: string): Artifact => artifacts.find((a) => a.id === id) ?? root;
  return [...detector.detect(byKind, { artifact, root: () => root })];
}
