/** One piece of traffic between peers of ours, and what is true of it. */
import { spawnSync } from 'node:child_process';
import type { StratumSession } from '../../src/model/payloads.ts';
import type { Report } from '../../src/model/report.ts';
import type { Stage } from './stage.ts';

/** What the peers themselves counted in one session; a scan must say the same. */
export type Told = Partial<StratumSession>;

/** What another program wrote down meanwhile, in the play's folder, and what a scan of that alone must come to. */
interface Log {
  readonly file: string;
  readonly stage: Report['verdict']['stage'];
  readonly detector: string;
}

export interface Play {
  /** A file name. */
  readonly name: string;
  /** In one sentence: who talks to whom, and how. */
  readonly about: string;
  /**
   * What there is to be seen; `named` where the pool's name shows though the session can't be read, `unseen` where no rule
   * of today's knows such a rhythm, `pool sought` where there is no session at all.
   */
  readonly truth:
    | 'mining'
    | 'mining, unreadable'
    | 'mining, named'
    | 'mining, unseen'
    | 'pool sought'
    | 'coin node'
    | 'nothing';
  /** What a claim's title must hold. */
  readonly says?: string;
  /** Other people's programs that it runs. */
  readonly needs?: readonly string[];
  readonly logs?: readonly Log[];
  /** The capture is also written in files of so many seconds, as a sniffer that rotates would. */
  readonly rotateSeconds?: number;
  /** Other programs answer more slowly than peers in this process. */
  readonly settleMs?: number;
  play(stage: Stage): Promise<readonly Told[]>;
}

/** The first program that the play needs and this machine has not. */
export function missing({ needs = [] }: Pick<Play, 'needs'>): string | undefined {
  return needs.find((command) => {
    // Some have no switch that does nothing: what matters is whether they start at all.
    const { error } = spawnSync(command, ['--version'], { stdio: 'ignore', timeout: 10_000 });
    return error !== undefined && 'code' in error && error.code === 'ENOENT';
  });
}
