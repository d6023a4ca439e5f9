/** Which runs of digits are worth a look: those in which something was found, and those near what undoes an encoding. */
import { type Digits, type EncodedRun, encodedRuns } from '../../codec/encoded-run/encoded-run.ts';
import type { Hit } from '../../model/anchor.ts';
import type { TextLayer } from './text-layer.ts';

/** Characters between a run and the call that undoes it. */
const near = 64 * 1024;

export interface AwakeRun {
  readonly run: EncodedRun;
  /** Those that lie in it; none where only a call stands near. */
  readonly hits: readonly Hit[];
}

/** In their order. Only what stands near a hit is read: large files hold one call and much else. */
export function* awakeRuns({ text, hits }: TextLayer, digits: Digits): Generator<AwakeRun> {
  const calls = hits.filter(({ encoding }) => encoding === 'ascii' || encoding === 'utf16le');
  let [done, next, call] = [0, 0, 0];
  for (const region of regions(hits, text.length)) {
    const from = Math.max(done, runStart(text, region.start, digits));
    for (const run of encodedRuns(text, digits, from, region.end)) {
      done = run.end;
      const start = run.pieces[0]?.start ?? 0;
      while ((hits[next]?.offset ?? start) < start) next++;
      const within: Hit[] = [];
      for (; (hits[next]?.offset ?? run.end) < run.end; next++) within.push(...hits.slice(next, next + 1));
      while ((calls[call]?.offset ?? start) < start - near) call++;
      if (within.length > 0 || (calls[call]?.offset ?? Number.POSITIVE_INFINITY) < run.end + near)
        yield { run, hits: within };
    }
  }
}

interface Region {
  readonly start: number;
  end: number;
}

function regions(hits: readonly Hit[], length: number): Region[] {
  const all: Region[] = [];
  for (const hit of hits) {
    const [start, end] = [Math.max(0, hit.offset - near), Math.min(length, hit.offset + hit.length + near)];
    const last = all.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else all.push({ start, end });
  }
  return all;
}

/** The start of the run that has been cut by looking only at a part, as far as it is digits and line breaks. */
function runStart(text: Uint8Array, at: number, { isDigit }: Digits): number {
  let start = at;
  while (start > 0 && isRunByte(text[start - 1], isDigit)) start--;
  return start;
}

function isRunByte(byte: number | undefined, isDigit: Uint8Array): boolean {
  return byte !== undefined && (isDigit[byte] === 1 || byte === 0x0a || byte === 0x0d);
}
