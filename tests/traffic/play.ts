/** One piece of traffic between peers of ours, and what is true of it. */

import type { StratumSession } from '../../src/model/payloads.ts';
import type { Stage } from './stage.ts';

/** What the peers themselves counted in one session; a scan must say the same. */
export type Told = Partial<StratumSession>;

export interface Play {
  /** A file name. */
  readonly name: string;
  /** In one sentence: who talks to whom, and how. */
  readonly about: string;
  /** What may be said of it: `active` where sessions can be read, `configured` at most where only behaviour shows. */
  readonly truth: 'mining' | 'mining, unreadable' | 'coin node' | 'nothing';
  /** Other programs answer more slowly than peers in this process. */
  readonly settleMs?: number;
  play(stage: Stage): Promise<readonly Told[]>;
}
