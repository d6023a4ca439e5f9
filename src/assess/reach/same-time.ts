/** What came within minutes of the miner's own files. Times of files can be set; those of inodes take changing the clock. */
import type { Case } from '../../model/case.ts';
import { ofKind } from '../evidence.ts';
import { perCase } from '../per-case.ts';
import { minerFiles } from './miner-ties.ts';

const minutes = 10 * 60_000;

interface Beside {
  readonly path: string;
  readonly because: readonly string[];
}

/** When the miner's files came, in order. */
const arrivals = perCase((evidence: Case) => {
  const files = minerFiles(evidence);
  const times: { readonly time: number; readonly beside: Beside }[] = [];
  for (const { id, value } of ofKind(evidence, 'file-trace')) {
    if (files.get(value.path)?.proof !== 'shown') continue;
    for (const iso of new Set([value.changed, value.born, value.modified]))
      if (iso !== undefined) times.push({ time: Date.parse(iso), beside: { path: value.path, because: [id] } });
  }
  return times.sort((a, b) => a.time - b.time);
});

/** A file of the miner's that came within ten minutes of that time. */
export function cameBeside(iso: string | undefined, evidence: Case): Beside | undefined {
  if (iso === undefined) return undefined;
  const time = Date.parse(iso);
  const list = arrivals(evidence);
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.time ?? 0) < time - minutes) low = middle + 1;
    else high = middle;
  }
  const first = list[low];
  return first !== undefined && first.time <= time + minutes ? first.beside : undefined;
}
