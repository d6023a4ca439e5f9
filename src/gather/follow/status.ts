/** What stands at a path by now. */
import { type BigIntStats, statSync } from 'node:fs';
import { rawPath } from '../path.ts';

/** Absent where nothing stands there, and where it can't be looked at: links that lead in a circle, a folder that was shut. */
export function statusOf(path: string): BigIntStats | undefined {
  try {
    return statSync(rawPath(path), { bigint: true });
  } catch {
    return undefined; // what is followed stays open, so nothing is lost by waiting
  }
}
