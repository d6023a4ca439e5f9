/**
 * What all batches gave. Results come in any order and leave in one; of observations no more are kept than the report
 * has room for, so that memory does not grow with the files.
 */
import type { Limits } from '../../model/limits.ts';
import type { Evidence, PathGap } from '../conclude.ts';
import { type Examined, slim } from '../ledger.ts';
import type { BatchResult } from './batch.ts';

/** So many times what is kept may gather before it is sorted out: sorting has its price, too. */
const spare = 1.25;

interface Kept {
  readonly first: number;
  examined: readonly Examined[];
}

export class Collected {
  #kept: Kept[] = [];
  #observations = 0;
  readonly #gaps: PathGap[] = [];
  readonly #most: number;
  files = 0;
  bytes = 0;

  constructor(limits: Limits) {
    this.#most = limits.observations;
  }

  /** `first`: the place of the batch among all files. */
  add(first: number, { examined, gaps, files, bytes }: BatchResult): void {
    if (examined.length > 0) this.#kept.push({ first, examined });
    for (const gap of gaps) this.#gaps.push(gap);
    this.files += files;
    this.bytes += bytes;
    for (const { seen } of examined) this.#observations += seen.length;
    if (this.#observations > spare * this.#most) this.#prune();
  }

  miss(gap: PathGap): void {
    this.#gaps.push(gap);
  }

  /** Lets go of the observations that the report has no room for; one of each source stays, so that it says so. */
  #prune(): void {
    let room = this.#most;
    const shorten = (source: Examined): Examined => {
      const seen = source.seen.slice(0, Math.max(1, room + 1));
      room = Math.max(0, room - seen.length);
      return seen.length < source.seen.length ? slim({ ...source, seen }) : source;
    };
    for (const kept of this.#inOrder()) kept.examined = kept.examined.map(shorten);
    this.#observations = this.#kept.reduce(
      (sum, { examined }) => examined.reduce((inner, { seen }) => inner + seen.length, sum),
      0,
    );
  }

  #inOrder(): Kept[] {
    this.#kept.sort((a, b) => a.first - b.first);
    return this.#kept;
  }

  evidence(): Pick<Evidence, 'examined' | 'pathGaps' | 'files' | 'bytes'> {
    return {
      examined: this.#inOrder().flatMap(({ examined }) => examined),
      pathGaps: this.#gaps.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
      files: this.files,
      bytes: this.bytes,
    };
  }
}
