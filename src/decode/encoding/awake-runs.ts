/** Which runs of digits are worth a look: those in which something was found, and those near what undoes an encoding. */
import type { EncodedRun } from '../../codec/encoded-run/encoded-run.ts';
import type { Hit } from '../../model/anchor.ts';
import type { TextLayer } from './text-layer.ts';

/** Characters between a run and the call that undoes it. */
const near = 64 * 1024;

export interface AwakeRun {
  readonly run: EncodedRun;
  /** Those that lie in it; none where only a call stands near. */
  readonly hits: readonly Hit[];
}

/** Runs come in their order, and so do the layer's hits. */
export function* awakeRuns(layer: TextLayer, runs: Iterable<EncodedRun>): Generator<AwakeRun> {
  const { hits } = layer;
  const calls = hits.filter(({ encoding }) => encoding === 'ascii' || encoding === 'utf16le');
  let [next, call] = [0, 0];
  for (const run of runs) {
    const start = run.pieces[0]?.start ?? 0;
    const within: Hit[] = [];
    while ((hits[next]?.offset ?? start) < start) next++;
    for (let i = next; (hits[i]?.offset ?? run.end) < run.end; i++) within.push(...hits.slice(i, i + 1));
    while ((calls[call]?.offset ?? start) < start - near) call++;
    if (within.length > 0 || (calls[call]?.offset ?? Number.POSITIVE_INFINITY) < run.end + near)
      yield { run, hits: within };
  }
}
