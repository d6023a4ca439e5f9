/** Cases that rest on logs: each observation stands in a log of its own name. */
import type { Case } from '../src/model/case.ts';
import type { Finding } from '../src/model/finding.ts';
import type { Observation } from '../src/model/observation.ts';
import type { Expected } from './fixture.ts';

export type Logged = Expected & {
  /** The log's file. */
  readonly in: string;
};

/** A finding over the observations at these places in the list. */
export interface Claimed {
  readonly detector: string;
  readonly stage: Finding['stage'];
  readonly over: readonly number[];
  readonly title?: string;
  /** `moderate` where absent. */
  readonly confidence?: Finding['confidence'];
}

export function makeLogCase(seen: readonly Logged[], claims: readonly Claimed[]): Case {
  const logs = [...new Set(seen.map((one) => one.in))];
  const observations = seen.map(({ kind, value, in: log }, i): Observation => {
    const artifact = `a${logs.indexOf(log) + 1}`;
    // A case states only the fields that matter to its test.
    return { id: `o${i + 1}`, kind, value, at: { artifact, offset: i }, via: [], by: 'fixture' } as Observation;
  });
  const findings = claims.map(({ detector, stage, over, title = 'a finding', confidence = 'moderate' }, i): Finding => {
    const because = { all: over.map((at) => ({ saw: `o${at + 1}` })) };
    return { id: `f${i + 1}`, detector, stage, title, techniques: [], confidence, because, couldBe: ['x'] };
  });
  return {
    artifacts: logs.map((name, i) => ({ id: `a${i + 1}`, name, kind: 'log', size: 1 })),
    observations,
    findings,
  };
}

/** What the audit log has of the miner's start. */
export const minersStart: Logged = {
  in: 'audit.log',
  kind: 'process-start',
  value: {
    log: 'audit-log',
    command: './xmrig -o pool.example.com:3333 -u 4…',
    why: ['mines'],
    start: '2026-11-03T04:13:20.000Z',
  },
};
