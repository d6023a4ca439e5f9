/**
 * Keeps this process at a small share of one processor, for a machine that has other work: after each piece of work it
 * sleeps until its processor time, threads, start and all, is no more than that share of the time since it began.
 */
import { constants, setPriority } from 'node:os';

export interface Pace {
  /** Sleeps where it is due; called often. */
  rest(): void;
}

export const fullSpeed: Pace = { rest() {} };

const longestNapMs = 1_000;

/** @param share of one processor, above 0 */
export function slowPace(share: number): Pace {
  setPriority(constants.priority.PRIORITY_LOW);
  const bell = new Int32Array(new SharedArrayBuffer(4));
  return {
    rest() {
      for (;;) {
        const due = processorMs() / share - performance.now();
        if (due < 1) return;
        Atomics.wait(bell, 0, 0, Math.min(due, longestNapMs));
      }
    },
  };
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
